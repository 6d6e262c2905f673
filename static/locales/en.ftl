# RNN Flow in English. One file a language, read by the server and by the browser.
language-name = EN
language-share = { $n } % of this page is in this language; the rest is in English.
page-title = RNN Flow: see a recurrent network read
page-description = Type a sentence and see a recurrent network read it, word by word, and its gradient travel back through time. Every number is computed, none is drawn by hand.
skip = Skip to the picture
languages = Language
too-old = This browser is too old for the picture. It needs Chrome, Edge or Whale 109, Firefox 115, Safari 15.4, or a later one.

## The controls
field-sentence = Sentence
hint-sentence = Type a sentence
count = { $n ->
    [one] { $unit ->
        [char] 1 character
        [jamo] 1 letter
        [id] 1 id
       *[word] 1 word
    }
   *[other] { $unit ->
        [char] { $n } characters
        [jamo] { $n } letters
        [id] { $n } ids
       *[word] { $n } words
    }
}
unit-name = { $unit ->
    [char] character
    [jamo] letter
    [id] id
   *[word] word
}
count-unlinked = { count }, too long for a link
numbers-lost = The weights or numbers of this link were too long to travel in it. Paste them again to see their picture.
text-lost = The text of this link was too long to travel in it. Paste it here to see its picture.
field-cell = Cell
hint-cell-rnn = The plain recurrent network (Elman, 1990)
hint-cell-gru = Gated recurrent unit (Cho et al., 2014)
hint-cell-lstm = Long short-term memory (Hochreiter and Schmidhuber, 1997)
field-hidden-size = hidden
hint-hidden-size = How many numbers h has
field-input-size = Input size
hint-input-size = How many numbers a word’s vector x has
field-seed = seed
hint-seed = Every weight is drawn from this number: the same seed, the same network
field-objective = loss
hint-objective = What the network is asked; the gradient starts from the answer
objective-recall = recall the first word
objective-next-token = predict the next word
objective-sum = sum of the last h
objective-forecast = forecast the next
objective-label = name the class
field-tokenizer = One step reads
hint-tokenizer = How the sentence is split
tokenizer-word = a word
tokenizer-char = a character
tokenizer-jamo = a letter (Hangul jamo)
field-nonlinearity = Squashing function (RNN)
hint-nonlinearity = What bends the sum inside the plain RNN; with none, h is a sum of matrix powers, as in the textbooks’ derivations
nonlinearity-tanh = tanh
nonlinearity-relu = ReLU
nonlinearity-identity = none (linear)
field-spectral-radius = Spectral radius of Wₕ
hint-spectral-radius = Rescale Wₕ to this radius: below 1, Wₕ by itself fades in the end; above 1, it grows
automatic = as initialised
more = More…
settings-open = Cell, size, seed, tokenizer
settings-done = Done
settings-seed = seed { $seed }
settings-by = { $tokenizer ->
    [char] characters
    [jamo] jamo
   *[other] words
}
field-recurrent-init = Initial Wₕ
hint-recurrent-init = The starting recurrent weights: uniform, length-preserving, growing before they fade, or the identity, which hands h on as it is
recurrent-init-uniform = uniform (PyTorch)
recurrent-init-orthogonal = orthogonal
recurrent-init-non-normal = non-normal
recurrent-init-identity = identity (IRNN)
field-bias = Biases b
hint-bias = Without them a plain RNN is tanh(h Wₕ + x Wₓ) and nothing else
bias-true = drawn from the seed
bias-false = none, all zero
field-forget-bias = Forget bias (LSTM)
hint-forget-bias = Added to the forget gate’s bias: +1 or +3 lets the LSTM keep its memory from the start
field-target = Recall which word
hint-target = The step whose word recall asks for, counted from 0
field-loss-at = Loss at step
hint-loss-at = Where the loss is taken, counted from 0: nothing flows to later steps
as-drawn = 0
the-first = the first
the-last = the last
field-truncate = Gradient goes back
hint-truncate = How many steps the gradient goes back, counted from the loss (truncated BPTT); nothing reaches the steps before
all-the-way = all the way
more-title = More of the network

## The timeline
timeline = Timeline
play = Play
pause = Pause
key-play = Play or pause (Space)
step-back = One step back
key-step-back = One step back (←); Shift: one phase
step-on = One step on
key-step-on = One step on (→); Shift: one phase
wall-open = Fill the screen, for a room
key-wall-open = Fill the screen, for a room to see (P)
speed = Speed
forward = forward
backward = backward
timeline-value = { $label }, { $phase }: { $text }
# spoken: $step is a step's label and its caption
voice-playing = Playing. { $step }
voice-playing-back = Playing backward. { $step }
voice-turns = Now backward. { $step }
voice-paused = Paused. { $step }
voice-end = The end. { $step }
# spoken: what A is at
phase-input = it enters
phase-multiply = times W
phase-add = plus b
phase-squash = squashed
phase-emit = it leaves
phase-arrive = it arrives
phase-slope = times the slope
phase-weight = times W transposed
phase-leave = it leaves
overview-state = unit { $unit } · “{ $token }” · { $value }
overview-gradient = unit { $unit } · “{ $token }” · gradient { $value }
overview-norm = “{ $token }” · gradient { $value }

## What happens, step by step
step-forward = STEP { $n }
step-backward = BACK { $n }
token-space = ␣ space
quoted = “{ $token }”
caption-enter-first = { $token } enters A. No memory yet: { $before } is all zeros.
caption-enter = { $token } enters A, and { $before } with it.
caption-enter-number = The { unit-name } { $token } enters A: { $x } is its vector, not that number.
caption-enter-signed = { $whole } fell into two words: { $x } is the second’s vector, no number.
caption-multiply = A computes { $before } Wₕ and { $x } Wₓ.
caption-multiply-gates = Each gate computes its { $before } Wₕ and { $x } Wₓ.
caption-add = A adds them up, with b.
caption-add-gates = Each gate adds them up, with its b.
caption-squash = { $f } makes { $h } of the sum.
caption-squash-identity = Nothing bends the sum: it is { $h }.
caption-gates = The gates open, and { $h } comes about.
caption-give = A gives { $h } twice: out, and on to { $next }.
caption-give-last = A gives { $h } twice: out, and on to the loss L.
caption-give-end = A gives { $h }. The reading ends, and no loss looks at it.
caption-loss-recall = The loss asks { $h } for the first { unit-name }, { $first }: L = { $loss }.
caption-loss-next-token = The loss asks every state for the next { unit-name }: L = { $loss }.
caption-loss-certain = Only one { unit-name } is known: no answer is wrong, L = 0, no gradient.
caption-loss-recall-word = The loss asks { $h } for the { unit-name } { $first }: L = { $loss }.
caption-loss-next-one = The loss asks { $h } for the next { unit-name }, { $next }: L = { $loss }.
caption-loss-earlier = No loss looks at { $here }. The gradient sets out at { $h }.
caption-loss-sum = The loss is the sum of { $h }: L = { $loss }. Its gradient is all ones.
caption-back-none = The gradient is exactly zero: nothing flows back here.
caption-back-arrives = The gradient arrives at { $token }.
caption-back-arrives-first = { $change ->
    [more] { $ratio } what set out
   *[less] { $ratio } of what set out
} arrives at { $token }.
caption-back-joined = The gradient arrives at { $token }, and the loss at { $h } joins it.
caption-back-restarts = Nothing comes to { $token }, but the loss at { $h } starts again.
caption-back-restarts-above = Nothing comes to { $token }, but layer { $n } adds a gradient.
caption-back-joined-above = It arrives at { $token }; a gradient from layer { $n } joins it.
caption-back-cut = Here it is cut: the gradient goes no further back.
caption-back-beyond-cut = No gradient comes to { $token }: it was cut before.
caption-back-gone = Nothing arrives at { $token }: the gradient has died out.
caption-back-slope = × { $slope }: { $change ->
    [gone] nothing is left.
    [more] it grows to { $share }.
   *[less] { $share } is left.
}
caption-back-slope-untold = × { $slope }, unit by unit.
caption-back-slope-gates = × the gates’ slopes; one part passes by.
caption-back-slope-c = × the gates’ slopes; along c a part passes by.
caption-back-weight = × Wₕᵀ: { $change ->
    [gone] nothing is left.
    [more] in all, it grows to { $share }.
   *[less] in all, { $share } is left.
}
caption-back-weight-untold = × Wₕᵀ: each unit hands its share to all.
caption-back-weight-gates = × Wₕᵀ, and the parts meet: { $change ->
    [gone] nothing is left.
    [more] it grows to { $share }.
   *[less] { $share } is left.
}
caption-back-weight-gates-untold = × Wₕᵀ, and the parts meet.
caption-back-weight-c = × Wₕᵀ: on h { $change ->
    [gone] nothing is left.
    [more] it grows to { $share }.
   *[less] { $share } is left.
}
caption-back-weight-c-untold = × Wₕᵀ: each unit hands its share to all.
caption-back-leaves = It leaves for { $token }, its size { $norm }.
caption-back-stops = Nothing leaves for { $token }: the gradient has died out.
caption-back-meets = It leaves for { $token }, where the loss at { $h } joins it.
caption-back-meets-above = It leaves for { $token }, where layer { $n } adds its gradient.
caption-back-end-all = All the losses together leave ‖∂L/∂{ $h }‖ = { $norm } here.
caption-back-end-above = All that came down together is ‖∂L/∂{ $h }‖ = { $norm } here.
caption-back-end = { $change ->
    [more] { $ratio } what set out
   *[less] { $ratio } of what set out
} at { $h } reached { $token } ({ $power }).
caption-back-end-words = { $ratio } of what set out reached { $token } ({ $power }).
caption-back-end-far = { $change ->
    [more] { $ratio } what set out
   *[less] { $ratio } of what set out
} at { $h } reached { $token }.
caption-back-end-gone = Nothing of the gradient has reached { $token }, the beginning.
caption-back-only = The gradient of { $h } is all there is: no step comes before it.
ratio-part = 1/{ $n }
ratio-times = { $n } times
power-times = ×{ $n }
power-part-large = 1 in { $n }
about-nothing = nothing
about-none = next to nothing
about-endless = over a quadrillion times
about-part = { $n ->
    [2] about half
    [3] about a third
    [4] about a quarter
    [5] about a fifth
    [6] about a sixth
    [7] about a seventh
    [8] about an eighth
    [9] about a ninth
    [10] about a tenth
    [12] about a twelfth
    [15] about a fifteenth
    [20] about a twentieth
    [25] about a twenty-fifth
    [30] about a thirtieth
    [40] about a fortieth
    [50] about a fiftieth
    [60] about a sixtieth
    [70] about a seventieth
    [80] about an eightieth
    [90] about a ninetieth
    [100] about a hundredth
    [1000] about a thousandth
    [1000000] about a millionth
    [1000000000] about a billionth
   *[other] about one part in { $text }
}
about-fraction = { $percent ->
    [40] about two fifths
    [60] about three fifths
    [67] about two thirds
    [75] about three quarters
    [80] about four fifths
    [90] about nine tenths
   *[100] about all
}
about-times = { $n ->
    [2] about twice
   *[other] about { $text } times
}
percent = { $n } %
factor-gates = gates

