# What is wrong with a request, said by the server alone: no page waits for it.
# One sentence a kind of mistake: what was expected, what came. { $field } is the field's name in /step.

number-beyond-range = a number beyond the range of a double
error-missing = { $field } is missing.
error-extra-forbidden = Unknown field: { $field }. Known fields: { $known }.
error-repeated = { $field } is given more than once.
error-post-only = { $field } can only be sent with POST.
error-too-many-fields = An address may have at most { $limit } fields.
error-integer = { $field } must be a whole number from { $min } to { $max }; got { $input }.
error-number = { $field } must be a number from { $min } to { $max }; got { $input }.
error-integer-unquoted = { $field } must be a whole number from { $min } to { $max }, without quotes; got { $input }.
error-number-unquoted = { $field } must be a number from { $min } to { $max }, without quotes; got { $input }.
error-choice = { $field } must be one of { $choices }; got { $input }.
error-string = { $field } must be text; got { $input }.
error-array = { $field } must be a list; got { $input }.
error-object = { $field } must hold finite numbers, such as {"{"}"h": [0.1, 0.2]{"}"}; got { $input }.
error-empty-sentence = The sentence has no token. Type at least one word.
error-control-character = The sentence has a control character, { $character }, at position { $place }; only tabs and line ends are allowed.
error-empty-text = { $field } is empty. It needs at least one character.
error-control-character-in-text = { $field } has a control character, { $character }, at position { $place }; only tabs and line ends are allowed.
error-string-too-long = { $field } may have at most { $max_length } characters; got { $count }.
error-too-many-tokens = The sentence may have at most { $limit } tokens; got { $count }.
error-too-much-work = Too much work: { $formula } = { $work }; the limit is { $limit }. Use a shorter sentence, a smaller hidden_size or fewer includes.
error-long-words = Words this long would make the answer too large: the longest has { $longest } characters, and the words repeated in the answer would have { $characters } together; the limit is { $limit }. Use shorter words or a shorter sentence, or leave out predictions or csv.
error-relu-needs-rnn = nonlinearity { $nonlinearity } works with cell rnn only; got cell { $cell }.
error-forget-bias-needs-lstm = forget_bias works with cell lstm only; got cell { $cell }.
error-not-a-step = { $field } must be a step of the sentence, from 0 to { $last }; got { $input }.
error-not-a-unit = { $field } must be a unit, from 0 to { $last }; got { $input }.
error-not-one-token = Type one word only, one that the tokenizer { $tokenizer } reads as a single token; got { $input }.
error-edits = edits must be a list of 1 to 100 changes, each of them {"{"}"t": 2, "token": "girl"{"}"}, {"{"}"t": 2, "unit": 0, "set": 0.5{"}"}, the same with "clamp", {"{"}"t": 2, "h": [0.1, 0.2]{"}"}, the same with "x", or {"{"}"t": 2, "from": {"{"}"sentence": "we are", "t": 1{"}"}{"}"}; got { $input }.
error-no-next-token = After step { $t }, the last, there is no next token: with objective next-token, loss_at must be an earlier step.
error-not-in-pytorch = PyTorch has no module for cell { $cell }, so there is no script of it: it has { $known }.
error-not-a-module = The short module reads one layer forward and carries its gradient back all the way. Any other network has a script: style=script.
error-target-needs-recall = target works with objective recall or label only; got objective { $objective }.
error-state-length = { $field } must have { $expected } numbers, as many as hidden_size; got { $got }.
error-state-parts = For this cell the state must hold { $expected }; got { $got }.
error-out-of-range = { $name } leaves the range of a double at t = { $t }. Use a smaller spectral_radius or a shorter sentence.
error-out-of-range-numbers = { $name } leaves the range of a double at t = { $t }. Send smaller numbers in { $field }.
error-out-of-range-seed = With seed { $seed }, one of the seeds asked for, { $name } leaves the range of a double at t = { $t }. Send seeds={ $count } or fewer, a smaller spectral_radius or a shorter sentence.
error-not-finite = { $name } leaves the range of a double. Use a smaller spectral_radius or a shorter sentence.
error-not-finite-numbers = { $name } leaves the range of a double. Send smaller numbers in { $field }.
error-no-spectral-radius = This seed's recurrent weights have only zero eigenvalues, so they cannot be scaled to spectral_radius { $input }. Take another seed.
error-refused = The network cannot be computed: { $reason }.
error-not-utf8 = The address must be percent-encoded UTF-8.
error-json-invalid = { $reason ->
    [ends] The body is not valid JSON: it ends too early, at line { $line }, column { $column }.
    [deep] The body is not valid JSON: it is nested too deeply, at line { $line }, column { $column }.
    [more] The body is not valid JSON: something comes after its end, at line { $line }, column { $column }.
   *[other] The body is not valid JSON: line { $line }, column { $column } cannot be read.
}
error-not-an-object = The body must be a JSON object; got { $input }.
error-wrong-content-type = The body must be sent with Content-Type: application/json; got { $input }.
error-no-content-type = The body must be sent with Content-Type: application/json; got none.
error-body-too-large = The body may have at most { $limit } bytes.
error-body-too-slow = The body did not arrive within { $seconds } seconds.
error-query-too-long = The query string may have at most { $limit } bytes; got { $count }. Send a long sentence with POST.
error-target-too-long = An address may have at most { $limit } bytes. Send a long sentence with POST.
error-not-http = This is not an HTTP request that the server understands. Percent-encode letters and spaces that an address cannot hold, as curl -G --data-urlencode "sentence=…" does.
error-head-too-large = The header of a request may have at most { $limit } bytes, its address not counted.
error-too-many-header-fields = The header of a request may have at most { $limit } fields.
error-head-too-slow = The header of the request did not arrive within { $seconds } seconds.
error-not-one-host = A request must name one Host; this one names { $count }.
error-bad-prefix = X-Forwarded-Prefix is a path such as /rnnflow, of letters, digits and . _ ~ -; got { $input }.
error-bad-path = { $field } must be a path of this server with one / at its beginning, such as /?sentence=i+am; got { $input }.
error-qr-too-long = The address would have { $count } characters, percent-encoded; a QR code holds { $limit }. Choose a shorter text.
error-cross-site = A page of another site may link here, but not start work here. The server’s RNNFLOW_CORS_ORIGINS can name the sites that may.
error-overloaded = The server is busy with other large requests. Try again in { $seconds } seconds.
error-not-found = There is nothing at { $input }. The addresses of the API are listed at { $docs }.
error-method-not-allowed = { $address } does not answer { $input }, only { $known }.
error-content-encoding = The body must be sent uncompressed, without Content-Encoding; got { $input }.
error-too-long = { $field } may have at most { $max_length } items.
error-too-many-names = An object in the body may have at most { $limit } fields.
error-too-many-items = A list in the body may have at most { $limit } items.
error-too-many-lists = The body may have at most { $limit } lists and objects in all.
error-file-pickle = A pickle can run any program when it is opened, so it is never opened here. In PyTorch, save the weights as safetensors and send that file: from safetensors.torch import save_file; save_file(model.state_dict(), "model.safetensors")
error-file-unknown = This is not a network file that can be read here. Send one of { $known }.
error-file-damaged = The file is damaged, or is not what its name says: { $what }.
error-file-external = { $name } points to another file. Only what is in the file itself is read: save the network as one file.
error-file-too-many-arrays = A file may have at most { $limit } arrays.
error-file-name-too-long = A name in the file may have at most { $limit } characters.
error-file-too-large = The arrays of a file may have at most { $limit } numbers together.
error-file-not-finite = { $name } holds a number that is infinite or NaN. Did the training diverge?
error-file-no-network = No recurrent network was found in the file. It has { $names }. Where the names are unusual, map= says what they are: map={"{"}"rnn.weight_ih_l0": "…", "rnn.weight_hh_l0": "…"{"}"}.
error-file-several-networks = The file has several recurrent networks: { $known }. Choose one of them by prefix=, such as prefix={ $first }.
error-file-no-such-prefix = The file has no recurrent network called { $prefix }. It has { $known }.
error-file-name-twice = { $name } and { $other } fit the same place. Choose by prefix= or map=.
error-file-missing-array = The file lacks { $name }, which the network needs.
error-file-layers = The layers of a network must be counted from 0 with none missing, and be at most { $limit }; found { $layers }.
error-file-layers-differ = The layers { $layers } differ in cell or nonlinearity, so they do not fit into one PyTorch module. Choose one of them by prefix=.
error-file-shape = { $name } must have shape { $expected }; the file has { $got }.
error-file-hidden-size = A network may have at most { $limit } units; the file’s has { $got }.
error-file-not-pytorch-arithmetic = This network does not calculate as PyTorch’s RNN, GRU and LSTM do, so it cannot be read: { $what }.
error-file-weights-not-constant = The weights of { $name } are calculated by the graph. Only constant weights can be read.
error-file-weights-only = The file has the weights of a Keras model, but not the model. Save the whole model: model.save("model.keras").
error-file-needs-extra = This server cannot read such files. Whoever runs it can add that: pip install "rnnflow[{ $extra }]"
error-file-map = map must be a JSON object from PyTorch’s names to the file’s, such as {"{"}"rnn.weight_ih_l0": "enc_w_ih"{"}"}; got { $input }.
error-file-map-name = map= cannot set { $name }: PyTorch has no such name. Did you mean { $near }?
error-file-map-unknown = The file has no array { $name }. Nearest: { $near }.
error-file-map-useless = map= names arrays of safetensors and npz files; a { $kind } file says by itself what its arrays are.
error-file-nonlinearity = The network’s nonlinearity is { $found }; got { $given }.
error-file-vocabulary = vocabulary must have one text for each row of the embedding, { $rows } different ones; got { $count }.
error-file-vocabulary-long = The texts of a vocabulary may have at most { $limit } characters together.
error-file-vocabulary-list = vocabulary must be a JSON list of texts, or texts with ; between them; got { $input }.
error-not-multipart = The body is not a form, though its Content-Type says so. Send the file itself as the body, as curl --data-binary @FILE does.
error-not-one-file = A form must hold exactly one file; this one holds { $count }.
error-empty-file = The body is empty. Send the file as the body, as curl --data-binary @FILE does.
error-unknown-model = No network is stored under { $input }. If it was forgotten, send its file again.
error-models-off = This server keeps no networks: RNNFLOW_STORE_MODELS is 0.
error-training-off = This server trains no networks: RNNFLOW_TRAIN_AT_ONCE is 0.
error-unknown-job = No training is kept under { $input }. It may be too long ago, or it goes on somewhere else. Start it from the beginning.
error-too-many-trainings = Too many trainings run or wait. Try again in { $seconds } seconds.
error-of-another-task = { $field } belongs to { $others }, not to task { $task }. Leave it out.
error-goes-on = { $field } cannot change in a training that goes on. Beside resume, send only after, steps and network_every.
error-after-needs-resume = after goes with resume. A new training sends every step.
error-too-many-networks = network_every must be at least { $least } for { $steps } steps: one training gives at most { $limit } networks. Got { $input }.
error-too-much-training = Too much work: { $formula } = { $work }; the limit is { $limit }. Use fewer steps, a smaller batch_size, shorter sequences or a smaller hidden_size.
error-too-large-batch = One step would keep too many numbers: { $formula } = { $work }; the limit is { $limit }. Use a smaller batch_size, shorter sequences or a smaller hidden_size.
error-too-short-text = text must have more tokens than window, { $window }; got { $count }.
error-too-short-series = series must have more numbers than window, { $window }; got { $count }.
error-too-few-symbols = symbols must hold at least two texts: with one there is nothing to remember.
error-symbols-repeated = symbols holds “{ $token }” more than once.
error-refused-training = This cannot be trained: { $reason }.
error-not-trainable = A bidirectional network cannot be trained here: it reads from both ends, and would see what it is asked to predict.
error-no-head-to-train = The network has no linear.weight, so it gives no answers that could be right or wrong.
error-no-embedding-to-train = The network has no embedding.weight, but the task { $task } reads tokens.
error-task-reads = The task { $task } reads { $expected } numbers at a step, and the network { $got }.
error-task-answers = The task { $task } needs a linear.weight of { $expected } rows; the network has { $got }.
error-training-diverged = At step { $step }, { $what ->
    [gradient] the gradient
    [parameters] a parameter
    [loss] the loss
   *[other] a state
 } left the range of a double. Use a smaller learning_rate, or clip the gradient.
