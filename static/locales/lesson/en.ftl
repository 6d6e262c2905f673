# The text of the acts: the page asks for these words when it is read.

lesson-chapter = Chapter { $n }: { $title }
lesson-again = Show again
lesson-away = The picture shows something else now.
lesson-waiting = Computing…
lesson-commit = That is my guess
lesson-kept = Your guess stays on this page; it is neither stored nor sent.
lesson-right = Right.
lesson-wrong = That is not it.
lesson-own = Your sentence
lesson-own-read = Read it
lesson-own-few = This needs a longer sentence than yours, so another one stands in for it here.
lesson-own-longer = Give a longer one
lesson-own-many = Your sentence has more words than fit side by side here, so a short one stands in for it.
lesson-own-there = To the chapter that reads yours
lesson-copied = Copied.
lesson-module = The module, line by line
lesson-module-copy = Copy the whole file
lesson-module-save = Download the whole file
lesson-1-title = What a recurrent network is
lesson-1-1 = Words come one after the other, and most of them mean little without the ones before. You are reading this line in the same way: a word at a time, holding on to something of what came earlier. A recurrent network does just that. The sentence here has { $T } words; the next one may have forty, and the same network will read it.
lesson-1-2 = Here is all of it: one cell, A, and a loop. A word comes in, and A gives a vector of { $H } numbers, the hidden state h. The loop carries h back into A, where it meets the next word. Whatever the network wants to remember has to fit into these { $H } numbers.
lesson-1-3 = Now imagine A drawn once for each word, side by side. The loop becomes a chain of { $T } cells, with { $less } links between them. How many different matrices Wₕ are at work in this chain?
lesson-1-3-option-1 = 1, the same for all
lesson-1-3-option-2 = { $T }, one for each cell
lesson-1-3-option-3 = { $less }, one for each link
lesson-1-3-answer = There is one. The whole run has a single Wₕ of { $H } × { $H } numbers, and every step uses it. So the same network can read four words or four hundred. Keep it in mind for the way back: there the gradient meets this matrix again and again.
lesson-1-4 = Rolled up or unrolled, the computation is the same; only the drawing differs. Wₓ, Wₕ and b hold { $n } numbers together, and a longer sentence adds none. In 1990 Jeffrey Elman let such a network read a stream of letters without spaces. Its error jumped at the beginning of a word and fell toward the end of it. Nobody had told it where words begin.

lesson-2-title = “i am a boy”, STEP 1 to STEP 8
lesson-2-1 = STEP 1. “i” enters A as x₀, a vector of { $I } numbers: its embedding, the same wherever the word stands. With it a memory should come. But nothing has been read yet, so h₋₁ is { $H } zeros.
lesson-2-2 = STEP 2. A gives h₀, and it leaves twice: one copy goes out, as the answer of this step, and the very same vector goes on, into the next cell. Let us follow its first number, unit 0. It is { $h0 } now.
lesson-2-3 = STEP 3. “am” comes in, and h₀ with it, and A is about to make h₁ of the two. Think of other sentences with “am” in them: what is h₁ fixed by?
lesson-2-3-option-1 = By “am” alone: the same word gives the same h everywhere
lesson-2-3-option-2 = By “am” and h₀ together: what came before has a say
lesson-2-3-option-3 = By h₀ alone: it only hands on what it remembers
lesson-2-3-answer = { $made ->
    [both] By both. To unit 0, “am” adds { $input } and h₀ adds { $memory }. With nothing before it, “am” and the bias would have made unit 0 { $alone }; after “i” it is { $h1 }.
    [memory] Here by h₀ alone: this “am” adds nothing.
   *[input] Here by “am” alone: in this network h₀ adds nothing to any unit.
}
lesson-2-4 = STEP 4. So h₁ is no longer about “am” alone: h₀ had a part in every one of its { $H } numbers. Put another word in the place of “i”, and h₁ will be another vector, although “am” is still “am”. Try it in the box at the top; “Show again” brings you back.
lesson-2-5 = STEP 5 to STEP 8. The same again for “a” and for “boy”. The weights stay as they are; only h moves. Unit 0 went from { $h0 } to { $h1 }, then to { $h2 }, then to { $h3 }.
lesson-2-6 = The sentence is over, and h₃ is all that is left of it: { $H } numbers, ‖h₃‖ = { $norm }. The words themselves are gone. Whatever the network is asked now, it has to answer from here.