## The picture’s words
models-open = Model…
hint-models = Networks that have learned, or yours from a file: .safetensors, .npz, .onnx, .h5, .keras
models-networks = Networks
shelf-title = Trained, in the box
shelf-lead = Each was trained by a script of this project, which makes it again bit for bit. Choose one: it reads an example of its own.
shelf-look-for = Look for:
shelf-more = more is better
shelf-less = less is better
hint-shelf-open = Read its example
network-look-for = Look for: { $text }
network-unknown = { $words } { $n ->
    [one] is not in its vocabulary: it reads <unk> instead, one vector for every such token.
   *[several] are not in its vocabulary: it reads <unk> instead, one vector for every such token.
}
network-unknown-many = { $words } and { $more } more are not in its vocabulary: it reads <unk> instead, one vector for every such token.
network-knows = It knows only { $n } tokens: { $list }
network-random = Back to random
hint-network-random = The same cell and size with weights drawn from the seed: it has learned nothing
network-example = Its own example
hint-network-example = Read the example of this network again
models-title = A network from elsewhere
models-lead = Bring the weights that you trained. They are read as numbers, and nothing in the file is run.
models-close = Close
models-choose = Choose a file…
models-drop = or drop it anywhere on the page: .safetensors, .npz, .onnx, .h5, .keras
models-prefix = Which of the networks in the file?
models-map = Which array is which? One a line: PyTorch’s name = the file’s.
models-map-example = rnn.weight_ih_l0 = enc_w_ih
models-nonlinearity = What squashes the sum of this RNN?
models-nonlinearity-said = as the file says, else tanh
models-again = Read the file again
models-names = Which array became which
models-in-file = In the file
models-shape = Shape
models-dtype = Type
models-reads = What shall it read?
models-use = Read with it
models-weights = Weights as safetensors
models-stored = Networks that are stored
terms-rest = the other { $n }
field-num-layers = Layers
hint-num-layers = How many layers: each reads the h of the one below
field-bidirectional = Directions
hint-bidirectional = Whether a second network reads the sentence from its end
bidirectional-false = forward
bidirectional-true = forward and backward
order = Units sorted by
order-index = number
order-size = |h|
order-direction = first principal direction
order-gradient = |gradient|
lens = Lens on a unit
hint-lens = The numbers of eight units side by side, at the step of the playhead (← → move it)
lens-both = { $h }; { $gradient }
layers = Layer
directions = Direction of reading
layer-name = Layer { $n }
layer-short = layer { $n }
direction-forward = → Forward
direction-backward = ← Backward
x-is-below = = { $h } of layer { $n }
x-is-both = = { $h } → and ← of layer { $n }
where-first = The lowest layer reads the input itself.
where-above = Its x at each step is the h of layer { $n } there.
where-backward = It reads from the end: each h is made from the h after it, and its gradient flows towards the end.
caption-enter-above = At { $token } { $x }, the h of layer { $n }, enters A, and { $before }.
caption-enter-first-above = At { $token } { $x }, the h of layer { $n }, enters A. No memory yet.
caption-from-above = From layer { $n } a gradient comes down to { $h }.
caption-nothing-above = No gradient comes down to { $here } from layer { $n }.
ledger-above = from layer { $n }
verdict-joined-above = The layer above puts a gradient in at the steps. With all of them, the gradient where the reading begins is { $change } times the one at its end.
views = How near to look
view-sentence = text
hint-view-sentence = The text itself, shaded by the state that each step left behind (−)
view-rolled = loop
hint-view-rolled = One cell and its loop: the same weights at every step
view-unrolled = chain
hint-view-unrolled = The loop unrolled: one copy of the cell for each step
view-cell = inside
hint-view-cell = Open the cell under the playhead (+): every number in it. Any of its weights can be changed there
tip-gradient = { $of } · as this unit grows, L { $way ->
    [up] rises
    [down] falls
   *[still] stays
}
tip-input-gradient = ‖∂L/∂{ $of }‖ = { $norm }: how much the loss feels a change of “{ $token }”
tip-initial-gradient = ‖∂L/∂{ $of }‖ = { $norm }: what is left for the state that all began with
answer-ask-first = Which { unit-name } was first?
answer-ask-at = Which { unit-name } was { $x }?
answer-ask-next = Which { unit-name } comes next?
answer-ask-class = Which class is it?
answer-sum = The sum of { $h }
answer-missing = { $share } missing
answer-more = … { $n } more: { $share }
answer-others = … all others: { $share }
tip-answer-bare = “{ $word }” gets { $share } after { $h }
tip-answer-sum = “{ $word }”, linear: { $terms } = { $z }
tip-answer-share = softmax: e^{"{"}{ $z }{"}"} = { $e }, of { $all } for all: { $share }
tip-answer-loss = It is right, and that costs −ln { $share } = { $loss }
hint-head = How h becomes a share for each answer: linear, then softmax
head-title = How { $h } becomes an answer
head-linear = One sum for each answer: every number of h times that answer’s own weight, and its bias. The larger z is, the more h speaks for it.
head-softmax = e to each z, divided by the sum of them all: shares of 100%, in which a small lead in z grows.
head-loss = Minus the logarithm of the right answer’s share: 0 at 100%, and the larger the less it was given.
head-loss-name = loss
head-right = right
head-answer = answer
head-terms = z, term by term
tip-edge-on = from A at “{ $from }” to A at “{ $to }” · ‖{ $of }‖ = { $norm }
tip-edge-last = from A at “{ $from }” to L · ‖{ $of }‖ = { $norm }
tip-edge-up = out of A at “{ $from }”, as well as on · ‖{ $of }‖ = { $norm }
tip-edge-in = from “{ $from }” into A · ‖{ $of }‖ = { $norm }
tip-edge-back = gradient · from A at “{ $from }” back to A at “{ $to }” · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-end = from A at “{ $from }”, where the reading ends · ‖{ $of }‖ = { $norm }
tip-edge-back-part = gradient · from A at “{ $from }” back to A at “{ $to }” · what comes this way of ∂L/∂{ $of }: { $norm }
tip-edge-first-above = gradient · from layer { $n } down to A at “{ $to }” · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-share = this way, of { $of }
tip-edge-first = gradient · from L back to A at “{ $to }” · ‖∂L/∂{ $of }‖ = { $norm }
cell-open = open
legend-value = value
legend-gradient = gradient
legend-size = size
legend-gate = gate
gate-mean = { $share }, the mean of all units
shade = Shaded by
hint-shade = What the colours of the text stand for
shade-flow = unit, then gradient
shade-norm = size of the state, ‖h‖
shade-unit = unit of h
shade-gradient = gradient, ‖∂L/∂h‖
shade-input = which input decided, ‖∂L/∂x‖
shade-gru-r = reset gate r, mean
shade-gru-z = update gate z, mean
shade-lstm-i = input gate i, mean
shade-lstm-f = forget gate f, mean
shade-lstm-o = output gate o, mean
shade-gate = gate { $gate }, mean
shade-which = unit
hint-unit = Which of the numbers in h
text-region = The text. Enter opens the step under the playhead in the chain.
text-norm = “{ $token }” · ‖{ $h }‖ = { $value }
text-unit = “{ $token }” · unit { $unit } of { $h } = { $value }
text-gradient = “{ $token }” · gradient { $value }
text-gradient-gone = “{ $token }” · gradient { $value }: it has vanished
text-gradient-zero = “{ $token }” · gradient 0: no path leads there
text-input = “{ $token }” · ‖∂L/∂{ $x }‖ = { $value }{ $most ->
    [here] { " · it decided most" }
    [there] { " · most: “" }{ $other }”
   *[unsaid] {""}
}
text-input-ranking = The inputs that the loss feels most, by ‖∂L/∂x‖: { $list }.
text-gate = “{ $token }” · mean of { $gate } = { $value }
text-ahead = “{ $token }” · not yet read

