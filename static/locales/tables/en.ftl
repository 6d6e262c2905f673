# Charts as tables and sentences, for a voice.
# $t is a place in the sentence, from 0; $token is what stands there.
table-steps = Step
table-step = t = { $t }, { $token }
table-units = Unit
table-unit = Unit { $n }
table-none = none
table-not-yet = not yet
table-yes = yes
table-no = no
table-of = { $n } of { $all }
table-window = { $caption } Rows { $from } to { $until } of { $count } are here, around the one that is looked at.
table-chain = The state and the gradient at each step
table-chain-start = { $cell } with { $units ->
    [1] one unit
   *[other] { $units } units
  } is about to read { $n ->
    [1] one step
   *[other] { $n } steps
  }.
table-chain-read = { $cell } with { $units ->
    [1] one unit
   *[other] { $units } units
  } has read { $read } of { $n ->
    [1] one step
   *[other] { $n } steps
  }; the state { $h } has norm { $norm }.
table-chain-back = { $cell } with { $units ->
    [1] one unit
   *[other] { $units } units
  } has read { $read } of { $n ->
    [1] one step
   *[other] { $n } steps
  }; the state { $h } has norm { $norm }, and the gradient, back at { $to }, has norm { $grad }.
table-opened = Inside A at { $token }, unit by unit
table-opened-made = Inside A, { $token } made { $h } out of the state before and its input: its norm is { $norm }, in { $units ->
    [1] one unit
   *[other] { $units } units
  }.
table-opened-coming = Inside A, { $token } is about to make { $h }, in { $units ->
    [1] one unit
   *[other] { $units } units
  }.
table-sum = The sum that makes { $element }
table-terms = Term
table-factors = Factors
table-product = Product
table-total = sum
table-ledger = The gradient at each step, and what it is multiplied by on the way to the step before
table-through = through W_h
table-past = past the matrix, along { $state }
table-injected = from this step's own loss
table-layer = { $measure } at each step
table-curve-most = the most it could be
table-curve-ghost-curve = before the last turn
table-curve-gradient-curve = gradient
table-curve-median = median of the seeds
table-curve-seed-curve = this seed
table-curve-gradient-wave = gradient
table-curve-delta-wave = change of the state
table-band-all = all seeds
table-band-most = 80% of the seeds
table-band-half = half of the seeds
table-lowest = { $of }, lowest
table-highest = { $of }, highest
table-path = Where the state is at each step
table-direction = direction { $n }, { $share } of the variance
table-moved = distance moved
table-directions = What the two directions are made of
table-directions-say = The first direction is mostly { $unit }: its share there is { $value }.
table-spectrum = The eigenvalues of W_h, the largest first
table-spectrum-say = { $outside } of { $n } eigenvalues lie outside the unit circle: the largest has size { $rho }, and the largest singular value is { $sigma }.
table-eigenvalues = Eigenvalue
table-real = real part
table-imaginary = imaginary part
table-cells = ‖∂L/∂h‖ at each step, a column for each cell
table-highway = How much of the memory at each step is left at the end
table-gates-alone = { $cell }, gates { $gate } alone
table-whole-way = { $cell }, on all ways
table-grains = Each of the finest tokens, and the gradient in every cut
table-cell = Cell
table-delay = delay { $delay }
table-accuracy = The mean accuracy of each cell at each delay
table-reach-say = After training at delay { $delay }, the gradient reaches furthest in { $cell }: { $n ->
    [one] { $n } step
   *[other] { $n } steps
  } back.
table-learned = How many seeds learned, as the experiment has it and with the change
table-pair = The accuracy of the two trainings
table-training-step = Training step
table-text = Each word and its numbers
table-forecast = Each forecast beside what came
table-said = forecast
table-came = came
table-error = ½ error²
table-neurons = The units of the list, word by word
table-squash = Each unit at { $token }: its sum, and the slope there
table-before = { $name }, before
table-slope = { $f }′ at { $name }
table-edited = The state at the chosen step, unit by unit
table-original = original
table-edited-now = with the edits
table-effect = The loss over the values of the unit
table-effect-say = { $title }: from { $from } to { $to }, the loss changes from { $first } to { $last }.
table-unit-value = Value of the unit
table-true-change = true change of L
table-predicted-change = predicted change of L
table-verdict = What the gradient predicted, and what was true
table-what = Change of L
table-change = value
table-beside = The words side by side, and how far their states are apart
table-pair-number = Pair
table-first = this sentence
table-second = other sentence
table-apart = distance
table-check = How far each gradient is from finite differences
table-relative-error = relative error
table-teach-score = The loss and the share that is right, report by report
table-teach-norm = The norm of all gradients together, report by report
table-teach-radius = The spectral radius, report by report
table-teach-cells = The numbers of W_h, each with what it was before training
table-teach-cell = Number
table-teach-now = now
table-teach-begun = before training
table-teach-reach = The gradient by distance from the last step, at training step { $step }
table-right = right
table-clipped = clipped
table-distance = Steps back
table-written = What was written, token by token
table-probability = probability
table-rank = likeliest, { $n }
table-clipping = The norm of each parameter's gradient, before clipping and after
table-parameter = Parameter
table-norm = norm
table-norm-clipped = norm when clipped
table-places-say = { $n } of { $all } trainings learned; { $cell } got furthest with every seed, to delay { $delay }.
