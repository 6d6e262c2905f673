"""Write what the JavaScript tests draw, real answers of /step and /cells: `make drawings`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.serving import serving

FOLDER = Path(__file__).parent
COMMON = {"include": "inputs,gates,gradients,parameters,projection,predictions", "digits": 6}
RUNS: dict[str, dict[str, Any]] = {
    "rnn": {"sentence": "i am a boy"},
    "gru": {"sentence": "i am a boy", "cell": "gru"},
    "lstm": {"sentence": "i am a boy", "cell": "lstm"},
    "one": {"sentence": "hello", "hidden_size": 1, "input_size": 1},
    "relu": {"sentence": "나는 밥을 먹고 👩‍🚀 went home", "nonlinearity": "relu", "seed": 3},
    "next-token": {"sentence": "i am a boy", "objective": "next-token", "hidden_size": 2, "cell": "lstm"},
    "vanishing": {"sentence": "so it goes and so it goes on and on", "spectral_radius": 0.001, "hidden_size": 3},
    "gone": {"sentence": "a b c", "spectral_radius": 0},
    "forecast": {
        "inputs": "0.1,-1;0.5,0;0.9,1;1,0;0.7,-1.5",
        "objective": "forecast",
        "hidden_size": 3,
    },
}


QUESTIONS = {
    "cells": "/cells",
    "limits": "/limits",
    **{name: f"/step?{urlencode({**COMMON, **fields})}" for name, fields in RUNS.items()},
}
"""By file, what is asked."""


def answers(server: str, questions: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What the server at that address answers now, by file."""
    got = {}
    for name, question in questions.items():
        with urlopen(server + question) as response:
            got[name] = json.load(response)
    return got


def write(folder: Path, server: str, questions: dict[str, str]) -> None:
    """Write one file an answer."""
    for name, answer in answers(server, questions).items():
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    with serving() as url:
        write(FOLDER, url, QUESTIONS)
