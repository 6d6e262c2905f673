"""RNN Flow: watch a recurrent network read a sentence, and the gradient travel back through it."""

__version__ = "0.1.0"
