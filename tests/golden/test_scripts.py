"""The PyTorch scripts: their syntax, the numbers in them, and their assertions. `make golden` runs them."""

from __future__ import annotations

import ast
import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import flow, reader
from app.engine.run import Run
from app.exports import pytorch, safetensors, script
from tests.golden.scripts import CASES, CERTAIN, Case
from tests.quick import share


def constants(source: str) -> dict[str, Any]:
    """The assignments of the script that are plain values."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def weights(source: str) -> dict[str, Any]:
    """The numbers of WEIGHTS, where they are in the script: {"rnn.weight_ih_l0": torch.tensor([…]), …}."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "WEIGHTS":
            assert isinstance(node.value, ast.Dict)
            found = {}
            for name, call in zip(node.value.keys, node.value.values, strict=True):
                assert name is not None
                assert isinstance(call, ast.Call)
                assert ast.unparse(call.func) == "torch.tensor"
                (numbers,) = call.args
                found[ast.literal_eval(name)] = ast.literal_eval(numbers)
            return found
    raise AssertionError("no WEIGHTS")


@pytest.mark.parametrize("cell", pytorch.MODULES)
def test_it_starts_from_the_run_s_state(cell: str) -> None:
    run = Case(cell, with_state=True).run()
    (line,) = [line for line in script.script(run).splitlines() if line.startswith("state = ")]
    given = ast.literal_eval(line.removeprefix("state = ").replace("torch.tensor(", "("))
    parts = given if len(run.initial_state) > 1 else (given,)
    assert list(parts) == [values.tolist() for values in run.initial_state.values()]
    assert "state = None\n" in script.script(Case(cell).run())


LINES: list[tuple[Case, str]] = [
    (Case("rnn"), 'self.rnn = nn.RNN(4, 5, nonlinearity="tanh")'),
    (Case("rnn", "relu", hidden_size=3), 'self.rnn = nn.RNN(4, 3, nonlinearity="relu")'),
    (Case("gru"), "self.rnn = nn.GRU(4, 5)"),
    (Case("lstm"), "self.rnn = nn.LSTM(4, 5)"),
    (Case("lstm"), "self.linear = nn.Linear(5, len(VOCABULARY))"),
    (Case("lstm"), "state[0].retain_grad()"),
    (Case("gru"), "state.retain_grad()"),
    (Case("rnn"), "loss = nn.functional.cross_entropy(logits[5:6], torch.tensor([0]))"),
    (Case("rnn", loss_at=2, target=1), "loss = nn.functional.cross_entropy(logits[2:3], torch.tensor([1]))"),
    (Case("rnn", objective="next-token"), "loss = nn.functional.cross_entropy(logits[0:5], ids[1:])"),
    (
        Case("rnn", objective="next-token", loss_at=1),
        "loss = nn.functional.cross_entropy(logits[1:2], torch.tensor([4]))",
    ),
    (Case("rnn", objective="next-token", steps=1), "loss = 0 * logits.sum()"),
    (Case("rnn", objective="sum"), "loss = h[5].sum()"),
    (Case("rnn", objective="sum", loss_at=2), "loss = h[2].sum()"),
    (Case("rnn"), "TOLERANCE = 1e-09"),
]


@pytest.mark.parametrize(("case", "line"), LINES, ids=lambda part: part if isinstance(part, str) else "")
def test_the_lines_that_say_which_network_and_which_loss(case: Case, line: str) -> None:
    assert line in [own.strip() for own in script.script(case.run()).splitlines()]


class Tensor(np.ndarray[Any, np.dtype[np.float64]]):
    """What the assertions need of torch.Tensor."""

    def abs(self) -> Tensor:
        return np.abs(self).view(Tensor)


def tensor(values: npt.ArrayLike) -> Tensor:
    return np.array(values).view(Tensor)


def assert_by_the_script(
    source: str,
    loss: float,
    h: list[npt.NDArray[np.float64]],
    norms: list[float],
    of_inputs: list[float],
    of_parameters: dict[str, float],
) -> None:
    """Do what the script does once it has these numbers of PyTorch's."""
    given = {
        **constants(source),
        "torch": SimpleNamespace(tensor=tensor),
        "loss": SimpleNamespace(item=lambda: loss),
        "h": [tensor(row) for row in h],
        "grad_norm": norms,
        "input_grad_norm": of_inputs,
        "parameter_grad_norm": of_parameters,
        "print": lambda *_: None,
    }
    exec(source[source.index("for page in LOSS") :], given)