## Panels
pinned-title = The pinned column: { $element }, at “{ $token }”
opened-all = all vectors
inside-before = the memory so far
inside-before-c = the cell’s memory before
inside-gru-r = reset: how much of it to look at
inside-gru-n = new proposal
inside-gru-z = update: how much of the old to keep
inside-gru-h = (1 − z) ⊙ n + z ⊙ h
inside-lstm-f = forget gate: how much to keep
inside-lstm-i = input gate: how much to write
inside-lstm-g = what to write
inside-lstm-c = f ⊙ c + i ⊙ g
inside-lstm-o = output gate: how much to show
inside-lstm-h = o ⊙ tanh(c)
why-coming = Unit { $unit } of { $h } has not been computed yet; before, it was { $from }.
why-sum = Unit { $unit }: input pushes { $input }, memory { $memory }, bias { $bias }; together that is a = { $a }. { $f ->
    [identity] Nothing bends it.
   *[other] Next comes { $f }.
}
why-rnn = Unit { $unit } { $way ->
    [rose] rose from { $from } to { $to }
    [same] stayed at { $to }
   *[fell] fell from { $from } to { $to }
}: input pushed { $input }, memory { $memory }, bias { $bias }; { $f ->
    [identity] the sum is { $to }.
   *[other] { $f } made { $to } of { $a }.
}
why-gru = Unit { $unit } { $way ->
    [rose] rose from { $from } to { $to }
    [same] stayed at { $to }
   *[fell] fell from { $from } to { $to }
}: it kept { $z } of the old value and took the rest from the proposal { $n }; the reset gate let { $r } of the memory through.
why-lstm = Unit { $unit }: the memory c went from { $c0 } to { $c1 } (kept { $f }, wrote { $i } of { $g }); { $o } of tanh(c) shows as h = { $to }.
gate-gru-r = Reset gate
gate-gru-z = Update gate
gate-gru-n = Proposal
gate-lstm-i = Input gate
gate-lstm-f = Forget gate
gate-lstm-g = Proposal
gate-lstm-o = Output gate
gate-any = Gate
gate-candidate = Proposal
why-gate = { $name } { $gate }, unit { $unit }: memory { $memory }, input { $input } and bias { $bias } make { $a }; σ opens it to { $y }.
why-candidate = { $name } { $gate }, unit { $unit }: memory { $memory }, input { $input } and bias { $bias } make { $a }; tanh turns it into { $y }.
why-gate-plain = { $name } { $gate }, unit { $unit }: { $y }. A long text comes without its weights.
why-plain = Unit { $unit } { $way ->
    [rose] rose from { $from } to { $to }
    [same] stayed at { $to }
   *[fell] fell from { $from } to { $to }
}. A long text comes without its weights.
why-state = Unit { $unit } { $way ->
    [rose] rose from { $from } to { $to }
    [same] stayed at { $to }
   *[fell] fell from { $from } to { $to }
}: { $terms }.
why-gru-memory = Unit { $unit }: the memory’s share for the proposal is { $value }; the reset gate lets { $open } of it through, { $left }.
why-memory = Unit { $unit }: the memory’s share for { $gate } is { $value }; { $by } lets { $open } of it through, { $left }.
why-before = Unit { $unit } of { $symbol } is { $value }: its value before “{ $token }” came.
why-weight = Number { $index } of { $source } pushes { $part } of unit { $unit } by { $product }. The whole sum is { $a }.
why-bias = The bias pushes { $part } of unit { $unit } by { $amount }, whatever comes in. The whole sum is { $a }.
why-part = This part of unit { $unit } is { $product }. Together they make { $a }.
why-back = Unit { $unit }: { $from } = { $arrives }, times { $factors }, leaves { $left } at { $gate }.
why-back-arrives = Let unit { $unit } of { $symbol } grow a little: the loss changes { $value } times as much.
why-back-through = Through the matrix, { $value } comes back to unit { $unit } of { $h }.
why-back-past = Past the matrix: { $gate } = { $open } lets { $value } through to unit { $unit } of { $symbol }.
why-back-share = Weight [{ $row }, { $column }] of Wₕ gets { $product } from this step. Gathered so far: { $so }.
hint-pinned = ↑ ↓ another unit · Shift + ↑ ↓ another line · Page Up, Page Down: another vector · a figure, Enter, a double click or a drag sideways changes the number
inside-gru-memory = the memory’s share for the proposal
hint-layer = Show this on the chart
hint-unfold = Open or fold this panel
layer-ledger = ledger
layer-dial = dial
layer-seeds = seeds
layer-cells = cells
layer-whatif = what if
ledger-title = The ledger
ledger-title-cut = How far it may go
ledger-title-fades = Why it fades
ledger-title-grows = Why it grows
ledger-title-holds = Why it holds
ledger-total = From { $from } back to { $to }, { $steps ->
    [1] one step,
   *[other] { $steps } steps,
} the gradient changed by a factor of { $change }.
ledger-total-joined = From { $from } back to { $to }, { $steps ->
    [1] one step,
   *[other] { $steps } steps,
} more gradient joins in; with all of it, the one at { $to } is { $change } times the one at { $from }.
ledger-slope = { $f }: ×{ $gain }
ledger-weight = Wₕ: ×{ $gain }
ledger-lane-past-h = past the matrix: { $gate } ⊙ ∂L/∂h
ledger-lane-past-c = past the matrix, along c: { $gate } ⊙ ∂L/∂c
ledger-lane-together-h = both together: ‖∂L/∂h‖
ledger-lane-together-c = both together, to h and to c
ledger-lane-through-h = through the gates and Wₕ
ledger-lane-through-c = through the gates, with c’s part, and Wₕ
ledger-past-short = past the matrix
ledger-through-short = through Wₕ
ledger-injected = own loss
ledger-step = At “{ $token }” ‖∂L/∂{ $h }‖ is { $norm }: { $f } multiplied it by { $slope }, Wₕ by { $weight }. At { $before } it is { $left }.
ledger-step-past-h = At “{ $token }” ‖∂L/∂{ $h }‖ is { $norm }. Through the gates and Wₕ { $through } goes back, past the matrix { $past }. At { $before } it is { $left }.
ledger-step-past-c = At “{ $token }” ‖∂L/∂{ $h }‖ is { $norm }. Through the gates and Wₕ { $through } goes back to h, past the matrix { $past } along c. At { $before } it is { $left }.
ledger-step-only = At “{ $token }” ‖∂L/∂{ $h }‖ is { $norm }.
ledger-one = One step: nothing to travel through yet.
ledger-none = No gradient reaches the states here.
neurons-title = The neuron that …
neurons-lead = Units, and the simple thing about the text that each of them follows. The line is the unit, the grey area behind it the thing. Press one to shade the text by it.
neurons-follows = Unit { $unit } follows { $what }: r = { $r }
neurons-against = Unit { $unit } goes against { $what }: r = { $r }
neurons-still = Unit { $unit } never changes.
neurons-few = Too few steps to tell it from chance.
neurons-within = May be chance: the best of { $pairs } pairs would reach { $chance }.
neurons-beyond = Chance would reach { $chance } at best.
neurons-also = Then { $list }
neurons-also-one = { $what }: { $r }
neurons-none = Nothing here is beyond chance: of { $pairs } correlations over { $steps } steps, the best is this high by itself. Read a longer text.
neurons-some = { $count } of { $units } units follow something beyond chance. That they follow it does not say what they are for.
neurons-drawn = This network was drawn at random and has learned nothing: its units answer to some tokens by accident.
neurons-all = Show all { $n }
neurons-fewer = Show fewer
hint-neuron = Shade the text by this unit
neuron-position = how far the text has come
neuron-depth = how deep the brackets are
neuron-quotes = being inside quotation marks
neuron-vowel = whether a letter is a vowel
neuron-final = final consonants (받침)
neuron-word-start = where a word begins
neuron-word-length = how long the word has grown
neuron-capital = capital letters
neuron-digit = digits
neuron-seen = what was read before
neuron-repeat = the same twice in a row
neuron-sentiment = words of praise and blame
neuron-sentiment-so-far = praise less blame so far
neuron-token = “{ $token }”
neuron-input = { $several ->
    [yes] the number read in column { $column }
   *[no] the number read
}
neuron-change = { $several ->
    [yes] how much column { $column } changed
   *[no] how much the number changed
}
neuron-target-probability = the probability of the right answer
write-title = Write on
write-lead = The network reads the text and says what may come next. One token is drawn from that, read, and so on.
write-temperature = Temperature
hint-write-temperature = 0: always the likeliest. 1: as the network says. Above: more daring.
write-length = Tokens
hint-write-length = How many tokens are written
write-go = Write on
write-stop = Stop
hint-write-go = Draw the next tokens and watch the network read them
hint-write-stop = Stop here and keep what is written
write-undo = Take it back
hint-write-undo = Back to the text as it was before
write-came-likeliest = “{ $token }” was the likeliest: { $share }.
write-came = “{ $token }” came with { $share }. The likeliest was “{ $likeliest }” with { $most }.
write-done = Written: { $text }
path-title = The path of h
path-shown = { $share }% of how h varies shows in these two directions
path-still = h does not vary: there is no direction to show
path-axis-1 = 1st direction ({ $share }%)
path-axis-2 = 2nd direction ({ $share }%)
path-direction-1 = 1st direction
path-direction-2 = 2nd direction
path-start = { $h }, the start, lies at ({ $x }, { $y }): nothing is read yet.
path-moved = { $h }, after “{ $token }”, lies at ({ $x }, { $y }). It moved { $moved } from { $before }; { $shown } of that shows here.
squash-title = { $f } itself
squash-both = σ′ and tanh′
squash-mean = mean { $mean }
squash-tells = { $f }: { $k } of { $n } activations are past |a| > { $edge }; the mean slope is { $mean }{ $f ->
    [tanh] .
   *[other] , at most { $steepest }.
}
squash-tells-relu = { $f }: { $k } of { $n } activations are not above 0, where nothing passes back; the mean slope is { $mean }.
squash-tells-identity = Nothing bends the { $n } sums: the slope is { $mean } everywhere, and nothing saturates.
squash-none = This text is too long for the answer to hold every activation. A shorter one shows where they stand.

