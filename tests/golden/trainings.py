"""The trainings whose PyTorch scripts are compiled in every test run, and run where there is PyTorch."""

from __future__ import annotations

import math
from itertools import product

from app.engine import reader
from app.training.learner import Options
from app.training.tasks.forecast import Forecast
from app.training.tasks.recall import Recall

WORDS = ("i", "am", "a", "boy", "'\"\\", "나는")
RECALL = Recall(delay=5, symbols=WORDS)
WAVE = Forecast(series=tuple(math.sin(0.4 * t) + 0.3 * math.cos(1.1 * t) for t in range(90)), window=12)
ALL = tuple(
    Options(task, cell=cell, optimizer=optimizer, learning_rate=rate, clip=clip, truncate=truncate, steps=30, seed=7)
    for task, cell, (optimizer, rate), (clip, truncate) in product(
        (RECALL, WAVE),
        ("rnn", "gru", "lstm"),
        (("adam", 0.01), ("sgd", 0.3)),
        ((None, None), (0.5, 4)),
    )
)
OTHERS = (
    Options(RECALL, nonlinearity="identity", num_layers=2, steps=25, truncate=2, learning_rate=0.003),
    Options(RECALL, nonlinearity="relu", bias=False, recurrent_init="identity", steps=25),
    Options(RECALL, cell="lstm", num_layers=2, forget_bias=1.0, steps=40, batch_size=8, truncate=3),
    Options(RECALL, cell="gru", hidden_size=48, steps=5),
    Options(
        Recall(delay=2, symbols=("boy", "i")),
        network=reader.seeded(vocabulary=WORDS, seed=3, hidden_size=6),
        steps=10,
        truncate=100,
    ),
)
"""An identity network of two layers; one without biases; layers; weights in a file; a network that knows more words."""
TRAININGS = (*ALL, *OTHERS)
