# 요청이 잘못되었을 때 서버만 하는 말. 페이지는 기다리지 않습니다.
# 잘못의 종류마다 한 문장: 무엇이 와야 하고 무엇이 왔는지. { $field }는 /step의 필드 이름이다.

number-beyond-range = 배정밀도 실수의 범위를 벗어난 수
error-missing = { $field } 값이 없습니다.
error-extra-forbidden = 모르는 필드입니다: { $field }. 쓸 수 있는 필드: { $known }.
error-repeated = { $field } 값이 여러 번 나옵니다. 한 번만 적어 주세요.
error-post-only = { $field } 값은 POST로만 보낼 수 있습니다.
error-too-many-fields = 주소에는 필드를 { $limit }개까지 쓸 수 있습니다.
error-integer = { $field } 값은 { $min }부터 { $max }까지의 정수여야 합니다. 받은 값: { $input }
error-number = { $field } 값은 { $min }부터 { $max }까지의 수여야 합니다. 받은 값: { $input }
error-integer-unquoted = { $field } 값은 따옴표 없이 쓴 { $min }부터 { $max }까지의 정수여야 합니다. 받은 값: { $input }
error-number-unquoted = { $field } 값은 따옴표 없이 쓴 { $min }부터 { $max }까지의 수여야 합니다. 받은 값: { $input }
error-choice = { $field } 값은 { $choices } 가운데 하나여야 합니다. 받은 값: { $input }
error-string = { $field } 값은 글자여야 합니다. 받은 값: { $input }
error-array = { $field } 값은 목록이어야 합니다. 받은 값: { $input }
error-object = { $field } 값은 {"{"}"h": [0.1, 0.2]{"}"}처럼 유한한 수의 목록이어야 합니다. 받은 값: { $input }
error-empty-sentence = 문장에 토큰이 없습니다. 단어를 하나 이상 입력해 주세요.
error-control-character = 문장의 { $place }번째 자리(0부터 셈)에 제어 문자({ $character })가 있습니다. 탭과 줄바꿈만 쓸 수 있습니다.
error-empty-text = { $field } 값이 비어 있습니다. 한 글자 이상 적어 주세요.
error-control-character-in-text = { $field } 값의 { $place }번째 자리(0부터 셈)에 제어 문자({ $character })가 있습니다. 탭과 줄바꿈만 쓸 수 있습니다.
error-string-too-long = { $field } 길이는 { $max_length }자까지입니다. 받은 길이: { $count }자
error-too-many-tokens = 문장의 토큰은 { $limit }개까지입니다. 받은 토큰: { $count }개
error-too-much-work = 계산량이 너무 많습니다. { $formula } = { $work }인데 한도는 { $limit }입니다. 문장을 줄이거나 hidden_size를 낮추거나 include를 줄여 주세요.
error-long-words = 단어가 너무 길어 답이 지나치게 커집니다. 가장 긴 단어가 { $longest }자이고, 답에 되풀이되는 단어를 모두 합하면 { $characters }자인데 한도는 { $limit }자입니다. 단어나 문장을 줄이거나 predictions 또는 csv를 빼 주세요.
error-relu-needs-rnn = nonlinearity={ $nonlinearity } 값은 cell=rnn에서만 쓸 수 있습니다. 받은 cell: { $cell }
error-forget-bias-needs-lstm = forget_bias는 cell=lstm에서만 쓸 수 있습니다. 받은 cell: { $cell }
error-not-a-step = { $field } 값은 문장 안의 시점이어야 합니다. 0부터 { $last }까지 쓸 수 있습니다. 받은 값: { $input }
error-not-a-unit = { $field } 값은 유닛 번호여야 합니다. 0부터 { $last }까지 쓸 수 있습니다. 받은 값: { $input }
error-not-one-token = 한 단어만 적어 주세요. { $tokenizer } 토크나이저가 토큰 하나로 읽는 것이어야 합니다. 받은 값: { $input }
error-edits = edits 값은 1개부터 100개까지의 변경 목록이어야 합니다. 변경은 {"{"}"t": 2, "token": "girl"{"}"}, {"{"}"t": 2, "unit": 0, "set": 0.5{"}"} 또는 "clamp", {"{"}"t": 2, "h": [0.1, 0.2]{"}"} 또는 "x", {"{"}"t": 2, "from": {"{"}"sentence": "we are", "t": 1{"}"}{"}"} 가운데 하나입니다. 받은 값: { $input }
error-no-next-token = 마지막 시점 { $t } 다음에는 토큰이 없습니다. objective=next-token에서 loss_at은 그보다 앞선 시점이어야 합니다.
error-not-in-pytorch = PyTorch에는 cell={ $cell } 모듈이 없어 스크립트를 만들 수 없습니다. 있는 것: { $known }
error-not-a-module = 짧은 모듈은 한 층을 앞으로만 읽고 기울기를 처음까지 되돌립니다. 다른 신경망은 style=script로 받을 수 있습니다.
error-target-needs-recall = target은 objective가 recall이나 label일 때만 쓸 수 있습니다. 받은 objective: { $objective }
error-state-length = { $field }에는 hidden_size와 같은 { $expected }개의 수가 있어야 합니다. 받은 개수: { $got }개
error-state-parts = 이 셀의 state에는 { $expected } 값이 있어야 합니다. 받은 것: { $got }
error-out-of-range = t = { $t }에서 { $name } 값이 배정밀도 실수의 범위를 벗어납니다. spectral_radius를 낮추거나 문장을 줄여 주세요.
error-out-of-range-numbers = t = { $t }에서 { $name } 값이 배정밀도 실수의 범위를 벗어납니다. { $field } 안의 수를 더 작게 보내 주세요.
error-out-of-range-seed = 함께 본 seed { $seed }의 t = { $t }에서 { $name } 값이 배정밀도 실수의 범위를 벗어납니다. seeds를 { $count } 이하로 줄이거나, spectral_radius를 낮추거나, 문장을 줄여 주세요.
error-not-finite = { $name } 값이 배정밀도 실수의 범위를 벗어납니다. spectral_radius를 낮추거나 문장을 줄여 주세요.
error-not-finite-numbers = { $name } 값이 배정밀도 실수의 범위를 벗어납니다. { $field } 안의 수를 더 작게 보내 주세요.
error-no-spectral-radius = 이 seed의 순환 가중치는 고윳값이 모두 0이어서 spectral_radius { $input }에 맞출 수 없습니다. 다른 seed를 써 주세요.
error-refused = 이 신경망은 계산할 수 없습니다: { $reason }
error-not-utf8 = 주소는 UTF-8을 퍼센트 인코딩한 것이어야 합니다.
error-json-invalid = { $reason ->
    [ends] 본문이 올바른 JSON이 아닙니다. { $line }행 { $column }열에서 너무 일찍 끝납니다.
    [deep] 본문이 올바른 JSON이 아닙니다. { $line }행 { $column }열에서 너무 깊이 겹칩니다.
    [more] 본문이 올바른 JSON이 아닙니다. { $line }행 { $column }열에서 JSON이 끝난 뒤에 다른 것이 이어집니다.
   *[other] 본문이 올바른 JSON이 아닙니다. { $line }행 { $column }열을 읽을 수 없습니다.
}
error-not-an-object = 본문은 JSON 객체여야 합니다. 받은 값: { $input }
error-wrong-content-type = 본문은 Content-Type: application/json으로 보내야 합니다. 받은 값: { $input }
error-no-content-type = 본문은 Content-Type: application/json으로 보내야 합니다. 받은 값이 없습니다.
error-body-too-large = 본문은 { $limit }바이트까지입니다.
error-body-too-slow = 본문이 { $seconds }초 안에 도착하지 않았습니다.
error-query-too-long = 쿼리 문자열은 { $limit }바이트까지입니다. 받은 길이: { $count }바이트. 긴 문장은 POST로 보내 주세요.
error-target-too-long = 주소는 { $limit }바이트까지입니다. 긴 문장은 POST로 보내 주세요.
error-not-http = 서버가 알아들을 수 있는 HTTP 요청이 아닙니다. 주소에 쓸 수 없는 글자와 빈칸은 curl -G --data-urlencode "sentence=…"처럼 퍼센트 인코딩해서 보내 주세요.
error-head-too-large = 요청 헤더는 주소는 세지 않고 { $limit }바이트까지 보낼 수 있습니다.
error-too-many-header-fields = 요청 헤더에는 필드를 { $limit }개까지 넣을 수 있습니다.
error-head-too-slow = 요청 헤더가 { $seconds }초 안에 도착하지 않았습니다.
error-not-one-host = 요청에는 Host가 하나만 있어야 합니다. 이 요청에는 { $count }개 있습니다.
error-bad-prefix = X-Forwarded-Prefix에는 /rnnflow 같은 경로를 영문자, 숫자, . _ ~ - 로만 적어야 합니다. 받은 값: { $input }
error-bad-path = { $field } 값은 / 하나로 시작하는 이 서버의 경로여야 합니다. 예: /?sentence=i+am. 받은 값: { $input }
error-qr-too-long = 퍼센트 인코딩한 주소가 { $count }자인데 QR 코드에는 { $limit }자까지 들어갑니다. 더 짧은 글을 골라 주세요.
error-cross-site = 다른 사이트의 페이지는 이곳으로 링크를 걸 수는 있지만 이곳에서 계산을 시작할 수는 없습니다. 계산해도 되는 사이트는 서버의 RNNFLOW_CORS_ORIGINS에 적습니다.
error-overloaded = 서버가 다른 큰 요청을 처리하고 있습니다. { $seconds }초 뒤에 다시 시도해 주세요.
error-not-found = { $input } 주소에는 아무것도 없습니다. API 주소 목록: { $docs }
error-method-not-allowed = { $address } 주소에는 { $input } 요청을 보낼 수 없습니다. 쓸 수 있는 메서드: { $known }
error-content-encoding = 본문은 압축하지 않고 Content-Encoding 없이 보내야 합니다. 받은 값: { $input }
error-too-long = { $field } 목록에는 { $max_length }개까지 쓸 수 있습니다.
error-too-many-names = 본문의 객체 하나에는 필드를 { $limit }개까지 쓸 수 있습니다.
error-too-many-items = 본문의 목록 하나에는 값을 { $limit }개까지 쓸 수 있습니다.
error-too-many-lists = 본문에 넣을 수 있는 목록과 객체는 모두 합해 { $limit }개까지입니다.
error-file-pickle = pickle 파일은 여는 것만으로 아무 프로그램이나 실행될 수 있어 여기서는 열지 않습니다. PyTorch에서 가중치를 safetensors로 저장해 보내 주세요: from safetensors.torch import save_file; save_file(model.state_dict(), "model.safetensors")
error-file-unknown = 여기서 읽을 수 있는 신경망 파일이 아닙니다. 읽을 수 있는 형식: { $known }
error-file-damaged = 파일이 손상되었거나 이름과 내용이 다릅니다: { $what }
error-file-external = { $name } 항목이 다른 파일을 가리킵니다. 파일 안에 있는 것만 읽으므로 신경망을 파일 하나로 저장해 주세요.
error-file-too-many-arrays = 파일 하나에는 배열을 { $limit }개까지 담을 수 있습니다.
error-file-name-too-long = 파일 속 이름은 { $limit }자까지 쓸 수 있습니다.
error-file-too-large = 파일 속 배열의 숫자는 모두 합쳐 { $limit }개까지 담을 수 있습니다.
error-file-not-finite = { $name } 배열에 무한대나 NaN이 있습니다. 학습이 도중에 깨진 것은 아닌지 확인해 주세요.
error-file-no-network = 파일에서 순환 신경망을 찾지 못했습니다. 들어 있는 것: { $names }. 이름이 낯설어 찾지 못했다면 map={"{"}"rnn.weight_ih_l0": "…", "rnn.weight_hh_l0": "…"{"}"}처럼 map 값으로 무엇이 무엇인지 알려 주세요.
error-file-several-networks = 파일에 순환 신경망이 여러 개 있습니다: { $known }. prefix={ $first }처럼 prefix 값으로 하나를 골라 주세요.
error-file-no-such-prefix = 파일에 이름이 { $prefix }인 순환 신경망이 없습니다. 들어 있는 것: { $known }
error-file-name-twice = { $name } 배열과 { $other } 배열이 같은 자리에 들어가려 합니다. prefix나 map 값으로 골라 주세요.
error-file-missing-array = 신경망에 필요한 { $name } 배열이 파일에 없습니다.
error-file-layers = 층은 0부터 빠짐없이 이어져야 하고 { $limit }개까지 쓸 수 있습니다. 파일에 있는 층: { $layers }
error-file-layers-differ = { $layers } 층은 셀이나 비선형 함수가 서로 달라 PyTorch 모듈 하나가 되지 않습니다. prefix 값으로 하나를 골라 주세요.
error-file-shape = { $name } 배열의 모양은 { $expected }이어야 합니다. 파일에 있는 모양: { $got }
error-file-hidden-size = 유닛은 { $limit }개까지 쓸 수 있습니다. 파일의 신경망에는 { $got }개가 있습니다.
error-file-not-pytorch-arithmetic = 이 신경망은 PyTorch의 RNN, GRU, LSTM과 계산 방식이 달라 읽을 수 없습니다: { $what }
error-file-weights-not-constant = { $name } 가중치를 그래프가 계산해서 만듭니다. 값이 정해진 가중치만 읽을 수 있습니다.
error-file-weights-only = Keras 모델의 가중치만 있고 모델이 없는 파일입니다. model.save("model.keras")로 모델 전체를 저장해 주세요.
error-file-needs-extra = 이 서버는 이런 파일을 읽을 수 없습니다. 서버 운영자가 pip install "rnnflow[{ $extra }]"로 추가할 수 있습니다.
error-file-map = map 값은 {"{"}"rnn.weight_ih_l0": "enc_w_ih"{"}"}처럼 PyTorch 이름에 파일 속 이름을 짝지은 JSON 객체여야 합니다. 받은 값: { $input }
error-file-map-name = { $name }: map 값으로 정할 수 있는 PyTorch 이름이 아닙니다. 혹시 { $near }?
error-file-map-unknown = 파일에 { $name } 배열이 없습니다. 비슷한 이름: { $near }
error-file-map-useless = map 값은 safetensors와 npz 파일에만 씁니다. { $kind } 파일은 어느 배열이 무엇인지 스스로 알려 줍니다.
error-file-nonlinearity = 이 신경망의 비선형 함수는 { $found }입니다. 받은 값: { $given }
error-file-vocabulary = vocabulary에는 임베딩의 행마다 하나씩 서로 다른 글자열 { $rows }개가 있어야 합니다. 받은 개수: { $count }
error-file-vocabulary-long = vocabulary의 글자는 모두 합쳐 { $limit }자까지 쓸 수 있습니다.
error-file-vocabulary-list = vocabulary 값은 글자열의 JSON 목록이거나 ;으로 나눈 글자열이어야 합니다. 받은 값: { $input }
error-not-multipart = 본문이 Content-Type에서 말한 폼이 아닙니다. curl --data-binary @FILE처럼 파일 자체를 본문으로 보내 주세요.
error-not-one-file = 폼에는 파일이 꼭 하나 있어야 합니다. 받은 파일 수: { $count }
error-empty-file = 본문이 비어 있습니다. curl --data-binary @FILE처럼 파일을 본문으로 보내 주세요.
error-unknown-model = { $input } 이름으로 저장된 신경망이 없습니다. 지워졌다면 파일을 다시 보내 주세요.
error-models-off = 이 서버는 신경망을 저장하지 않습니다. RNNFLOW_STORE_MODELS 값이 0입니다.
error-training-off = 이 서버는 신경망을 학습하지 않습니다. RNNFLOW_TRAIN_AT_ONCE 값이 0입니다.
error-unknown-job = { $input } 이름으로 보관된 학습이 없습니다. 오래되어 지워졌거나 다른 곳에서 이어 가고 있을 수 있습니다. 처음부터 다시 시작해 주세요.
error-too-many-trainings = 진행 중이거나 기다리는 학습이 너무 많습니다. { $seconds }초 뒤에 다시 시도해 주세요.
error-of-another-task = { $field } 값은 task={ $task }에서 쓰지 않습니다. 쓰는 과제: { $others }. { $field } 값을 빼 주세요.
error-goes-on = 이어 가는 학습에서는 { $field } 값을 바꿀 수 없습니다. resume과 함께 보낼 수 있는 값은 after, steps, network_every뿐입니다.
error-after-needs-resume = after는 resume과 함께 씁니다. 새 학습은 모든 단계를 보냅니다.
error-too-many-networks = steps가 { $steps }이면 network_every 값은 { $least } 이상이어야 합니다. 학습 하나가 내보내는 신경망은 { $limit }개까지입니다. 받은 값: { $input }
error-too-much-training = 계산량이 너무 많습니다. { $formula } = { $work }인데 한도는 { $limit }입니다. steps나 batch_size를 줄이거나, 더 짧은 열을 쓰거나, hidden_size를 낮춰 주세요.
error-too-large-batch = 한 단계에 담아 둘 수가 너무 많습니다. { $formula } = { $work }인데 한도는 { $limit }입니다. batch_size를 줄이거나, 더 짧은 열을 쓰거나, hidden_size를 낮춰 주세요.
error-too-short-text = text의 토큰은 window 값 { $window }개보다 많아야 합니다. 받은 토큰: { $count }개
error-too-short-series = series의 수는 window 값 { $window }개보다 많아야 합니다. 받은 수: { $count }개
error-too-few-symbols = symbols에는 글이 둘 이상 있어야 합니다. 하나뿐이면 기억할 것이 없습니다.
error-symbols-repeated = symbols에 같은 글이 두 번 이상 있습니다: “{ $token }”
error-refused-training = 이 학습은 할 수 없습니다. { $reason }
error-not-trainable = 양방향 신경망은 여기서 학습할 수 없습니다. 양쪽에서 읽기 때문에 맞혀야 할 답을 미리 보게 됩니다.
error-no-head-to-train = 이 신경망에는 linear.weight가 없어 맞거나 틀릴 답을 내지 못합니다.
error-no-embedding-to-train = 이 신경망에는 embedding.weight가 없는데 task={ $task } 과제는 토큰을 읽습니다.
error-task-reads = task={ $task } 과제는 한 시점에 수 { $expected }개를 읽는데 이 신경망은 { $got }개를 읽습니다.
error-task-answers = task={ $task } 과제에는 { $expected }개 행의 linear.weight가 필요한데 이 신경망에는 { $got }개 행이 있습니다.
error-training-diverged = 학습 { $step }걸음에서 { $what ->
    [gradient] 기울기가
    [parameters] 매개변수가
    [loss] 손실이
   *[other] 상태가
 } 배정밀도 실수의 범위를 벗어났습니다. learning_rate를 낮추거나 clip으로 기울기를 잘라 주세요.
