"""Write what the JavaScript tests draw of the fourth cell: `python -m tests.fourth.make`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from tests.js.runs.make import write
from tests.serving import serving

FOLDER = Path(__file__).parent
INCLUDE = "inputs,gates,gradients,parameters,projection,jacobian"
QUESTIONS = {
    "cells": "/cells",
    "limits": "/limits",
    "run": f"/step?{urlencode({'sentence': 'i am a boy', 'cell': 'mgu', 'include': INCLUDE, 'digits': 8})}",
}

if __name__ == "__main__":
    with serving("tests.fourth") as url:
        write(FOLDER, url, QUESTIONS)