lesson-3-title = Inside A
lesson-3-1 = Let us open A at “{ $second }”. Two vectors arrive: h₀ with { $H } numbers and x₁ with { $I }. What happens to them is a single line, h₁ = tanh(h₀Wₕ + x₁Wₓ + b). They are upright on the left, and each column of the table belongs to one unit of h₁.
lesson-3-2 = Take the framed column, unit 0, row by row. Each of its { $n } rows is one product. The largest comes from number { $index } of { $source ->
    [memory] h₀
   *[input] x₁
}: { $value } times its weight, { $weight }, is { $product }. That is all a weight does. It says how hard one number pushes another, and which way.
lesson-3-3 = Now add them up. The input pushes unit 0 by { $input }, the memory by { $memory }, the bias by { $bias }. Together that makes a = { $a }.
lesson-3-4 = One thing is left: tanh, whose curve is in the panel below. Near 0 it runs along the diagonal; farther out it bends and goes flat. Find a = { $a } below it. What will be left?
lesson-3-4-option-1 = Almost all: it loses less than a tenth
lesson-3-4-option-2 = Somewhat less: it loses between a tenth and a third
lesson-3-4-option-3 = Much less: it loses more than a third
lesson-3-4-answer = tanh({ $a }) = { $h }: { $left }% is left. { $way ->
    [little] So near to 0 the curve hardly bends.
    [some] Here the curve has begun to bend.
   *[much] Out here the curve is nearly flat.
} tanh leaves small numbers almost alone and presses large ones together. However long the sentence, nothing leaves A below −1 or above 1.
lesson-3-5 = At this point the curve’s slope is tanh′ = 1 − h² = { $slope }. It looks like a detail. But on the way back, the gradient of this unit will be multiplied by exactly this number.
lesson-3-6 = All { $H } units did this at the same time. Close A again: what goes out and what goes on is the same h₁.

lesson-4-title = Forward is not enough: the loss and the way back
lesson-4-1 = Where would good weights come from? These were drawn by chance, from seed { $seed }. To improve them, we ask the network something and tell it how wrong it was. Here it is asked at the very end: what was the first word? A linear layer makes one score for each word out of the { $H } numbers of { $hEnd }; softmax turns the scores into probabilities, all above 0 and together 1. “{ $first }” gets { $percent }%, and the loss, minus the logarithm of that, is L = { $loss }. Being sure and right would have cost 0.
lesson-4-2 = Now the error travels back along the chain as a gradient, which says of each number how much L would change if that number grew a little. Where will the gradient be larger?
lesson-4-2-option-1 = At { $hEnd }, where it sets out
lesson-4-2-option-2 = At h₀, the word it is about
lesson-4-2-option-3 = About as large at both: neither is twice the other
lesson-4-2-answer = At { $hEnd } its length is { $end }, at h₀ { $start }. { $way ->
    [grew] It grew on the way: what arrives is { $about } what set out ({ $exact }).
    [faded] Only { $about } has arrived ({ $exact }), although the word in question is right there.
    [gone] Nothing has arrived, although the word in question is right there.
   *[stayed] The two are much the same: of what set out, { $ratio } has arrived.
}
lesson-4-3 = BACK 1. ∂L/∂{ $hEnd } has one number for each unit. For unit 0 it is { $g }: had unit 0 been a little { $wish ->
    [larger] larger
   *[smaller] smaller
}, L would have been lower. Together they have the length ‖∂L/∂{ $hEnd }‖ = { $norm }, which the picture writes as a power of ten.
lesson-4-4 = To reach { $hBefore }, the gradient takes the road it came, the other way round: each number times its slope tanh′, then all of them through Wₕᵀ, the same matrix turned over. { $way ->
    [grew] It grew
   *[shrank] It shrank
} from { $from } to { $to }. The longer the gradient, the wider its violet.
lesson-4-5 = And so on, back to “{ $first }”. This is backpropagation through time, BPTT. Each step leaves a share for Wₕ: { $sEnd } at “{ $last }”, { $sBefore } at “{ $before }”, and so on down to { $s0 } at “{ $first }”, which had no memory before it. Wₕ is one matrix, so the shares are added up. { $loud ->
    [yes] The words near the end speak loudest.
   *[no] Not every word has the same say.
}

