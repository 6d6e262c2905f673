"""Requests worth trying, by name: shown in /docs, run by the tests."""

from __future__ import annotations

from typing import Any

SENTENCES = {
    "the page's first sentence": "i am a boy",
    "a Korean sentence": "나는 소년이다",
    "fifty words": "never " + "so " * 49,
}
GET: dict[str, dict[str, Any]] = {
    "the page's first sentence": {"sentence": SENTENCES["the page's first sentence"]},
    "a Korean sentence, letter by letter": {"sentence": SENTENCES["a Korean sentence"], "tokenizer": "jamo"},
    "a vanishing gradient": {"sentence": SENTENCES["fifty words"], "spectral_radius": 0.5, "digits": 4},
    "everything about an LSTM": {
        "sentence": "i am",
        "cell": "lstm",
        "hidden_size": 2,
        "input_size": 1,
        "objective": "next-token",
        "digits": 4,
        "include": ["inputs", "gates", "products", "gradients", "jacobian", "projection", "predictions", "parameters"],
    },
}
POST: dict[str, dict[str, Any]] = {
    **GET,
    "STEP 3 by hand": {"sentence": "am", "hidden_size": 2, "state": {"h": [0.09, 0.13]}},
}
SHOWN = {"sentence": "i am", "hidden_size": 2, "input_size": 2, "digits": 4}
"""The request whose answer is shown as an example."""