act-1-title = How does it read?
act-2-title = Who is to blame for a wrong answer?
act-3-title = How is it repaired?
act-4-title = Why should you believe it?
dial-title = The spectral dial
dial-lead = At each step back the gradient meets Wₕᵀ. Its spectral radius ρ, the largest size of its eigenvalues, says what Wₕ does in the end when nothing else acts; its largest singular value σ, what it can do at most in one step. The slopes and the gates come on top, and in a gated cell other ways beside it. Turn ρ.
dial-fades = Wₕ alone fades
dial-grows = Wₕ alone grows
dial-plane = Eigenvalues of Wₕ
dial-gate = The gate whose part of Wₕ is shown
dial-most = the most it could be
dial-before = before the last turn
dial-as-drawn = as initialised
dial-vanishing = vanishing
dial-orthogonal = orthogonal
dial-exploding = exploding
dial-transient = ρ < 1, yet it may grow
dial-hint-as-drawn = Wₕ as PyTorch initialises it.
dial-hint-vanishing = Sets ρ = 0.5: in the end, Wₕ by itself leaves less and less.
dial-hint-orthogonal = Sets an orthogonal Wₕ, ρ = 1: it keeps the length of every vector.
dial-hint-exploding = Sets ReLU, which has no ceiling, ρ = 3.5, 32 units, the sum of the last h as loss, and a text of 24 words.
dial-hint-transient = Sets a non-normal Wₕ of at least 32 units, ρ = 0.8: by itself it lengthens some vectors for a few steps before it fades.
verdict-held = So ρ above 1 did not make it explode: on this way { $f } took more than Wₕ gave.
verdict-held-gated = So ρ above 1 did not make it explode: what passes through a gate is multiplied by its opening or its slope too.
verdict-waiting = The eigenvalues are on their way.
verdict-one = ρ = { $rho }, σ = { $sigma }. One step: nothing to travel through yet.
verdict-shrinks = ρ = { $rho } and σ = { $sigma } are both below 1: Wₕ can only shorten a gradient, and { $f } never lengthens it.
verdict-keeps = ρ = { $rho }, σ = { $sigma }: at best Wₕ keeps a gradient’s length, and { $f } never lengthens it.
verdict-orthogonal = ρ = 1, σ = 1: Wₕ keeps the length of every vector, and { $f } never lengthens it.
verdict-fades = ρ = { $rho } is below 1: Wₕ alone would fade in the end. But σ = { $sigma } is above 1, so a single step may lengthen a gradient.
verdict-even = ρ = { $rho }: in the end Wₕ alone would neither fade nor grow. σ = { $sigma } is above 1, so a single step may lengthen a gradient.
verdict-grows = ρ = { $rho } is above 1: Wₕ alone can grow like ρᵏ, to { $alone } after { $steps ->
    [1] one step
   *[other] { $steps } steps
}.
verdict-gated = The part of Wₕ in gate { $gate } has ρ = { $rho } and σ = { $sigma }. But a gradient also passes through the other gates and beside the matrix, so they do not decide alone.
verdict-ledger = Over { $steps ->
    [1] one step
   *[other] { $steps } steps
} Wₕ multiplied this gradient by { $weight } and { $f } by { $slope }: together { $change }.
verdict-plain = Over { $steps ->
    [1] one step
   *[other] { $steps } steps
} this gradient changed by a factor of { $change }.
verdict-joined = A loss joins in at every step; with all of them, the gradient at h₀ is { $change } times the one at the last loss, { $steps ->
    [1] one step
   *[other] { $steps } steps
} later.
verdict-cut = What this gradient becomes on the whole way is not known: it is cut after { $steps ->
    [1] one step
   *[other] { $steps } steps
}.
verdict-gone = After { $steps ->
    [1] one step
   *[other] { $steps } steps
} nothing is left of this gradient.
verdict-roof = At most, a gradient could have become { $peak } times as large, after { $after ->
    [1] one step
   *[other] { $after } steps
}.
verdict-roof-none = No gradient could have risen above its size at the loss.
longer-why = A longer sentence shows more.
longer = Read a long one
longer-sentence = the river that moved this stone a thousand years ago still turns at night toward the place where it once learned how to fall
memory-title = How long can it remember?
memory-lead = If h had been a little different some steps ago, how different would the last h be? This is the norm of that Jacobian: the most that can be left of it. The line is this network, the band many like it.
memory-seeds = seeds
hint-memory-seeds = How many networks the band is made of; each is drawn from a seed of its own
memory-this = this seed
memory-median = median
memory-half = half
memory-half-life = Half of what it knew is gone after { $first ->
    [1] 1 { unit-name }
   *[other] { $first } { unit-name }s
}; over this text it halves every { $n } on average.
memory-half-gone = Half of what it knew is gone after { $first ->
    [1] 1 { unit-name }
   *[other] { $first } { unit-name }s
}, but over this text it does not keep falling.
memory-keeps = This network never falls to half of what it knew within these { $steps } { unit-name }s.
memory-gone = Further back than { $n ->
    [1] one { unit-name }
   *[other] { $n } { unit-name }s
}, exactly nothing is left in this network.
memory-many = Of { $seeds } seeds the middle one halves every { $n } on average; half of them are between { $low } and { $high }.
memory-many-never = At least half of { $seeds } seeds halve more slowly than once in this text.
memory-never = longer than this text
memory-point = { $distance } back, “{ $token }”: this network keeps { $level }; half of { $seeds } seeds lie between { $low } and { $high }.
memory-point-alone = { $distance } back, “{ $token }”: this network keeps { $level }.
memory-short = With so few { unit-name }s there is hardly anything to forget.
memory-waiting = Counting many seeds…
compare-title = The cells, one text
compare-lead = The same words, the same embeddings, the same seed. Gates are a remedy, not a cure: see how much of the gradient each cell brings back to the first word.
compare-text = Read
compare-text-own = 24 words of its own
compare-text-page = the page’s sentence
compare-apart = Another text here: { $n } words, a way that is long enough for gates to matter.
compare-alike = At { $h } all these gradients have the same size, { $most }.
compare-counter = A counter-example to the gates: on this text no gated cell brings back as much as the { $best }.
compare-counter-worst = A counter-example to the gates: on this text the { $worst } brings back less than any plain cell.
compare-choose = Make this the page’s cell
compare-weights = { $n } weights
compare-left = { $level } at { $h }
compare-say = At { $h } the gradient is largest in the { $best } ({ $most }) and smallest in the { $worst } ({ $least }): { $times } times as large.
compare-say-zero = At { $h } the gradient is largest in the { $best } ({ $most }). In the { $worst } it is exactly 0.
compare-step = At “{ $token }”, { $h }: { $list }.
compare-too-long = This text is too long to read it once for each cell. A shorter one, or a smaller h, can be compared.
highway-title = The way past the matrix
highway-as-drawn = PyTorch’s
highway-say = { $cell ->
    [lstm] LSTM: the forget gates alone carry { $gates } of { $from } to { $to }, at best { $keep } a step; all paths together { $all }.
    [gru] GRU: the update gates alone carry { $gates } of { $from } to { $to }, at best { $keep } a step; all paths together { $all }.
   *[other] { $symbol }: the gate { $gate } alone carries { $gates } of { $from } to { $to }, at best { $keep } a step; all paths together { $all }.
}
highway-none = { $cell ->
    [lstm] LSTM: here the way begins.
    [gru] GRU: here the way begins.
   *[other] { $symbol }: here the way begins.
}
hint-whatif-off = This unit is 0 at this step and at every later one
hint-whatif-hold = This unit keeps its value at this step and at every later one
hint-whatif-token = Read another word at this step (Enter)
hint-whatif-plant = Go on from the state that another sentence left behind (Enter)
hint-whatif-reset = Take every edit back
hint-longer = Set a longer sentence on the whole page
hint-lab-set = Set this sentence here and on the whole page
whatif-title = What if…
whatif-lead = Change something that has already happened and let the network read on. The change runs forward, the gradient came backward, and both go through the same Jacobians. The stage above keeps the original.
whatif-steps = The step to change
whatif-unit = Unit { $unit } of { $h } = { $value }
whatif-keys = Drag a bar up or down · ↑ ↓ (Shift: finely) · ← → another unit · Esc undoes
whatif-off = Switch unit { $unit } off from here on
whatif-hold = Hold it from here on
whatif-token = Another word here
whatif-replace = Replace
whatif-sentence = The state of another sentence, after its word
whatif-after = After which word of it
whatif-plant = Transplant
whatif-edits = Edits
whatif-none = Nothing is changed yet: draw a bar, or replace a word.
whatif-reset = Undo everything
whatif-remove = Undo: { $edit }
whatif-waves = Change forward, gradient backward
whatif-forward = change ‖Δh‖ →
whatif-backward = ← ‖∂L/∂h‖ gradient
whatif-example = For example { $edit }.
whatif-cross = Both pass through the same matrices: the way it forgets and the way it learns are one.
whatif-step = At { $h } the change is { $delta }, the gradient { $gradient }.
whatif-effect = What unit { $unit } of { $h } does to the loss
whatif-predicted = predicted
whatif-true = true
whatif-edit-token = “{ $from }” → “{ $to }”
whatif-edit-set = { $h }, unit { $unit } = { $value }
whatif-edit-off = unit { $unit } off from { $h } on
whatif-edit-hold = unit { $unit } held at { $value } from { $h } on
whatif-edit-from = { $h } from “{ $sentence }”
whatif-say-none = The violet line is the loss that the gradient predicts, the dark curve is the true loss. Close to the original value the two agree.
whatif-say-nothing = The edit changes no state.
whatif-say-here = ‖Δh‖ is { $start } at { $from }.
whatif-say-way = ‖Δh‖ is { $start } at { $from } and { $end } at { $to }.
whatif-say-both = δᵀΔh predicted { $predicted } for the loss, the true change is { $change }. { $near ->
    [nothing] In double precision neither differs from 0: what happens here does not reach the loss.
    [yes] Here the two agree within a tenth.
   *[no] A gradient predicts small changes only: the less you change, the closer the two come.
}
whatif-too-long = This run is too long to be changed here. Take a shorter text or a smaller h.
exercise-title = The textbook exercise
exercise-lead = Write the numbers yourself: type them, or paste cells of a spreadsheet, [[0.1, 0.2], [0.3, 0.4]], or what PyTorch prints. A row is what comes in, a column a unit, as in h Wₕ + x Wₓ + b.
exercise-own = Take these weights as your own
hint-exercise-own = Keep every number as it is, and stop drawing it from the seed
exercise-example = A ready example, 2 × 2
hint-exercise-example = Two units, two inputs, three steps, round numbers
exercise-drawn = Back to a drawn network
hint-exercise-drawn = Draw the weights from the seed again, and read the sentence
exercise-turn = Transpose Wₕ
hint-exercise-turn = Where the numbers were in PyTorch’s order: rows and columns change places
exercise-sizes = Sizes
exercise-size-H = Units
exercise-size-I = Inputs
exercise-size-T = Steps
exercise-whose-drawn = Drawn from the seed
exercise-whose-own = Your own weights
exercise-whose-stored = From a stored network
exercise-too-large = This network has several layers, or too many numbers to be written by hand. Choose a smaller one, or the ready example.
exercise-grid-x = input at each step
exercise-grid-words = vector of each word
exercise-grid-Wx = from the input
exercise-grid-Wh = from memory
exercise-grid-bx = bias
exercise-grid-bh = bias of memory
exercise-grid-h = memory at the start
exercise-grid-c = cell state at the start
grid-cell = { $grid }, row { $row }, column { $column }
paste-done = { $rows } × { $columns } numbers pasted.
paste-turned = { $rows } × { $columns } numbers in PyTorch’s order: rows and columns were exchanged.
paste-no-place = { $rows } × { $columns } numbers do not fit here, whatever the sizes.
paste-nothing = There are no numbers in what was pasted.
paste-elided = The numbers were cut short by “…” when they were printed. In PyTorch, torch.set_printoptions(profile="full") prints them all.
paste-ragged = Row { $row } has { $has } numbers, and the first row has { $first }. All rows need as many.
paste-empty = Row { $row }, column { $column } is empty. Write 0 where nothing is meant.
paste-unreadable = “{ $text }” in row { $row }, column { $column } is not a number.
paste-not-finite = “{ $text }” in row { $row }, column { $column } is not a finite number.
paste-too-many = At most { $most } numbers can be pasted at once.
paste-deep = These lists are nested too deeply for a matrix: paste one matrix at a time.
own-weights = Own weights
hint-own-weights = The weights are written by hand: see and change them
own-weights-write = Write your own weights and numbers…
edit-number = { $number }: arrow keys change it by 0.1, with Shift by 0.01; Escape undoes
compute-title = Let me compute
compute-lead = The picture hides each new memory until you have found it. Compute it on paper, type it here, and learn whether it is right; where it is not, which product or step went wrong.
hint-compute-begin = Hide h and find it by yourself
compute-begin = Let me compute
compute-end = Show everything
compute-task = Step { $step } of { $of }: what is { $vector }?
compute-check = Check
compute-show = Show it to me
hint-compute-show = Give these numbers and go on
compute-right = right
compute-rounded = right, but rounded
compute-wrong = wrong
compute-unreadable = not a number
compute-missing = { $number } is missing.
compute-all-right = Right: { $vector } = { $values }.
compute-all-rounded = Right, but rounded: with four decimals, { $vector } = { $values }.
compute-shown = { $vector } = { $values }.
compute-finished = You have computed every step.
compute-terms = Product by product
compute-unit = Number
compute-terms-right = Every product is right. Now add them up.
slip-unknown = { $number } is wrong, and no single slip explains it. Go through it product by product.
slip-no-squash = { $number } is the sum before { $f }: one step is left.
slip-other-squash = { $number }: this is the right sum through another function. Here it is { $f }.
slip-missing = { $number }: the product { $term } is missing from the sum.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-missing-bias = { $number }: the bias { $term } is missing.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-sign = { $number }: the product { $term } has the wrong sign.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-sign-bias = { $number }: the bias { $term } has the wrong sign.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-twice = { $number }: the product { $term } was added twice.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-twice-bias = { $number }: the bias { $term } was added twice.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-no-memory = { $number }: all that comes from memory, h Wₕ, is missing.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-no-input = { $number }: all that comes from the input, x Wₓ, is missing.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-turned-memory = { $number }: Wₕ was read across instead of down. A unit is a column.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-turned-input = { $number }: Wₓ was read across instead of down. A unit is a column.{ $bare ->
    [yes] {" "}And { $f } is still to be taken.
   *[no] {""}
  }
