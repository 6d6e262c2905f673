"""Run the scripts of /script for real: in PyTorch they assert the engine's own numbers.

    python tests/golden/run_script.py        (a Python that has torch and numpy, from the project's root)

Every cell, objective and place of the loss; several layers and directions, no biases, numbers and ids; small networks,
and large ones that read their weights from a file; long sentences whose gradient vanishes, explodes or is chaotic.
"""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.engine.run import Run
from app.exports import safetensors, script
from tests.golden.scripts import CASES


def main() -> None:
    """All of them; stops at the first that does not agree, or that agrees with wrong numbers."""
    for case in CASES:
        run = case.run()
        print(f"{case.name}: {execute(run)}")
    for wrong in (
        r"(?<=^LOSS = \[)",
        r"(?<=^H = \{\n    0: \[)",
        r"(?<=^GRAD_NORM = \{\n    0: )",
        r"(?<=^INPUT_GRAD_NORM = \{\n    0: )",
        r"(?<=^    'rnn.weight_hh_l0': )",
    ):
        try:
            execute(CASES[0].run(), wrong)
        except AssertionError as error:
            print(f"refused, as it should be: {error}")
        else:
            raise SystemExit(f"a wrong number passed: {wrong}")


def execute(run: Run, wrong: str = r"(?!)") -> str:
    """The last line of what a run's script says, once it has been through its assertions.

    `wrong` is a place, as a regular expression, where a number is made larger by 10⁻⁶.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rnn-flow.py")
        text = b"".join(script.pieces(run)).decode()
        path.write_text(re.sub(wrong, "1e-6 + ", text, flags=re.MULTILINE), encoding="utf-8")
        if script.WEIGHTS in path.read_text(encoding="utf-8"):
            path.with_name(script.WEIGHTS).write_bytes(b"".join(safetensors.pieces(run.network.state_dict())))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            runpy.run_path(str(path))
    return said.getvalue().splitlines()[-1]


if __name__ == "__main__":
    main()