REFUSED = [Case(cell) for cell in pytorch.MODULES] + [Case("gru", "tanh", "sum", num_layers=2, bidirectional=True)]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_it_refuses_other_numbers(case: Case) -> None:
    run, off = case.run(), 1 + 1e-8
    source = script.script(run)
    parameters = {name: norm.value.item() for name, norm in flow.parameter_norms(run).items()}
    numbers: dict[str, Any] = {
        "loss": run.loss,
        "h": [*run.h],
        "norms": run.grad_norms.value.tolist(),
        "of_inputs": run.input_grad.norms().value.tolist(),
        "of_parameters": parameters,
    }
    assert_by_the_script(source, **numbers)
    with pytest.raises(AssertionError, match="loss"):
        assert_by_the_script(source, **numbers | {"loss": run.loss * off})
    said = {"h": "'h'", "norms": "'gradient norm'", "of_inputs": "'norm of the gradient by x'"}
    for name, words in said.items():
        for t in range(run.steps):
            wrong = [value * (off if k == t else 1) for k, value in enumerate(numbers[name])]
            if np.any(numbers[name][t]):
                with pytest.raises(AssertionError, match=f"{words}, {t}"):
                    assert_by_the_script(source, **numbers | {name: wrong})
    for name, norm in parameters.items():
        if norm:
            with pytest.raises(AssertionError, match=name):
                assert_by_the_script(source, **numbers | {"of_parameters": parameters | {name: norm * off}})


COMPARED = ("LOSS", "H", "GRAD_NORM", "INPUT_GRAD_NORM", "PARAMETER_GRAD_NORM")


@pytest.mark.parametrize("case", share(CASES), ids=lambda case: case.name)
def test_it_is_python_and_holds_the_run(case: Case) -> None:
    run = case.run()
    source = script.script(run)
    compile(source, "rnn-flow.py", "exec")
    assert "<<" not in source
    found = constants(source)
    assert found["TOKENS"] == list(run.tokens)
    assert found.get("VOCABULARY", []) == list(run.vocabulary)
    for t, h in found["H"].items():
        assert h == run.h[t].tolist()
    for t, norm in found["GRAD_NORM"].items():
        assert norm == run.grad_norms.value[t]
    for t, norm in found["INPUT_GRAD_NORM"].items():
        assert norm == run.input_grad.norms().value[t]
    norms = flow.parameter_norms(run)
    for name, norm in found["PARAMETER_GRAD_NORM"].items():
        assert norm == norms[name].value.item()
    assert found["LOSS"] in ([run.loss], [])
    parameters = run.network.state_dict()
    large = sum(array.size for array in parameters.values()) > pytorch.INLINE
    assert (pytorch.WEIGHTS in source) == large
    if not large:
        assert weights(source) == {name: array.tolist() for name, array in parameters.items()}
    if case.steps <= 40:
        assert {name: len(found[name]) for name in COMPARED} == {
            "LOSS": 1,
            **dict.fromkeys(("H", "GRAD_NORM", "INPUT_GRAD_NORM"), case.steps),
            "PARAMETER_GRAD_NORM": len(parameters),
        }


def test_a_chaotic_network_is_compared_as_far_as_two_programs_agree() -> None:
    run = Case("rnn", steps=400, spectral_radius=4.0, hidden_size=32).run()
    source = script.script(run)
    found = constants(source)
    assert 5 < len(found["H"]) < 200
    assert found["LOSS"] == []
    assert f"From step {len(found['H'])} on this network is chaotic" in source


def test_what_vanishes_is_left_out() -> None:
    found = constants(script.script(Case("rnn", steps=1_500, spectral_radius=0.1).run()))
    assert min(found["GRAD_NORM"]) > 1_000
    assert max(found["GRAD_NORM"]) == 1_499
    assert min(found["GRAD_NORM"].values()) > 1e-291


def test_of_a_long_run_only_the_last_h_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "SHOWN", 20)
    assert list(constants(script.script(Case("gru").run()))["H"]) == [5]


def test_near_certainty_gets_a_loss_that_keeps_its_digits() -> None:
    assert "loss = cross_entropy(" in script.script(CERTAIN.run())
    assert "loss = nn.functional.cross_entropy(" in script.script(Case("rnn").run())


def test_a_sentence_may_hold_anything() -> None:
    words = ("<<loss>>", '"""', "\\", "{0}", "나는", "\u2028", "'")
    run = reader.run(reader.seeded(vocabulary=words), words)
    assert constants(script.script(run))["TOKENS"] == list(words)


def parsed(data: bytes) -> dict[str, Any]:
    """A safetensors file, read as its description says."""
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    assert header.pop("__metadata__") == {"format": "pt"}
    found, end = {}, 0
    for name, info in header.items():
        assert info["dtype"] == "F64"
        assert info["data_offsets"][0] == end
        end = info["data_offsets"][1]
        numbers = np.frombuffer(data[begin + info["data_offsets"][0] : begin + end], dtype="<f8")
        found[name] = numbers.reshape(info["shape"])
    assert begin % safetensors.ALIGNMENT == 0
    assert begin + end == len(data)
    return found


def test_safetensors_hold_the_state_dict() -> None:
    run: Run = Case("lstm", hidden_size=7).run()
    found = parsed(b"".join(safetensors.pieces(run.network.state_dict())))
    assert list(found) == list(run.network.state_dict())
    for name, array in run.network.state_dict().items():
        np.testing.assert_array_equal(found[name], array)
