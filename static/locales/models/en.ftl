# What the panel of networks from files says: the page asks for these words when it opens.

models-sending = { $name } is being sent.
models-reading = { $name } is here and being read.
models-vocabulary = { $V ->
   *[other] The words of its embedding, { $V } of them, one a line. Without them it reads ids.
    [0] The words of its embedding, one a line.
}
models-reads-words = Words: it knows { $n }
models-reads-ids = Ids, 0 to { $last }
models-reads-numbers = Numbers, { $I } at each step
models-forget = Forget
models-forget-name = Forget { $name }
models-summary = { $cell }, { $layers ->
    [one] one layer
   *[other] { $layers } layers
}, { $ways ->
    [two] both directions
   *[one] forward
}. H = { $H }, I = { $I }, { $n } numbers.
models-none = none
models-biases = Biases
models-yes = yes
models-zeros = none: they are zeros
models-embedding = Embedding
models-texts = { $n } words
models-head = Head
models-with-bias = with bias
models-without-bias = without bias
models-widened = widened to float64, no value changed
models-prefix-found = Prefix
models-unused = Arrays without a use
models-unused-names = Not used: { $names }.
models-matrix = Matrix
models-gate = Gate
models-note-gate-order-assumed = The names follow no standard: the gates are assumed to be in PyTorch’s order.
models-note-onnx-gru = The order of its gates was changed from ONNX’s z, r, h to PyTorch’s r, z, n.
models-note-onnx-lstm = The order of its gates was changed from ONNX’s i, o, f, c to PyTorch’s i, f, g, o.
models-note-keras-gru = The order of its gates was changed from Keras’s z, r, h to PyTorch’s r, z, n, and its matrices were transposed.
models-note-keras-lstm = Its matrices were transposed from Keras’s form; the order of the gates is the same.
