# What the panel of a network that learns says, beside its own labels: the page asks for these words when the panel opens.

teach-cells = Every number of Wₕ
teach-cells-still = These numbers are what training moves.
teach-cells-moved = On average a number has moved by { $moved }. The small square inside is where it began.
teach-cells-moved-fine = On average a number has moved by { $moved } since training began.
teach-plane = The eigenvalues of Wₕ on the plane
teach-plane-say = { $outside } of { $n } outside the unit circle. The faint dots are earlier steps; the dashed circle is ρ.

teach-pause = Pause
teach-go-on = Go on
teach-again = Start over
teach-begin = Start
teach-close = Close
teach-waiting = waiting…
teach-asks-first = { $distance ->
  [0] name the word that it has just read
  [one] name the first word, one step back
 *[other] name the first word, { $distance } steps back
}
teach-asks-next = say the next number of the series
teach-lead = All its weights are random, so it knows nothing. Press Start: it reads new sequences of these symbols, 32 at a time, is told the right answer, and moves every weight a little against the gradient.
teach-asking = asking the server
teach-queued = { $waiting ->
  [one] waiting: number { $position } in the queue, the only one
 *[other] waiting: number { $position } of { $waiting } in the queue
}
teach-step-of = step { $step } of { $steps }
teach-untold = Untrained: it has not seen an example yet.
teach-learning = It is learning: { $share } are right; guessing gets { $chance }.
teach-learning-over = It has learned a part of it: { $share } are right; guessing gets { $chance }.
teach-learned = It has learned it: { $share } are right; guessing gets { $chance }.
teach-chance-over = It has not learned it: { $share } are right, guessing gets { $chance }.
teach-lost = It could do it and has lost it again: { $share } are right, { $best } at best.
teach-closer = Its error is { $loss }, less than repeating the last number costs: { $repeating }.
teach-farther = Its error is { $loss }; to repeat the last number would be better: { $repeating }.
teach-held-out = Of sequences that it never learned from, { $share } are right.
teach-held-out-loss = Where it never learned from, its error is { $loss }.
teach-reach-gone = The gradient at the first word, { $distance ->
  [one] one step
 *[other] { $distance } steps
} back, is { $there }: that moves next to nothing. At the last step it is { $here }.
teach-reach-grew = It began at { $began } and has grown.
teach-reach-fell = It began at { $began } and has shrunk.
teach-cut = The gradient is carried only { $truncate ->
  [one] one step
 *[other] { $truncate } steps
} back, the first word is { $distance } back: nothing of it arrives there.
teach-clips = { $count ->
  [0] No step was clipped at { $clip } so far.
  [one] Clipped at { $clip }: one of { $told } steps so far, at the tick.
 *[other] Clipped at { $clip }: { $count } of { $told } steps so far, a tick each.
}
teach-unclipped = Nothing is clipped.
teach-score-loss = How large its error is
teach-chance-level = guessing { $chance }
teach-repeating = repeating the last number
teach-last-step = last step
teach-first-step = first word
teach-all = all
