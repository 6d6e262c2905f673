# The hand-out that is printed: the page asks for these words once somebody is at it.

handout-network = { $cell }, { $n } units, seed { $seed }, { $T } steps
handout-chain = The chain, read to its end, and its gradient back
handout-between = … { $n } steps between …
handout-address = The same on a screen:
handout-1-1 = What is the same in every A of this chain, and what differs?
handout-1-2 = h leaves each A upward and to the right. Why are the two the same vector?
handout-1-3 = Change one word of the sentence. Which states change, and which cannot?
handout-2-1 = What was asked, what was answered, and what is L made of?
handout-2-2 = Where is the gradient largest, and where is it smallest? By how much?
handout-2-3 = Choose a step. How much of the change is tanh′, and how much is Wₕ?
handout-2-4 = With a longer sentence, what will arrive at its first word? Say why.
handout-3-1 = Where does an LSTM have a way back that does not pass through Wₕ?
handout-3-2 = What must the forget gate be, so that the gradient does not fade on that way?
handout-3-3 = Name a sentence or a setting in which the remedy fails.
handout-4-1 = Take one number of the picture and calculate it by hand.
handout-4-2 = How can a gradient be checked without calculus?
handout-4-3 = What would convince you that this page draws nothing by hand?
