# The cards of the networks in the box. Only the server reads this file.
network-size = { $cell }, { $units } units, { $numbers } numbers
network-licence-own = made by RNN Flow’s own code; MIT, as the code is
network-licence-public-domain = public domain
network-licence-statute = a statute: no law is under copyright in Korea (Copyright Act, article 7)

network-recall-lstm-title = Thirty letters later: the LSTM
network-recall-lstm-task = Read 31 letters, then name the first.
network-recall-lstm-data = The letters a to h in random order, drawn by the recipe
network-recall-lstm-score = { $value }% of { $examples } first letters named right; guessing gets { $chance }%.
network-recall-lstm-look-for = { $units } of its { $size } cells c still hold the first letter at the end: on the way there their forget gates are open to { $forget }, on average. Back over the thirty steps the gradient loses { $lost } powers of ten.

network-recall-rnn-title = Thirty letters later: the plain RNN
network-recall-rnn-task = Read 31 letters, then name the first.
network-recall-rnn-data = The letters a to h in random order, drawn by the recipe
network-recall-rnn-score = { $value }% of { $examples } first letters named right; guessing gets { $chance }%.
network-recall-rnn-look-for = The LSTM’s recipe with a plain cell, and it has learned next to nothing. See the river: back over the thirty steps to the first letter it loses { $lost } powers of ten.

network-parity-title = Odd or even
network-parity-task = After every bit: is the number of ones so far odd?
network-parity-data = Random bits, drawn by the recipe
network-parity-score = { $value }% of { $examples } answers right, on sequences of 200 bits; guessing gets { $chance }%.
network-parity-look-for = Unit { $unit } turns over at every 1 and stays as it is at every 0: its correlation with the parity is { $r }. It has learned on { $trained } bits and still does it over { $tested }.

network-brackets-title = How many brackets are open?
network-brackets-task = After every bracket, say how many are open.
network-brackets-data = Two kinds of brackets, open and close, up to seven deep, drawn by the recipe
network-brackets-score = { $value }% of { $examples } depths right; always saying the most frequent gets { $likeliest }%, guessing { $chance }%.
network-brackets-look-for = Cell { $cell } counts: each bracket that opens moves its c by about { $step }, each that closes moves it back. Its correlation with the depth is { $of_cell }; of the units of h, unit { $unit } follows the depth best, with { $r }.

network-grammar-title = Word classes that nobody named
network-grammar-task = After every word, say the next.
network-grammar-data = Sentences from a small grammar of 37 words and signs, made by the recipe
network-grammar-score = Perplexity { $value }, on { $examples } words; word frequencies alone have { $unigram }, and no reader can go below { $best }.
network-grammar-look-for = Nobody told it what a noun is. Still, of { $words } words { $same } have a word of their own class as the nearest vector. In “the dog that the girls see …” it expects the verb’s right number behind the clause in { $agreement }% of { $clauses } sentences; until then unit { $unit } keeps the number, with correlation { $r }.

network-novel-en-title = A novel, letter by letter
network-novel-en-task = After every letter, say the next.
network-novel-en-data = Jane Austen, Pride and Prejudice (1813), chapters 1 to 12
network-novel-en-score = { $value } bits a letter on the last tenth of the text, { $examples } letters never trained on; letter frequencies alone need { $unigram }, those of pairs { $bigram }.
network-novel-en-look-for = Nobody told it what a vowel is; still, unit { $unit } follows whether a letter is one, with correlation { $r }. After q it expects a u with { $u }%.

network-statute-ko-title = A statute in Korean, jamo by jamo
network-statute-ko-task = After every jamo, say the next.
network-statute-ko-data = Constitution of the Republic of Korea, preamble and articles 1 to 39 (1987)
network-statute-ko-score = { $value } bits a jamo on the last tenth of the text, { $examples } jamo never trained on; jamo frequencies alone need { $unigram }, those of pairs { $bigram }.
network-statute-ko-look-for = It has learned how a syllable is built: in { $vowel }% of its steps it is right about whether a vowel comes next. Unit { $unit } shows it best, with correlation { $r }.

network-sentiment-en-title = Good or bad?
network-sentiment-en-task = At the last word: is the opinion good (class 1) or bad (class 0)?
network-sentiment-en-data = Synthetic: opinions made from patterns by the recipe, with not, but and although
network-sentiment-en-score = { $value }% of { $examples } opinions right that it was never trained on; counting good and bad words gets { $counting }%, guessing { $chance }%.
network-sentiment-en-look-for = It takes “the food was good” for good with { $plain }%, “the food was not good” with { $negated }%. At the last word unit { $unit } has the verdict: its correlation with good is { $r }.

network-sentiment-ko-title = Good or bad, in Korean?
network-sentiment-ko-task = At the last word: is the opinion good (class 1) or bad (class 0)?
network-sentiment-ko-data = Synthetic: Korean opinions made from patterns by the recipe, with negation (-지 않았다) and contrast (-지만)
network-sentiment-ko-score = { $value }% of { $examples } opinions right that it was never trained on; counting good and bad words gets { $counting }%, guessing { $chance }%.
network-sentiment-ko-look-for = It takes “음식이 좋았다” for good with { $plain }%, “음식이 좋지 않았다” with { $negated }%. At the last word unit { $unit } has the verdict: its correlation with good is { $r }.

network-sunspots-title = Sunspots next year
network-sunspots-task = After every year, say the number of the next.
network-sunspots-data = Yearly mean sunspot numbers, 1700 to 2008 (National Geophysical Data Center)
network-sunspots-score = Off by { $value } sunspots (root mean square) in the { $examples } years 1948 to 2008, never trained on; “as many as this year” is off by { $persistence }, the best weighted sum of two years by { $linear }.
network-sunspots-look-for = From 1948 to 2008, which it was never trained on, its forecast goes the way that the sun went, up or down, in { $way }% of the years. Unit { $unit } follows that way best, with correlation { $r }.