lesson-5-title = tanh′ and Wₕ: how a gradient dies, how it explodes
lesson-5-1 = Two things happen to the gradient at each step back, and the ledger keeps them apart. From { $hEnd } to { $hBefore }, tanh′ multiplies its length by { $slope }, and Wₕ by { $weight }: together by { $both }. Between the end of our sentence and its beginning there are { $factors } such factors. Their product is what arrives.
lesson-5-2 = tanh′ = 1 − h² is never more than 1, so this factor can only take away. It takes most where a unit stands far out: at “{ $token }”, unit { $unit } is at { $value } and lets { $slope } of its gradient through. The nearer a unit comes to −1 or 1, the less gets through. It is saturated.
lesson-5-3 = Wₕ knows no such limit. Here h has { $H } units, and Wₕ is stretched to a spectral radius of ρ = { $rho }. What will become of the gradient on its way to “{ $first }”?
lesson-5-3-option-1 = Less than half of it arrives
lesson-5-3-option-2 = About as much arrives
lesson-5-3-option-3 = More than twice as much arrives
lesson-5-3-answer = { $fate ->
    [grew] What arrives is { $about } what set out ({ $exact }): Wₕ gave more than tanh′ took.
    [faded] Only { $about } arrives ({ $exact }), however large ρ is.
    [gone] Nothing arrives, however large ρ is.
   *[stayed] { $ratio }: it hardly changed.
} On the whole way Wₕ multiplied it by { $weight }, tanh′ by { $slope }.
lesson-5-4 = The same network on { $T } words. { $fate ->
    [grew] What arrives is now { $about } what set out ({ $exact }). This is the exploding gradient: a single training step with it may throw the weights anywhere.
    [gone] Here nothing arrives.
   *[stayed] Here { $ratio } arrives. Where the product grows instead, the gradient explodes, and a single training step may throw the weights anywhere.
} Wₕ multiplied it by { $weight }, tanh′ by { $slope }. The remedy for an explosion is blunt, and it works: a gradient that is too long is cut to a fixed length. This is clipping.
lesson-5-5 = And with Wₕ shrunk to ρ = { $rho }? After { $T } words { $fate ->
    [faded] { $about } is left ({ $exact }). This is the vanishing gradient.
    [gone] nothing is left. This is the vanishing gradient.
   *[stayed] the gradient is { $ratio } what it was. This run is an exception: mostly it vanishes.
} Making it longer again would not help: what early words had to say is drowned by the late ones. Bengio, Simard and Frasconi showed in 1994 that this is no accident. A network that holds on to something safely, in spite of noise, is one whose gradients vanish.

