# What mends what is wrong, and the links of panels: loaded when one is needed.
mend-use = Use { $value }
mend-back = Put it back
whatif-one-word = Type one word only: “{ $text }” is more than one.
whatif-one-char = Type one character only: “{ $text }” is more than one.
whatif-one-jamo = Type one letter only: “{ $text }” is more than one.
mend-use-in = “{ $label }”: use { $value }
mend-shorter = Read its beginning only
mend-takes-whole = “{ $label }” must be a whole number from { $least } to { $most }.
mend-takes-number = “{ $label }” must be a number from { $least } to { $most }.
mend-takes-above = “{ $label }” must be a number above 0, at most { $most }.
teach-too-much = This training is more than the server computes at once. Take fewer “{ $steps }”, or a smaller “{ $hidden }”.
teach-diverged = At step { $step } the numbers left the range that can be computed. Take a smaller “{ $rate }”, or clip the gradient.
mend-number = “{ $label }” must be a number.
models-other-file = Choose another file
models-refused-file-several-networks = The file has several recurrent networks. Choose one of them here, and read the file again.
models-refused-file-no-such-prefix = The file has no network of that name. Choose one of those that it has, and read it again.
models-refused-file-name-twice = Two arrays of the file fit the same place. Say here which one is meant, and read the file again.
models-refused-file-no-network = No recurrent network was found in the file by its names. It has { $names }. Say here which array is which, and read the file again.
mend-fine = OK
link-unread = This address says { $list }, which cannot be read. It was left out; the rest is shown.
panel-link = Copy a link to “{ $panel }” as it is now
panel-link-copied = Link copied
panel-link-cut = Link copied, but this text is too long to travel in it
panel-link-by-hand = The browser does not copy here: the link is marked, copy it by hand
examples = Examples
hint-examples = Sentences that show something
dead-end-one = One { $unit ->
    [char] character
    [jamo] letter
   *[word] word
  } is one step: there is no way back along which a gradient could fade.
dead-end-glued = Without spaces this is read as one word, in one step: there is no way back along which a gradient could fade.
dead-end-same = The same { $unit ->
    [char] character
    [jamo] letter
   *[word] word
  } every time: there is only one answer to choose from, so nothing can be wrong, and no gradient flows.
dead-end-char = Read it by characters
dead-end-jamo = Read it by letters
dead-end-more = Add a word
dead-end-example = Take an example
too-much = This is more than the server computes at once. Take a shorter sentence, or a smaller “{ $hidden }”.
qr-open = QR code
hint-qr = The address of this moment for other machines, as a QR code
qr-title = This moment, to scan
qr-copy = Copy the address
qr-close = Close
qr-copied = Address copied
qr-by-hand = The browser does not copy here: the address is marked, copy it by hand
qr-alone = Only this machine opens this address: the server listens for no other. Start it with “rnnflow class”.
qr-cut = This text is too long to travel in the address: the others see the page without it.
