"""Write what the JavaScript tests draw of the fourth cell: `python -m tests.fourth.make`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.serving import serving

FOLDER = Path(__file__).parent
INCLUDE = "inputs,gates,gradients,parameters,projection,jacobian"
QUESTIONS = {
    "cells": "/cells",
    "run": f"/step?{urlencode({'sentence': 'i am a boy', 'cell': 'mgu', 'include': INCLUDE, 'digits': 8})}",
}


def answers(server: str) -> dict[str, Any]:
    """Each answer by its name, as the server at that address gives it now."""
    got = {}
    for name, question in QUESTIONS.items():
        with urlopen(server + question) as response:
            got[name] = json.load(response)
    return got


def main() -> None:
    """Write one file an answer beside this one."""
    with serving("tests.fourth") as server:
        for name, answer in answers(server).items():
            text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