lesson-6-title = Why long sentences are hard: on a sentence of your own
lesson-6-1 = Take a sentence of your own; the longer it is, the more it shows. Until then, the one on the stage stands in for it. It has { $T } words: { $T } steps forward and { $T } back.
lesson-6-2 = At “{ $last }” the loss asks for the first word, “{ $first }”. The gradient that sets out has { $steps } steps to go, and the first of them multiplies it by { $one }. How much will get to the beginning?
lesson-6-2-option-1 = One part in { $steps } or more: each step takes a bit, always the same
lesson-6-2-option-2 = Less, but no less than { $steps } halvings leave: { $halves }
lesson-6-2-option-3 = Less than { $steps } halvings leave
lesson-6-2-answer = { $way ->
    [gone] Nothing gets there: on the way it becomes exactly 0.
   *[other] What gets there is { $about } ({ $exact }). On an average step back the gradient was multiplied by { $factor }, and { $factor } to the power of { $steps } is { $power }.
} { $single ->
    [yes] One step alone did most of this.
   *[no] No single step did most of this. There were just many of them.
}
lesson-6-3 = Look at the ledger. Its scale is logarithmic, and the gradient moves along it step by step. { $way ->
    [grew] With this sentence it does not fall but grows, as with any long product it may.
    [stayed] With this sentence it hardly changes on the whole way.
    [gone] With this sentence it falls to exactly 0 on the way.
   *[faded] On average it falls to a tenth every { $tenth } words. At this pace, a sentence twice as long would not leave half as much but the square. Where a hundredth was left, it would be a ten-thousandth.
}
lesson-6-4 = Read the same sentence letter by letter. The number of steps changes: { $T } instead of { $words }. Of the gradient, { $about } gets to the first letter ({ $exact }); with words it was { $before }. How a text is cut decides how far apart its ends are.
lesson-6-5 = { $way ->
    [grew] This sentence is an exception: its gradient did not fade. Mostly it does, and
    [stayed] This sentence is an exception: its gradient hardly changed. Mostly it fades, and
   *[faded] This is why long sentences are hard:
} a state may well keep the first word, yet training hears little of it. { $all ->
    [yes] Here all { $felt } of { $T } words get at least a hundredth of the gradient; in a longer sentence, those far back may not.
   *[no] Of { $T } words, { $felt } get at least a hundredth of the gradient. The others hardly count in what the network learns.
}
lesson-6-6 = And the other way round? Replace the first word: on the chart its change runs forward, in ink, over the same tanh′ and Wₕ that the gradient comes back through. What does not get to the end cannot be learned from there.

lesson-7-title = GRU and LSTM: what gates repair, and what they do not
lesson-7-1 = The LSTM carries two vectors: h, which it shows, and c, which it keeps to itself. On its way c meets neither a matrix nor a tanh: c₁ = f ⊙ c₀ + i ⊙ g. The gates f, i and o are { $H } numbers each, between 0 and 1, computed from h₀ and x₁. They say how much to keep, how much to write, how much to show.
lesson-7-2 = Look at unit 0 at “{ $second }”. The forget gate keeps { $f }% of c₀ = { $c0 }, the input gate writes { $i }% of the proposal g = { $g }, and that makes c₁ = { $c1 }. On the way back, the gradient that stays on c is multiplied by f alone. This road beside the matrix is the idea of 1997; the gate f on it came in 2000.
lesson-7-3 = The GRU does it with one vector: h₁ = (1 − z) ⊙ n + z ⊙ h₀. In unit 0 the update gate keeps { $z }% of h₀ = { $h0 } and takes the rest from the proposal n = { $n }, which makes h₁ = { $h1 }. On the way back, z is the road beside the matrix.
lesson-7-4 = The same { $T } words, the same seed, the same embeddings. Which cell will bring the largest part of its gradient back to “{ $first }”?
lesson-7-4-option-1 = RNN
lesson-7-4-option-2 = GRU
lesson-7-4-option-3 = LSTM
lesson-7-4-answer = RNN { $rnn }, GRU { $gru }, LSTM { $lstm }: it is the { $best ->
    [rnn] RNN
    [gru] GRU
   *[lstm] LSTM
}. { $worst ->
    [lstm] And the LSTM comes last: to have a gate is not yet to have it open.
   *[other] What counts is not that there are gates, but how far they are open.
}
lesson-7-5 = Now { $T } words. Fresh from the random numbers, the LSTM’s forget gates keep { $before }% on average, and { $waned } of the gradient comes back ({ $was }). Here { $bias } is added to their bias: they keep { $f }%, and { $about } comes back ({ $exact }). { $helps ->
    [yes] This is what gates repair. The road can be kept open, and the network can learn when.
   *[no] Here it does not help. Mostly this is what gates repair: the road can be kept open, and the network can learn when.
}
lesson-7-6 = And what they do not repair? As drawn, over the same { $T } words: RNN { $rnn }, GRU { $gru }, LSTM { $lstm }. A long product of numbers clearly below 1 comes close to 0, and most gates are such numbers. Nor does anything here keep a gradient from exploding. Gates are a remedy, not a cure.

