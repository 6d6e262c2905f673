# The page without JavaScript, and previews of links: only the server reads this file.

still-alt = Four copies of one cell, A, in a row, each with its word below and its state above. At the end stand the bars of the answer. From there a violet river runs back to the first word, and gets thinner at every step.
still-caption = A recurrent network has read “i am a boy”: one word at a step, always with the same cell A, left to right. Asked for the first word it says “am”, which is wrong. The gradient of that error (violet) runs back between its banks, and 1.6 % of it is left at “i”. That is the vanishing gradient.
noscript = The moving picture needs JavaScript, in a browser of the last few years; it loads nothing from elsewhere. The numbers need none:
