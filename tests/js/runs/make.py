"""Write the runs that the JavaScript tests draw: real answers of /step, `python -m tests.js.runs.make`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.serving import serving

FOLDER = Path(__file__).parent
COMMON = {"include": "inputs,gates,gradients,parameters,projection", "digits": 6}
RUNS: dict[str, dict[str, Any]] = {
    "rnn": {"sentence": "i am a boy"},
    "gru": {"sentence": "i am a boy", "cell": "gru"},
    "lstm": {"sentence": "i am a boy", "cell": "lstm"},
    "one": {"sentence": "hello", "hidden_size": 1, "input_size": 1},
    "relu": {"sentence": "나는 밥을 먹고 👩‍🚀 went home", "nonlinearity": "relu", "seed": 3},
    "next-token": {"sentence": "i am a boy", "objective": "next-token", "hidden_size": 2, "cell": "lstm"},
    "vanishing": {"sentence": "so it goes and so it goes on and on", "spectral_radius": 0.001, "hidden_size": 3},
    "gone": {"sentence": "a b c", "spectral_radius": 0},
}


def answers(server: str) -> dict[str, dict[str, Any]]:
    """Each run as the server at that address answers it now."""
    got = {}
    for name, fields in RUNS.items():
        with urlopen(f"{server}/step?{urlencode({**fields, **COMMON})}") as response:
            got[name] = json.load(response)
    return got


def main() -> None:
    """Write one file a run beside this one."""
    with serving() as server:
        for name, answer in answers(server).items():
            text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