slip-negative = { $number } has the wrong sign.
slip-other-unit = { $number }: this is the number of another unit, { $other }.
slip-product = The product { $term } is not this number.

# A network that learns
teach = Teach it
teach-stop = Stop here
teach-leave = Back to the untrained network
hint-teach = The network learns what it is asked here, and you watch (T)
hint-teach-pause = Hold it here; it goes on with the same numbers (T)
hint-teach-go-on = Learn on from here (T)
hint-teach-again = From the untrained network, with the settings below; the same settings give the same numbers
hint-teach-begin = Teach the network that the stage shows, with the settings below
hint-teach-stop = End it; what has been learned so far stays on the stage
hint-teach-leave = Drop what was learned; the stage shows the network as it was drawn
hint-teach-close = Close this panel
teach-title = Teach it: { $task }
teach-no-picture = There is no network on the stage yet.
teach-both-ways = A network that reads in both directions cannot be taught here: it sees the answer from the other end. Take one that reads forward.
teach-one-word = There is nothing to learn with one word only: write a sentence of at least two different words.
teach-columns = Only a series of one number a step can be learned here; this one has several columns.
teach-short-series = This series is too short to learn from: give it at least three numbers.
teach-state = { $step }, { $phase ->
  [paused] paused
  [stopped] stopped
  [done] done
  [failed] broken off
 *[other] at rest
}
teach-chance = No better than guessing so far: { $share } are right, guessing gets { $chance }.
teach-reach = The gradient at the first word, { $distance ->
  [one] one step
 *[other] { $distance } steps
} back: { $there }; at the last step: { $here }.
teach-look = Look at step
hint-teach-look = The stage shows the network as it was at this step
teach-score = How much is right
teach-loss = loss
teach-reach-title = How far back the gradient reaches
teach-norm = All gradients together, ‖g‖
teach-radius = Spectral radius ρ of Wₕ
teach-radius-say = Below 1, what is carried through Wₕ alone fades with every step; above 1 it may grow. Gates have a way past Wₕ.
teach-settings = How it is taught
teach-longer = A sentence that long
hint-teach-longer = The stage reads a sentence with as many words as it is taught with
teach-delay = Steps back
teach-delay-help = How far back the word is that it has to name. The longer, the harder.
teach-rate = Learning rate
teach-rate-help = How far a step goes. Too small: slow. Too large: it jumps about.
teach-clip = Clip at
teach-clip-help = A gradient longer than this is shortened, so that no step goes astray.
teach-steps = Training steps
teach-steps-help = How many batches of 32 sequences it learns from.
teach-truncate = Gradient goes back
teach-truncate-help = After this many steps the gradient is cut off. Empty: all the way.
teach-optimizer = Optimizer
teach-optimizer-help = Adam gives each weight a pace of its own; SGD moves all alike.
teach-clipped = Clip the gradient
teach-changed = Changed settings count from the next start.
teach-take = Take it away
teach-weights = Weights (safetensors)
hint-teach-weights = The network as it is on the stage, for PyTorch
teach-script = PyTorch script
hint-teach-script = The same training as a script: the same first weights, batches and settings
teach-keep = Open by itself
hint-teach-keep = A page of this learned network alone, for every other panel

