# What mends what is wrong, and the links of panels: loaded when one is needed.
mend-use = Use { $value }
mend-back = Put it back
whatif-one-word = Type one word only: “{ $text }” is more than one.
whatif-one-char = Type one character only: “{ $text }” is more than one.
whatif-one-jamo = Type one letter only: “{ $text }” is more than one.
