"""The short module of a lesson: its ten lines, its numbers, and its assertions. `make golden` runs it in PyTorch."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.engine import flow
from app.engine.errors import NotAModule
from app.engine.run import Run
from app.exports import module, pytorch, safetensors
from app.settings import ROOT
from app.web.locales import catalogues_of
from tests.golden.scripts import MODULES, Case
from tests.golden.test_scripts import constants, tensor, weights
from tests.quick import share

SAY = [catalogues_of(ROOT / "static/locales").languages[code] for code in ("en", "ko")]
"""What says the comments."""
TEN = """\
class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(6, 4)
        self.rnn = nn.RNN(4, 5)
        self.linear = nn.Linear(5, 6)

    def forward(self, ids, h=None):
        for x in self.embedding(ids):
            out, h = self.rnn(x[None], h)
        return self.linear(out)
"""
WITH_TORCH = os.environ.get("TORCH_PYTHON") or (sys.executable if importlib.util.find_spec("torch") else None)
"""A Python that has torch; null where there is none."""


def code(text: str) -> str:
    """The lines without their comments."""
    return re.sub(r" +# .*", "", text)


@pytest.mark.parametrize("say", SAY, ids=lambda say: say.code)
def test_ten_lines_are_the_whole_module(say: Any) -> None:
    text = module.text(Case("rnn").run(), say)
    assert TEN in code(text)
    assert len(TEN.splitlines()) - TEN.splitlines().count("") == 10
    assert "logits = network(ids)\nloss = nn.functional.cross_entropy(logits, ids[:1])\nloss.backward()\n" in code(text)


def test_every_line_that_says_something_has_its_comment_in_the_language() -> None:
    english, korean = (module.text(Case("rnn").run(), say).splitlines() for say in SAY)
    said = [line.partition(module.COMMENT)[2] for line in english]
    assert len([text for text in said if text]) == 10
    for one, other in zip(english, korean, strict=True):
        assert code(one) == code(other) or one.startswith("# ")
        assert bool(module.COMMENT in one) == bool(module.COMMENT in other)
        if module.COMMENT in one:
            assert re.search("[가-힣]", other), other


@pytest.mark.parametrize("case", share(MODULES), ids=lambda case: case.name)
def test_it_is_python_and_holds_the_run(case: Case) -> None:
    run = case.run()
    text = module.text(run, SAY[0])
    compile(text, "rnn-flow.py", "exec")
    assert "<<" not in text
    found = constants(text)
    assert found["TOKENS"] == list(run.tokens)
    assert found["LOSS"] in ([run.loss], [])
    assert all(h == run.h[t].tolist() for t, h in found["H"].items())
    assert all(norm == run.grad_norms.value[t] for t, norm in found["GRAD_NORM"].items())
    parameters = run.network.state_dict()
    if sum(array.size for array in parameters.values()) <= pytorch.INLINE:
        assert weights(text) == {name: array.tolist() for name, array in parameters.items()}
    else:
        assert pytorch.WEIGHTS in text


def asserted(text: str, **numbers: Any) -> None:
    """Do what the file does once it has these numbers of PyTorch's."""
    given = {**constants(text), "torch": SimpleNamespace(tensor=tensor), "print": lambda *_: None, **numbers}
    exec(text[text.index("for page in LOSS") :], given)


def computed(run: Run) -> dict[str, Any]:
    """What PyTorch comes to, as the engine has it."""
    return {
        "loss": SimpleNamespace(item=lambda: run.loss),
        "states": [[tensor(row)] for row in run.h],
        "grad_norm": run.grad_norms.value.tolist(),
        "parameter_grad_norm": {name: norm.value.item() for name, norm in flow.parameter_norms(run).items()},
    }


@pytest.mark.parametrize("cell", pytorch.MODULES)
def test_it_refuses_other_numbers(cell: str) -> None:
    run, off = Case(cell).run(), 1 + 1e-8
    text, right = module.text(run, SAY[0]), computed(run)
    asserted(text, **right)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("'?loss'?", {"loss": SimpleNamespace(item=lambda: run.loss * off)}),
        ("'h', 2", {"states": [[tensor(np.asarray(row) * (off if t == 2 else 1))] for t, row in enumerate(run.h)]}),
        ("'gradient norm', 0", {"grad_norm": [right["grad_norm"][0] * off, *right["grad_norm"][1:]]}),
        (
            "weight_hh",
            {"parameter_grad_norm": right["parameter_grad_norm"] | {"rnn.weight_hh_l0": 1.0}},
        ),
    ]
    for told, numbers in wrong:
        with pytest.raises(AssertionError, match=told):
            asserted(text, **right | numbers)


@pytest.mark.parametrize(
    "case",
    [Case("rnn", num_layers=2), Case("gru", "tanh", "sum", bidirectional=True), Case("rnn", truncate=2)],
    ids=lambda case: case.name,
)
def test_what_no_short_module_holds_is_refused(case: Case) -> None:
    with pytest.raises(NotAModule):
        module.text(case.run(), SAY[0])


def test_a_state_is_where_it_begins() -> None:
    for cell in pytorch.MODULES:
        run = Case(cell, with_state=True).run()
        (line,) = [line for line in code(module.text(run, SAY[0])).splitlines() if line.startswith("logits = ")]
        begin = ast.literal_eval(line.partition("ids, ")[2].removesuffix(")").replace("torch.tensor(", "("))
        parts = begin if len(run.initial_state) > 1 else (begin,)
        assert list(parts) == [values.tolist() for values in run.initial_state.values()]


def test_each_cell_s_line_is_of_its_own_sizes() -> None:
    lines = module.text(Case("lstm").run(), SAY[0]).splitlines()
    assert any("nn.LSTM(4, 5)" in line and "(20×4)" in line and "(20×5)" in line for line in lines)
    numbers = module.text(Case("gru", "tanh", "forecast", numbers=3, outputs=3).run(), SAY[0])
    assert "nn.Embedding" not in numbers
    assert "        for x in x:" not in numbers
    assert "every.append(out)" in numbers


@pytest.mark.skipif(WITH_TORCH is None, reason="no torch here; `make golden` runs every case in PyTorch")
@pytest.mark.parametrize("cell", pytorch.MODULES)
@pytest.mark.parametrize("say", SAY, ids=lambda say: say.code)
def test_pytorch_gives_the_page_s_numbers(cell: str, say: Any, tmp_path: Path) -> None:
    run = Case(cell).run()
    path = tmp_path / "rnn-flow.py"
    path.write_text(module.text(run, say), encoding="utf-8")
    (tmp_path / pytorch.WEIGHTS).write_bytes(b"".join(safetensors.pieces(run.network.state_dict())))
    assert WITH_TORCH
    done = subprocess.run([WITH_TORCH, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("OK: 6 h, 6 gradient norms and 1 loss of 6 steps")
