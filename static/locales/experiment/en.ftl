# The experiment’s own words: the page asks for them when the panel comes near.

experiment-title = “RNNs cannot handle long data”: the experiment
experiment-lead = A network reads a symbol, then others, and must say which was the first. How many may lie between? Every point is a training of its own.
experiment-none = Nothing learned here, not even a delay of { $shortest }.
experiment-borne-out = Borne out so far: every cell with gates learned longer delays with all its seeds than the plain RNN, which { $plain ->
    [none] learned not even the shortest
   *[other] ends at { $plain }
}; the best of them ends at { $best }.
experiment-partly = Partly borne out: { $further } learned longer delays with all seeds than the plain RNN, which { $plain ->
    [none] learned not even the shortest
   *[other] ends at { $plain }
}; the best ends at { $best }. Other cells with gates did not.
experiment-not-borne-out = Not borne out: no cell with gates learned a longer delay with all its seeds than the plain RNN, which { $plain ->
    [none] learned not even the shortest
   *[other] ends at { $plain }
}.
experiment-plain-all = Not borne out: the plain RNN learned every delay here, up to { $plain }, with all its seeds.
experiment-without-gates = Gates are not the only way: without any, { $names } learned a delay of { $delay } with all seeds.
experiment-end = From a delay of { $delay } on none of these cells learned within { $steps } steps, gates or not.
experiment-yet = It is not out of reach: with one thing changed, { $cell } learned a delay of { $delay } ({ $n } of { $of } seeds).
experiment-no-end = Something learned even the longest delay, { $longest }.
experiment-cell-far = { $cell }: up to { $delay }
experiment-cell-none = { $cell }: not even { $delay } with all seeds
experiment-cell-some = {" "}({ $n } of { $of } seeds at { $delay })
experiment-accuracy = Accuracy by delay
experiment-kinds = Look at one cell alone
experiment-points = One point a seed, filled where it learned (99% twice in a row); the line is their mean. A ring is a training that ran here.
experiment-guessing = guessing: { $percent }
experiment-axis = delay: symbols after the one that is asked for
experiment-delay = delay
experiment-delay-short = delay
experiment-reach = How far back the gradient reaches, delay { $delay }
experiment-reach-lead = Violet against the gradient at the question, which is at the right; a mark where less than a thousandth of it is left.
experiment-before = before
experiment-after = after
experiment-question = question
experiment-symbol = first symbol
experiment-steps = { $n ->
    [1] 1 step
   *[other] { $n } steps
}
experiment-places = Learned, or not
experiment-places-lead = Accuracy over the steps of each training; lit where every seed learned. Choose one to see its gradient.
hint-experiment-places = Choose a cell and a delay: press, or use the arrow keys
experiment-place-none = Choose a cell and a delay.
experiment-place = { $cell }, delay { $delay }: { $n } of { $of } seeds learned (accuracy { $accuracies }). Of the { $delay } steps back, the gradient reached { $before } before training and { $after } after it.
experiment-changes = What would change it
experiment-changes-lead = One thing changed at a time. A dot a seed, filled where it learned.
experiment-as-is = as above
experiment-changed = changed
experiment-compare-forget-bias = The forget gate’s bias
experiment-change-learning-rate = learning rate { $value }
experiment-change-clip = clipped at { $value }
experiment-change-clip-none = no clipping
experiment-change-steps = { $value } steps
experiment-change-truncate = gradient goes { $value } steps back
experiment-change-truncate-none = gradient goes all the way back
experiment-change-hidden-size = { $value } units
experiment-change-batch-size = { $value } sequences a step
experiment-change-optimizer = optimizer { $value }
experiment-effect-more = { $after } of { $of } trainings learned instead of { $before }.
experiment-effect-fewer = Only { $after } of { $of } trainings learned instead of { $before }.
experiment-effect-none = None of { $of } trainings learned; as above { $before } did.
experiment-effect-same = As many of { $of } trainings learned: { $after }.
experiment-live = Run a small one here
experiment-live-lead = Two cells, short delays, one seed, one training after the other on this server. The points come into the picture above.
experiment-first = cell
experiment-second = against
experiment-run-grid = Run it
experiment-run-pair = Try both
experiment-stop = Stop
hint-experiment-first = The cell that is trained
hint-experiment-second = The cell that is trained beside it
hint-experiment-seed = Draws the networks and their sequences: the same seed, the same numbers
hint-experiment-delay = How many symbols lie between the first one and the question
hint-experiment-change = The one thing that differs
hint-experiment-run = Train these cells now; pressing again stops
hint-experiment-pair = Train it twice, with this one difference; pressing again stops
experiment-under-way = { $place } of { $of }: { $cell }, delay { $delay }, step { $step } of { $steps }
experiment-waiting = Others are training: place { $n } in the queue
experiment-live-all = { $cell } (seed { $seed }) learned { $learned }.
experiment-live-some = { $cell } (seed { $seed }) learned { $learned }, not { $not }.
experiment-live-none = { $cell } (seed { $seed }) learned none of { $not }.
experiment-pair = How far back may the gradient go? Where is it clipped?
experiment-pair-lead = The same training twice, with one difference. Truncated, no gradient passes the cut: watch the violet end there.
experiment-change = with
experiment-pair-yes-no = As above it learned ({ $before }); with the change it did not ({ $after }).
experiment-pair-no-yes = As above it did not learn ({ $before }); with the change it did ({ $after }).
experiment-pair-yes-yes = Both learned ({ $before } and { $after }).
experiment-pair-no-no = Neither learned ({ $before } and { $after }).
experiment-pair-cut = The symbol lies { $delay } steps back and the gradient goes back { $n }: none ever came from it.
experiment-pair-cut-yet = No gradient ever came from the symbol, { $delay } steps back; what was carried into the last { $n } steps anyway was enough.
experiment-settings = { $H } units, inputs of { $I }, { $optimizer } at { $rate }, gradient clipped at { $clip ->
    [none] no norm
   *[other] norm { $clip }
}, { $batch } sequences a step, { $steps } steps at most, seeds { $seeds }. Made with RNN Flow { $version } and NumPy { $numpy } in { $time } of one processor.
experiment-seconds = { $n } seconds
experiment-minutes = { $n } minutes
experiment-hours = { $n } hours
experiment-download = Raw numbers (JSON)
hint-experiment-rnn = The plain RNN with tanh
hint-experiment-relu-rnn = ReLU, and W_h begins as the identity: an RNN without gates that forgets slowly
hint-experiment-gru = The GRU
hint-experiment-lstm = The LSTM as PyTorch draws it
hint-experiment-lstm-forget = An LSTM whose forget gates begin with a bias of 1: it begins by remembering
hint-experiment-lstm-forget-5 = An LSTM whose forget gates begin with a bias of 5
