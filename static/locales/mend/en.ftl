# What mends what is wrong, and the links of panels: loaded when one is needed.
mend-use = Use { $value }
mend-back = Put it back
whatif-one-word = Type one word only: “{ $text }” is more than one.
whatif-one-char = Type one character only: “{ $text }” is more than one.
whatif-one-jamo = Type one letter only: “{ $text }” is more than one.
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