trust-title = Do not believe it: check it
trust-lead = The server can nudge every state and every kind of weight and see whether the loss moves as the gradient says. Or take the network away and ask PyTorch.
trust-check = Check by finite differences
trust-script = Copy as PyTorch
trust-curl = Copy as curl
hint-trust-check = Nudge states and weights, and compare the loss with what the gradient promised
hint-trust-script = A script that builds this very network in PyTorch and asserts these numbers
files-title = Take it along
files-run = This run
files-network = The network
hint-file-json = Every number of the run: states, inputs, gates, gradients
hint-file-ndjson = One line a step, first forward, then backward
hint-file-csv = A table for a spreadsheet: a row a step
hint-file-npz = Arrays for NumPy, to the last bit
hint-trust-weights = The network’s state_dict as a file
hint-trust-curl = The request behind this page, for a terminal
trust-alarm = above this line something is wrong
trust-say = Relative error between the gradient and finite differences, as a power of ten.
trust-checking = Nudging…
trust-good = { $probes } nudges at { $steps } steps and all weights: the largest relative error is { $worst }.
trust-bad = { $probes } nudges: the largest relative error is { $worst }. That is too much; please report it.
trust-beyond = { $probes } nudges, but every gradient here is beyond the reach of finite differences.
trust-copied = Copied. { $weights ->
    [file] Put weights.safetensors beside the script
   *[inline] All weights are inside
}; it asserts every h and every gradient norm.
trust-curl-copied = Copied: the same numbers in your terminal.
trust-powershell-copied = Copied: the same numbers in PowerShell.
clipping-title = The gradient of each parameter, and clipping
clipping-lead = The gradient of a parameter is the sum of what each step adds to it. Before an optimiser takes a step, clipping looks at the norm of all gradients together and shrinks them all alike where it is above c. Drag the line, or type c.
clipping-threshold = Threshold c
hint-clipping-threshold = The max_norm of torch.nn.utils.clip_grad_norm_
clipping-total = all together, ‖g‖
clipping-none = This run is too long for the gradients of the parameters to be sent with it. Take a shorter text or a smaller h.
clipping-zero = All gradients are exactly zero: there is nothing to clip.
clipping-whole = All together, ‖g‖ = { $total }; { $name } alone makes up { $share } of its square.
clipping-rests = That is not above c = { $c }: clipping changes nothing.
clipping-acts = That is above c = { $c }: clipping multiplies every gradient by { $factor }, to the rings. The direction stays, only the length shrinks.
clipping-acts-below = That is not above c = { $c }, but `clip_grad_norm_` first adds 10⁻⁶ to it: it multiplies every gradient by { $factor }, to the rings.
beside-title = Two sentences, side by side
beside-lead = The same network reads another sentence: the same seed, so a word that both have is the same vector in both. See where one changed word is felt, how far, and for how long.
beside-text = Second sentence
hint-beside-text = Read beside the page’s own, word by word
beside-suggest = One word changed
hint-beside-suggest = The page’s sentence again, with one word changed
beside-read = Read it on the whole page
hint-beside-read = Make this the page’s sentence, and the page’s the second
beside-numbers = The page reads numbers or ids now. Give it a sentence, and a second one can be read beside it.
beside-too-long = These texts are too long to be drawn side by side. Take shorter ones, or a smaller h.
beside-equal = same
beside-nothing = No word of one sentence lines up with a word of the other.
beside-same = The two runs are the same at every step.
beside-longer = Wherever both have a word, the two states are the same.
beside-part = The two runs part at “{ $word }”: ‖h − h′‖ = { $size } there.
beside-meet = { $begins ->
    [yes] There it is largest.
   *[no] The difference is largest, { $most }, at “{ $peak }”.
} They meet again at “{ $word }”: from there on the states are the same.
beside-near = { $begins ->
    [yes] There it is largest.
   *[no] The difference is largest, { $most }, at “{ $peak }”.
} Then they come together again: at “{ $last }”, where the reading ends, it is { $size }, { $share } of that.
beside-apart = { $begins ->
    [yes] There it is largest.
   *[no] The difference is largest, { $most }, at “{ $peak }”.
} They do not meet again: at “{ $last }”, where the reading ends, it is { $size }.
beside-farthest = They do not meet again: the difference is largest, { $size }, where the reading ends, at “{ $last }”.
beside-here = { $same ->
    [yes] “{ $one }” in both
   *[no] “{ $one }” and “{ $other }”
}: ‖h − h′‖ = { $size }.
beside-here-gap = “{ $one }” has no word beside it.

