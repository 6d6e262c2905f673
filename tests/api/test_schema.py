"""/openapi.json is true: schemathesis makes requests from it, legal and not, and holds every answer against it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.quick import QUICK
from tests.serving import ROOT, serving

HOOKS = "tests.api.schema_hooks"
MOST = 4 if QUICK else 30
"""Requests of one operation in each phase that makes them at random."""
SECONDS = 300
"""After which the run is given up."""


def test_every_check_of_the_schema_holds(tmp_path: Path) -> None:
    """All checks, on every operation. The coverage phase, which is the same each time, is left to `make test`."""
    with serving(RNNFLOW_MAX_WORK="200000", RNNFLOW_ANSWER_CACHE="0", RNNFLOW_MAX_TRAIN_WORK="30000") as url:
        phases = "examples,fuzzing" if QUICK else "examples,coverage,fuzzing,stateful"
        told = schemathesis("--checks=all", f"--phases={phases}", f"--max-examples={MOST}", f"{url}/openapi.json")
    assert told.returncode == 0, told.stdout[-20_000:]
    assert "No checks were performed" not in told.stdout


def schemathesis(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Its command line, with the hooks of this project; nothing is written into the folder of the caller."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", "--seed=1", "--no-color", "--continue-on-failure"]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": HOOKS, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, timeout=SECONDS, env=environment, cwd=ROOT, check=False
    )