error-training-time-up = 학습 하나에 주어지는 { $seconds }초를 다 썼습니다. 학습은 보관되어 있으니 resume으로 이어 갈 수 있습니다.
error-worker-died = 이 학습을 맡은 프로세스가 갑자기 끝나 계산하던 값이 사라졌습니다. 다시 시작해 주세요.
error-training-failed = 서버의 잘못으로 이 학습이 중단되었습니다.
error-model-read-only = { $name } 신경망은 RNN Flow에 들어 있는 것이라 지울 수 없습니다.
error-model-too-large = 이 신경망은 서버가 보관하는 { $limit }바이트보다 큽니다.
error-store-unavailable = 서버가 신경망을 저장하는 폴더에 쓸 수 없습니다. 잠시 뒤에 다시 보내 주세요.
error-nothing-to-read = { $field } 값이 없습니다. sentence, inputs, token_ids 가운데 하나를 보내 주세요.
error-one-input = sentence, inputs, token_ids 가운데 하나만 읽을 수 있습니다. 받은 필드: { $names }
error-one-network = parameters와 model은 저마다 신경망 하나이므로 둘 중 하나만 보내 주세요.
error-needs-a-network = { $field } 값은 parameters나 model로 보낸 신경망에만 쓸 수 있습니다. seed로 만든 신경망에는 따로 있습니다.
error-of-the-seed = { $field } 값은 seed로 신경망을 만들 때만 쓰는데, 신경망이 이미 { $given }에 있습니다. { $field } 값을 빼 주세요.
error-contradiction = { $field } 값은 { $input }인데 { $given }에서는 { $has }입니다. { $field } 값을 빼거나 서로 맞는 값을 보내 주세요.
error-labels-of-a-sentence = labels는 inputs나 token_ids와 함께 씁니다. 문장에는 문장의 단어가 표시됩니다.
error-labels-length = labels에는 시점마다 하나씩 글 { $expected }개가 있어야 합니다. 받은 개수: { $got }개
error-texts = { $field }에는 글만 넣을 수 있습니다. 받은 값: { $input }
error-ids = { $field }에는 0 이상의 정수만 넣을 수 있습니다. 받은 값: { $input }
error-boolean = { $field } 값은 true 또는 false여야 합니다. 받은 값: { $input }
error-input-width = inputs의 행마다 신경망이 읽는 개수만큼 수 { $expected }개가 있어야 합니다. 받은 개수: { $got }개
error-input-width-drawn = inputs의 한 행에는 수를 { $expected }개까지 쓸 수 있습니다. 받은 개수: { $got }개
error-too-many-steps = { $field }의 시점은 { $limit }개까지입니다. 받은 시점: { $count }개
error-no-embedding = 이 신경망에는 embedding.weight가 없어 단어나 번호를 읽을 수 없습니다. { $field } 대신 inputs를 보내 주세요.
error-no-vocabulary = 이 신경망에는 embedding.weight의 { $rows }개 행에 해당하는 어휘가 없습니다. vocabulary를 함께 보내거나, sentence 대신 token_ids를 보내 주세요.
error-vocabulary-length = vocabulary에는 embedding.weight의 행마다 하나씩 글 { $expected }개가 있어야 합니다. 받은 개수: { $got }개
error-vocabulary-repeated = vocabulary에 같은 글이 두 번 이상 있습니다: “{ $token }”
error-unknown-token = 이 신경망의 어휘에는 “{ $token }” 토큰이 없고, 대신 읽을 <unk>도 없습니다.
error-unknown-id = { $field }에는 embedding.weight의 행 번호를 0부터 { $last }까지 쓸 수 있습니다. 받은 값: { $input }
error-not-a-layer = layer 값은 0부터 { $last }까지의 정수여야 합니다. 받은 값: { $input }
error-one-direction = 이 신경망은 앞으로만 읽으므로 direction 값은 forward여야 합니다. 받은 값: { $input }
error-not-numbers = { $field } 값은 유한한 수의 목록이거나 그런 목록의 목록이어야 합니다. 받은 값: { $input }
error-empty-list = { $field } 목록이 비어 있습니다. 항목이 하나 이상 있어야 합니다.
error-no-numbers = { $field } 안에 빈 목록이 있습니다. 수가 하나 이상 있어야 합니다.
error-wrong-number-in-body = { $field }에는 유한한 수만 넣을 수 있습니다. 받은 값: { $input }
error-wrong-number-in-query = { $field } 값은 0.1,0.2;0.3,0.4처럼 수를 쉼표로, 행을 쌍반점으로 나누어 적어야 합니다. 받은 값: { $input }
error-ragged = { $field }의 모든 행에는 첫 행과 같이 수 { $expected }개가 있어야 합니다. 개수가 { $got }개인 행이 있습니다.
error-parameters-apart = 주소에서는 파라미터마다 rnn.weight_hh_l0=0.1,0.2;0.3,0.4처럼 필드를 따로 씁니다. { $field } 전체를 한 객체로 보내려면 POST를 쓰세요.
error-unknown-parameter = 모르는 파라미터입니다: { $name }. 가장 비슷한 이름: { $nearest }
error-unknown-parameter-alone = 모르는 파라미터입니다: { $name }. PyTorch의 이름을 씁니다: embedding.weight, rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, rnn.bias_hh_l0, linear.weight, linear.bias.
error-missing-parameter = { $name } 파라미터가 없습니다.
error-missing-parameter-beside = { $beside }에 필요한 { $name } 파라미터가 없습니다.
error-parameter-shape = { $name }의 모양은 { $expected }이어야 합니다. 받은 모양: { $got }
error-parameter-rows = { $name }의 열이 { $columns }개이므로 행은 { $expected }개여야 합니다. 받은 행: { $rows }개
error-state-shape = { $field }의 모양은 { $expected }이어야 합니다. 층과 방향마다 수 hidden_size개가 한 행입니다. 받은 모양: { $got }
error-numbers-length = { $field }에는 신경망이 한 시점에 읽는 개수만큼 수 { $expected }개가 있어야 합니다. 받은 개수: { $got }개
error-no-head = 이 신경망에는 linear.weight가 없어 답할 수 없습니다. predictions를 빼고 objective=sum으로 물어보세요.
error-sample-numbers = 지금은 수를 읽고 있어서 다음 토큰을 쓸 수 없습니다. sentence를 보내거나, token_ids와 vocabulary를 함께 보내 주세요.
error-sample-no-head = 글을 이어 쓰려면 신경망이 다음 토큰을 말할 수 있어야 하는데, 이 신경망에는 linear.weight가 없습니다.
error-sample-classes = 글을 이어 쓰려면 신경망이 토큰 { $words }개 가운데 다음 것을 말할 수 있어야 하는데, 이 신경망은 { $classes }가지로 분류만 합니다. 글을 쓰도록 학습한 신경망을 골라 주세요.
error-sample-bidirectional = 양방향 신경망은 다음 토큰을 말하기 전에 이미 읽었으므로 글을 이어 쓸 수 없습니다. 한 방향으로만 읽는 신경망을 골라 주세요.
error-sample-no-vocabulary = 글을 이어 쓰려면 embedding.weight의 { $rows }개 행에 이름이 있어야 합니다. vocabulary를 함께 보내 주세요.
error-no-tokens = objective={ $objective } 손실은 토큰을 묻는데 읽은 것은 수입니다. 수에는 sum, forecast, label을 쓸 수 있습니다.
error-tokens-read = objective={ $objective } 손실은 다음 수를 묻는데 읽은 것은 토큰입니다. inputs를 보내 주세요.
error-no-next-numbers = 마지막 시점 { $t } 다음에는 수가 없습니다. objective=forecast에는 시점이 둘 이상 있어야 하고, loss_at은 마지막보다 앞선 시점이어야 합니다.
error-wrong-head = objective={ $objective } 손실에는 { $things ->
    [tokens] 어휘의 토큰마다
   *[other] 한 시점의 수마다
} 한 행씩 행이 { $expected }개인 linear.weight가 필요합니다. 이 신경망의 행: { $got }개
error-not-a-class = target 값은 신경망의 출력 클래스 번호여야 합니다. 0부터 { $last }까지 쓸 수 있습니다. 받은 값: { $input }
error-no-words = { $field } 값은 단어를 읽는 신경망에만 쓸 수 있습니다. x, h, 유닛을 바꿔 보세요.
error-cannot-truncate = truncate는 한 방향으로만 읽는 신경망에 쓸 수 있는데, 이 신경망은 양방향입니다.
error-truncated = 중간에서 끊은 기울기는 손실의 기울기가 아니므로 차분으로 확인할 수 없습니다. truncate를 빼 주세요.
error-forget-bias-needs-bias = forget_bias는 bias=false일 때 쓸 수 없습니다.
error-parameters = parameters 값은 {"{"}"rnn.weight_hh_l0": [[0.1, 0.2], [0.3, 0.4]]{"}"}처럼 PyTorch의 이름마다 목록이 있는 객체여야 합니다. 받은 값: { $input }