## The Hangul lab
lab-title = One sentence, cut three ways
lab-lead = The same text by words, by characters and by the letters of Hangul (jamo). The finer the cut, the more steps the gradient has to travel over the same distance. It is the number of steps that makes it fade or grow, not the length of the line.
lab-text = Read here
lab-read = Read it on the whole page
hint-lab-read = Make this the page’s sentence
lab-grain-word = word
lab-grain-char = character
lab-grain-jamo = jamo
lab-count = { $n } { $grain ->
    [char] { $n ->
        [one] character
       *[other] characters
    }
    [jamo] jamo
   *[word] { $n ->
        [one] word
       *[other] words
    }
}
lab-say = { $counts }: the gradient that reaches the beginning is { $levels }.{ $known ->
    [alike] {" "}On average a step multiplies it by about { $each }, however much of the text the step reads.
    [apart] {" "}On average a step multiplies it by { $each }: here it is not the same for each cut.
   *[no] {""}
}
lab-here = { $grain ->
    [char] character
    [jamo] jamo
   *[word] word
} “{ $token }” { $level }
lab-korean = Korean sentences
lab-english = English sentences
lab-korean-honorific = 할머니께서는 어제 시장에서 사 온 사과를 우리에게 나누어 주셨다
lab-korean-honorific-why = The 시 inside 주셨다, the last word, agrees with the honoured grandmother, the first: all words between must be crossed.
lab-korean-relative = 내가 어릴 때 살던 집 앞에 아이들이 심은 나무가 지붕보다 높다
lab-korean-relative-why = Relative clauses come before their nouns, 집 and 나무: what is said of a thing is read before the thing.
lab-korean-negation = 나는 네가 어제 그 책을 끝까지 다 읽었다고는 생각하지 않는다
lab-korean-negation-why = Only the last word, 않는다, says no: it turns all that was read before.
lab-korean-garden = 민수가 피자를 먹은 친구에게 전화를 걸었다
lab-korean-garden-why = As far as 피자를, Minsu seems to be eating. 먹은 친구 takes the pizza away from him: the beginning has to be read again.
lab-korean-list = 할아버지는 사과와 배와 감과 귤과 포도와 딸기를 바구니에 담으셨다
lab-korean-list-why = Six fruits stand between the subject and its verb. Compare what is left at 할아버지는 without them.
lab-english-agreement = the keys to the old cabinet in the room behind the kitchen are gone
lab-english-agreement-why = “are” agrees with “keys”, not with the cabinet, room and kitchen that come nearer.
lab-english-relative = the cat that the dog that the child fed chased ran away
lab-english-relative-why = Two clauses inside one another: the first noun waits for the last verb.
lab-english-negation = i have read every page of this long book and believed it not at all
lab-english-negation-why = The end takes back what the beginning let you expect.
lab-english-garden = the old man the boats while the young sleep
lab-english-garden-why = “man” is the verb. A reader who took it for a noun has to go back to the beginning.
lab-english-list = the box with the apples pears plums grapes figs and dates is empty
lab-english-list-why = “is” belongs to “box”; six fruits stand between the two.

## Lesson
lesson-chapters = Chapters
lesson-previous = Previous paragraph (↑)
lesson-following = Next paragraph (↓)
lesson-sources = Sources
copy-by-hand = This browser does not let the page copy. The text is selected: copy it with Ctrl+C or ⌘C.

## Numbers as input
# A message whose name ends in -series is said in place of the one without it, where numbers are read.
reads = What the network reads
reads-words = words
hint-reads-words = Read a sentence
hint-reads-words-not = This network has no embedding: it reads numbers only
reads-numbers = numbers
hint-reads-numbers = Read numbers: paste them, draw them, or take a ready series
hint-numbers = Where the numbers come from
numbers-open = The numbers: draw, paste or choose others
numbers-title = Numbers to read
numbers-ready = Ready series
numbers-sine = sine
hint-numbers-sine = A sine that turns once in 12 steps
numbers-steps = steps
hint-numbers-steps = A level that jumps every 8 steps
numbers-noise = noise
hint-numbers-noise = Random numbers around 0, drawn from the seed
numbers-flat = flat
hint-numbers-flat = Zeros, to draw a curve of your own on
numbers-nile = Nile
hint-numbers-nile = The yearly flow of the Nile at Aswan, 1871–1970, in 10⁸ m³ (Cobb, 1978; public domain)
numbers-sunspots = sunspots
hint-numbers-sunspots = Yearly sunspot numbers, 1700–2008 (National Geophysical Data Center; public domain)
numbers-length = length
hint-numbers-length = How many numbers the curve has; another length stretches it
numbers-drawing = The curve
numbers-keys = Draw over the curve · ← → another point · ↑ ↓ its value (Shift: finely)
numbers-column = column
numbers-point = { $name }: { $value }
numbers-step = step { $n }
numbers-standardised = standardised
numbers-text = Numbers as text
hint-numbers-text = Paste a column, a table such as CSV, or a list such as [0.1, 0.2] or tensor(…)
numbers-size = { $rows ->
    [one] 1 number
   *[other] { $rows } numbers
}{ $columns ->
    [1] .
   *[other] {" "}in each of { $columns } columns.
}
numbers-parted = { $separator ->
    [tab] Tabs
    [semicolon] Semicolons
    [comma] Commas
   *[space] Spaces
} part { $columns } columns.
numbers-comma = The comma was read as a decimal comma.
numbers-turned = One line was read as a column.
numbers-header = The first line names the columns.
numbers-labelled = Column “{ $name }” names the steps.
numbers-labelled-first = The first column names the steps.
numbers-picked = read
numbers-all-columns = all columns
numbers-nth-column = column { $n }
numbers-dropped = { $count ->
    [one] A column of words was left out ({ $names }).
   *[other] Columns of words were left out ({ $names }).
}
numbers-standardise = Standardise
numbers-scaled = What is read is x = (number − { $mean }) / { $deviation }: mean 0, standard deviation 1, to five decimals.
numbers-scaled-each = Each column loses its own mean and is divided by its own standard deviation: mean 0, deviation 1, to five decimals.
numbers-as-they-are = The numbers are read as they are.
numbers-as-they-are-large = The numbers are read as they are, and some are far from 0: they drive tanh and the gates to their ends. A network wants about ±1.
numbers-fault-empty = There is no number here.
numbers-fault-text = The text may have at most { $limit } characters; this one has { $count }.
numbers-fault-rows = At most { $limit } numbers can be read one after the other; here are { $count }.
numbers-fault-columns = At most { $limit } columns can be read; here are { $count }.
numbers-fault-ragged = Line { $line } has { $got ->
    [1] 1 column
   *[other] { $got } columns
}, the first one has { $expected }.
numbers-fault-missing = Line { $line }: column { $column } is empty. Each step needs a number.
numbers-fault-cell = Line { $line }: “{ $cell }” is not a number.
numbers-fault-range = Line { $line }: “{ $cell }” is beyond the range of a double.
numbers-fault-mixed = Line { $line }: “{ $cell }” has a comma and “{ $other }” a point. Which of them is the decimal sign?
numbers-fault-thousands = Line { $line }: “{ $cell }” may be a thousand or a fraction. Write it without the comma, or with a point.
number-original = { $token }, given as { $value }

forecast-title = What it forecasts, and what came
forecast-lead = After each number the head says W h + b: what the network expects to come next. The bars below show how wrong that was. The loss is their mean, unless it is taken at one step only.
forecast-truth = what came
forecast-said = what was said
forecast-errors = ½ error²
forecast-mean = L
forecast-mean-one = mean
forecast-step = After { $token } it said { $said }, then { $truth } came: off by { $off }, and ½ error² is { $error }.
forecast-step-row = After { $token } it was off by { $off } in all, and ½ error² is { $error }.
forecast-step-last = After { $token }, the last, it says { $said }. Nothing comes that this could be compared with.
forecast-all = Over { $steps ->
    [one] one step
   *[other] { $steps } steps
} the mean of ½ error² is { $mean }. To say the last number again would give { $naive }.
caption-loss-forecast = The loss asks every state for the next number: L = { $loss }.
caption-loss-forecast-one = The loss asks { $h } for the next number, { $next }: L = { $loss }.
caption-loss-label = The loss asks { $h } for class { $class }: L = { $loss }.