lesson-8-title = The same network in PyTorch, in ten lines
lesson-8-1 = Here is the network of this page as PyTorch writes it: ten lines, and three that use it. Point at a line, and the picture shows which part of it that is. Point at the picture, and its lines light up. The file holds the very weights of the stage. It runs as it is, wherever torch is installed, and at its end it asserts that all { $T } states and their gradients are the ones that you saw, such as ‖{ $hEnd }‖ = { $norm }.
lesson-8-2 = You may have met this module in a form that stops. Three slips travel with it from page to page, and each is easily made. `nn.Liear` is `nn.Linear` with a letter missing: PyTorch knows no layer of that name. `self.lienar` is set where later `self.linear` is called, so the module has no such part. And where `forward` calls the layer but does not `return` what comes out, the scores are computed and dropped, and the loss has nothing to look at. Compare yours with the ten lines above: a letter, a name, a word.
lesson-8-3 = How many numbers does PyTorch train in `nn.RNN({ $I }, { $H })`?
lesson-8-3-option-1 = { $one }: Wₓ, Wₕ and one bias
lesson-8-3-option-2 = { $n }: Wₓ, Wₕ and two biases
lesson-8-3-option-3 = { $each }: { $n } for each of the { $T } words
lesson-8-3-answer = There are { $n }. Wₓ has { $I } × { $H } = { $wx }, Wₕ has { $H } × { $H } = { $wh }, and PyTorch keeps two biases of { $H }, one beside each matrix; the formula’s b is their sum. A longer sentence adds none.
lesson-8-4 = You need not believe any of it. In the panel with the frame, the server nudges states and weights and looks whether L moves as the gradient says. Or run the file above: PyTorch, too, comes to { $end } at the end of the sentence and to { $start } at its beginning.
lesson-8-5 = That was all of it: a cell, a loop, and a long product. From here on the page is yours. Change one thing, the seed, ρ, the cell, the sentence, and before you press play, say what will happen.

lesson-source-elman = Elman, J. L. (1990). Finding structure in time. Cognitive Science 14, 179–211. doi:10.1207/s15516709cog1402_1
lesson-source-lecun = LeCun, Y., Bottou, L., Orr, G. B. & Müller, K.-R. (1998). Efficient BackProp. In Neural Networks: Tricks of the Trade, Springer, 9–50. doi:10.1007/3-540-49430-8_2
lesson-source-rumelhart = Rumelhart, D. E., Hinton, G. E. & Williams, R. J. (1986). Learning representations by back-propagating errors. Nature 323, 533–536. doi:10.1038/323533a0
lesson-source-werbos = Werbos, P. J. (1990). Backpropagation through time: what it does and how to do it. Proceedings of the IEEE 78, 1550–1560. doi:10.1109/5.58337
lesson-source-bengio = Bengio, Y., Simard, P. & Frasconi, P. (1994). Learning long-term dependencies with gradient descent is difficult. IEEE Transactions on Neural Networks 5, 157–166. doi:10.1109/72.279181
lesson-source-pascanu = Pascanu, R., Mikolov, T. & Bengio, Y. (2013). On the difficulty of training recurrent neural networks. ICML 2013, PMLR 28(3), 1310–1318. arXiv:1211.5063
lesson-source-hochreiter = Hochreiter, S. & Schmidhuber, J. (1997). Long short-term memory. Neural Computation 9, 1735–1780. doi:10.1162/neco.1997.9.8.1735
lesson-source-gers = Gers, F. A., Schmidhuber, J. & Cummins, F. (2000). Learning to forget: continual prediction with LSTM. Neural Computation 12, 2451–2471. doi:10.1162/089976600300015015
lesson-source-cho = Cho, K., van Merriënboer, B., Gulcehre, C., Bahdanau, D., Bougares, F., Schwenk, H. & Bengio, Y. (2014). Learning phrase representations using RNN encoder–decoder for statistical machine translation. EMNLP 2014, 1724–1734. doi:10.3115/v1/D14-1179
lesson-source-paszke = Paszke, A. et al. (2019). PyTorch: an imperative style, high-performance deep learning library. NeurIPS 32. arXiv:1912.01703