error-training-time-up = The training has run for { $seconds } seconds, as long as one may. It is kept: go on with resume.
error-worker-died = The process of this training ended unexpectedly, and its numbers are lost. Start it again.
error-training-failed = The server made a mistake in this training and has ended it.
error-model-read-only = { $name } ships with RNN Flow: it cannot be deleted.
error-model-too-large = The network needs more than the { $limit } bytes that this server keeps.
error-store-unavailable = The server cannot write to the directory of its networks. Try again later.
error-nothing-to-read = { $field } is missing. Send sentence, inputs or token_ids.
error-one-input = Only one of sentence, inputs and token_ids can be read; got { $names }.
error-one-network = Send parameters or model, not both: each is a whole network.
error-needs-a-network = { $field } belongs to a network that is sent as parameters or model. A network drawn from a seed makes its own.
error-of-the-seed = { $field } draws a network from a seed, but { $given } already brings one. Leave { $field } out.
error-contradiction = { $field } is { $input }, but { $given } makes it { $has }. Leave { $field } out, or send what fits it.
error-labels-of-a-sentence = labels go with inputs or token_ids. A sentence has its own words.
error-labels-length = labels must hold { $expected } texts, one for each step; got { $got }.
error-texts = { $field } must hold texts only; got { $input }.
error-ids = { $field } must hold whole numbers from 0; got { $input }.
error-boolean = { $field } must be true or false; got { $input }.
error-input-width = Each row of inputs must have { $expected } numbers, as many as the network reads; got { $got }.
error-input-width-drawn = A row of inputs may have at most { $expected } numbers; got { $got }.
error-too-many-steps = { $field } may have at most { $limit } steps; got { $count }.
error-no-embedding = The network has no embedding.weight, so it cannot read words or ids. Send inputs in place of { $field }.
error-no-vocabulary = The network has no vocabulary for the { $rows } rows of its embedding.weight. Send vocabulary, or token_ids in place of sentence.
error-vocabulary-length = vocabulary must hold { $expected } texts, one for each row of embedding.weight; got { $got }.
error-vocabulary-repeated = vocabulary holds “{ $token }” more than once.
error-unknown-token = The network’s vocabulary has no token “{ $token }”, and no <unk> to read in its place.
error-unknown-id = { $field } must hold rows of embedding.weight, from 0 to { $last }; got { $input }.
error-not-a-layer = layer must be a whole number from 0 to { $last }; got { $input }.
error-one-direction = This network reads forward only, so direction must be forward; got { $input }.
error-not-numbers = { $field } must be a list of finite numbers, or a list of such lists; got { $input }.
error-empty-list = { $field } is an empty list. It needs at least one item.
error-no-numbers = { $field } holds an empty list. It needs at least one number.
error-wrong-number-in-body = { $field } must hold finite numbers only; got { $input }.
error-wrong-number-in-query = { $field } must hold numbers separated by commas, with rows separated by semicolons, such as 0.1,0.2;0.3,0.4; got { $input }.
error-ragged = The rows of { $field } must all have as many numbers as the first, { $expected }; got one with { $got }.
error-parameters-apart = In an address each parameter is a field of its own, such as rnn.weight_hh_l0=0.1,0.2;0.3,0.4. Send { $field } as one object with POST.
error-unknown-parameter = Unknown parameter: { $name }. The nearest known name is { $nearest }.
error-unknown-parameter-alone = Unknown parameter: { $name }. The names are PyTorch’s: embedding.weight, rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, rnn.bias_hh_l0, linear.weight and linear.bias.
error-missing-parameter = The parameter { $name } is missing.
error-missing-parameter-beside = The parameter { $name } is missing; { $beside } needs it.
error-parameter-shape = { $name } must have the shape { $expected }; got { $got }.
error-parameter-rows = { $name } has { $columns } columns, so it must have { $expected } rows; got { $rows }.
error-state-shape = { $field } must have the shape { $expected }, a row of hidden_size numbers for each layer and direction; got { $got }.
error-numbers-length = { $field } must have { $expected } numbers, as many as the network reads at a step; got { $got }.
error-no-head = This needs linear.weight, and the network has none. Use objective=sum, and leave out predictions.
error-sample-numbers = Numbers are read here, so no next token can be written. Send a sentence, or token_ids with a vocabulary.
error-sample-no-head = To write on, the network has to say the next token, and it has no linear.weight.
error-sample-classes = To write on, the network has to say the next token, one of its { $words }; its head says { $classes } classes. Take a text model.
error-sample-bidirectional = A bidirectional network has read the next token before it could say it, so it cannot write on. Take one that reads forward only.
error-sample-no-vocabulary = To write on, the { $rows } rows of embedding.weight need names. Send vocabulary.
error-no-tokens = objective { $objective } asks for a token, but numbers are read. For numbers use sum, forecast or label.
error-tokens-read = objective { $objective } asks for the next numbers, but tokens are read. Send inputs.
error-no-next-numbers = After step { $t }, the last, no numbers come: objective forecast needs at least two steps, and loss_at an earlier one.
error-wrong-head = objective { $objective } needs a linear.weight of { $expected } rows, one for each { $things ->
    [tokens] token of the vocabulary
   *[other] number of a step
}; it has { $got }.
error-not-a-class = target must be a class of the network’s head, from 0 to { $last }; got { $input }.
error-no-words = { $field } needs a network that reads words. Edit x, h or a unit.
error-cannot-truncate = truncate needs a network that reads in one direction, and this one is bidirectional.
error-truncated = A truncated gradient is not that of the loss, so differences cannot check it: leave truncate out.
error-forget-bias-needs-bias = forget_bias needs biases, and bias is false.
error-parameters = parameters must be an object of lists by PyTorch’s names, such as {"{"}"rnn.weight_hh_l0": [[0.1, 0.2], [0.3, 0.4]]{"}"}; got { $input }.