count-series = { $columns ->
    [1] { $n ->
        [one] 1 number
       *[other] { $n } numbers
    }
   *[other] { $n } × { $columns } numbers
}
count-unlinked-series = { count-series }, too long for a link
hint-input-size-series = How many numbers x has: as many as a row
overview-state-series = unit { $unit } · { $token } · { $value }
overview-gradient-series = unit { $unit } · { $token } · gradient { $value }
overview-norm-series = { $token } · gradient { $value }
view-sentence-series = curve
hint-view-sentence-series = The numbers themselves, each shaded by the state that it left behind (−)
hint-view-unrolled-series = The loop unrolled: one copy of the cell for each number
hint-shade-series = What gives each step its colour
tip-edge-on-series = from A at { $from } to A at { $to } · ‖{ $of }‖ = { $norm }
tip-edge-last-series = from A at { $from } to L · ‖{ $of }‖ = { $norm }
tip-edge-up-series = out of A at { $from }, as well as on · ‖{ $of }‖ = { $norm }
tip-edge-in-series = from { $from } into A · ‖{ $of }‖ = { $norm }
tip-edge-back-series = gradient · from A at { $from } back to A at { $to } · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-end-series = from A at { $from }, where the reading ends · ‖{ $of }‖ = { $norm }
tip-edge-back-part-series = gradient · from A at { $from } back to A at { $to } · what comes this way of ∂L/∂{ $of }: { $norm }
tip-edge-first-above-series = gradient · from layer { $n } down to A at { $to } · ‖∂L/∂{ $of }‖ = { $norm }
tip-edge-first-series = gradient · from L back to A at { $to } · ‖∂L/∂{ $of }‖ = { $norm }
text-region-series = The curve. Enter opens the step under the playhead in the chain.
text-norm-series = { $token } · ‖{ $h }‖ = { $value }
text-unit-series = { $token } · unit { $unit } of { $h } = { $value }
text-gradient-series = { $token } · gradient { $value }
text-gradient-gone-series = { $token } · gradient { $value }: it has vanished
text-gradient-zero-series = { $token } · gradient 0: no path leads there
text-gate-series = { $token } · mean of { $gate } = { $value }
text-ahead-series = { $token } · not yet read
text-forecast = { $told } · forecast: { $said }
shade-input-series = which number decided, ‖∂L/∂x‖
text-input-series = { $token } · ‖∂L/∂{ $x }‖ = { $value }{ $most ->
    [here] { " · it decided most" }
    [there] { " · most: " }{ $other }
   *[unsaid] {""}
}
text-input-ranking-series = The numbers that the loss feels most, by ‖∂L/∂x‖: { $list }.
pinned-title-series = The pinned column: { $element }, at { $token }
why-gate-plain-series = { $name } { $gate }, unit { $unit }: { $y }. A long series comes without its weights.
why-plain-series = Unit { $unit } { $way ->
    [rose] rose from { $from } to { $to }
    [same] stayed at { $to }
   *[fell] fell from { $from } to { $to }
}. A long series comes without its weights.
why-before-series = Unit { $unit } of { $symbol } is { $value }: its value before { $token } came.
ledger-step-series = At { $token } ‖∂L/∂{ $h }‖ is { $norm }: { $f } multiplied it by { $slope }, Wₕ by { $weight }. At { $before } it is { $left }.
ledger-step-past-h-series = At { $token } ‖∂L/∂{ $h }‖ is { $norm }. Through the gates and Wₕ { $through } goes back, past the matrix { $past }. At { $before } it is { $left }.
ledger-step-past-c-series = At { $token } ‖∂L/∂{ $h }‖ is { $norm }. Through the gates and Wₕ { $through } goes back to h, past the matrix { $past } along c. At { $before } it is { $left }.
ledger-step-only-series = At { $token } ‖∂L/∂{ $h }‖ is { $norm }.
path-moved-series = { $h }, after { $token }, lies at ({ $x }, { $y }). It moved { $moved } from { $before }; { $shown } of that shows here.
squash-none-series = This series is too long for the answer to hold every activation. A shorter one shows where they stand.
longer-why-series = A longer series shows more.
longer-series = Read a long sentence
memory-lead-series = If h had been a little different some numbers ago, how different would the last h be? This is the norm of that Jacobian: the most that can be left of it. The line is this network, the band many like it.
memory-half-life-series = Half of what it knew is gone after { $first ->
    [1] 1 number
   *[other] { $first } numbers
}; over this series it halves every { $n } on average.
memory-half-gone-series = Half of what it knew is gone after { $first ->
    [1] 1 number
   *[other] { $first } numbers
}, but over this series it does not keep falling.
memory-keeps-series = This network never falls to half of what it knew within these { $steps } numbers.
memory-gone-series = Further back than { $n ->
    [1] one number
   *[other] { $n } numbers
}, exactly nothing is left in this network.
memory-many-never-series = At least half of { $seeds } seeds halve more slowly than once in this series.
memory-never-series = longer than this series
memory-point-series = { $distance } back, { $token }: this network keeps { $level }; half of { $seeds } seeds lie between { $low } and { $high }.
memory-short-series = With so few numbers there is hardly anything to forget.
compare-title-series = The cells, one series
compare-lead-series = The same numbers, the same seed. Gates are a remedy, not a cure: see how much of the gradient each cell brings back to the first number.
compare-step-series = At { $token }, { $h }: { $list }.
compare-too-long-series = This series is too long to read it once for each cell. A shorter one, or a smaller h, can be compared.
whatif-none-series = Nothing is changed yet: draw a bar.
whatif-too-long-series = This run is too long to be changed here. Take a shorter series or a smaller h.
footer-promise-series = Every number on this page was computed for your series. None is drawn by hand but those that you drew.

## The foot of the page
footer-json = These numbers as JSON
footer-docs = API
footer-promise = Every number on this page was computed for your sentence. None is drawn by hand.
keys = Keys (?)
hint-keys = Every key that works (?)

## What can go wrong in the page itself
problem-unreachable = The server did not answer. The last good picture stays.
problem-unreachable-first = The server did not answer, so there is no picture yet.
retry = Try again
wordless = The words of this page did not arrive. The page keeps asking for them; you need not do anything.

about = RNN Flow shows how a recurrent network reads a sentence, and how its gradient travels back. Eight chapters tell it, in the acts named at the top.
caption-finished = { $n ->
    [one] The one { $unit ->
        [char] character
        [jamo] letter
        [id] id
        [number] number
        [row] row
       *[word] word
    } is read.
   *[other] All { $n } { $unit ->
        [char] characters
        [jamo] letters
        [id] ids
        [number] numbers
        [row] rows
       *[word] words
    } are read.
} ← → go step by step, Space plays.

## The opening
intro-sentence = A network is going to read this.
intro-read = One box, A, takes it in word by word. All it can remember is { $n } numbers.
intro-unroll = Unrolled, it is the same A once for each word.
intro-question = What was the first word? It says “{ $said }”. For “{ $right }” it has { $share }.
intro-back = Who is to blame? The gradient goes back to find out. At “{ $word }”, { $left } of it is left.
intro-pull = Your turn. Every step multiplies by Wₕ: pull it, and watch the river.
intro-pulled = ρ = { $rho }. At “{ $word }”, { $left } of the gradient is left.
intro-dries = ← dries
intro-swells = swells →
intro-handle = Spectral radius of Wₕ
intro-before = Back
intro-next = Next
intro-skip = Skip
intro-go = Go on
intro-again = The opening again

## The acts and the instrument

modes = Ways to read this page
act-1 = Act I
act-2 = Act II
act-3 = Act III
act-4 = Coda
act-1-name = It reads
act-2-name = It is blamed
act-3-name = It is repaired
act-4-name = Check it
act-onward-1 = Act II: who is to blame for a wrong answer?
act-onward-2 = Act III: how is it repaired?
act-onward-3 = Coda: why should you believe it?
instrument = Instrument
hint-instrument = Every control and every panel, with the stage above them
row-pinned-title = One unit, product by product
row-squash-title = The curve that squashes
row-experiment-title = What the cells learn, and how far
row-pinned = What pushed this number, weight by weight.
row-squash = What goes in, what comes out, how steeply.
row-trajectory = The state as a point that moves from word to word.
row-exercise = Write weights, compute a step by hand.
row-forecast = Each value beside the one that the network expected.
row-dial = Turn one number of Wₕ: the gradient dries up or floods.
row-memory = How far back twenty random networks reach.
row-whatif = Change one word or one number and see what follows.
row-clipping = What a limit does to each.
row-compare = Whose gradient comes home?
row-beside = Where one changed word parts them.
row-trust = The server nudges every number and compares.
row-experiment = Cells trained at growing distances.
row-neurons = Units of a trained network that mean something.
row-lab = By words, by letters, by Hangul letters.
