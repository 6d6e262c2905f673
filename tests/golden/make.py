"""Write the golden files: what PyTorch's cells and autograd say about every case.

    python tests/golden/make.py        (a Python that has torch and numpy, from the project's root)

The networks are loops over torch.nn.RNNCell, GRUCell and LSTMCell, because the derivative by every h_t, through every
path, is what autograd keeps for the tensors of such a loop (the output of torch.nn.RNN would hide what flows inside).
They run in batches of one: without a batch LSTMCell hands out a copy of c, whose derivative lacks the way through h.

networks_in_torch.py does the same for layers, directions, biases, numbers and the other objectives.

    python tests/golden/make.py networks        writes those files only
    python tests/golden/make.py every           writes nothing, and compares every combination with the engine
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
import numpy.typing as npt
import torch

from tests.golden import networks, networks_in_torch
from tests.golden.cases import CASES, HIDDEN_SIZE, Case
from tests.golden.networks import ours

Array = npt.NDArray[np.float64]
CELLS: dict[str, Any] = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}


def main() -> None:
    """One file a cell."""
    torch.set_default_dtype(torch.float64)
    if "every" in sys.argv:
        compare_every_network()
        return
    if "networks" not in sys.argv:
        for file, cases in groupby(CASES, key=lambda case: case.file):
            write(file, {f"{case.name}/{name}": array for case in cases for name, array in values(case).items()})
    for file, own in groupby(networks.CASES, key=lambda case: case.file):
        write(file, {case.name: networks.pack(networks_in_torch.values(case)) for case in own})


def write(file: Path, arrays: dict[str, Array]) -> None:
    """One file."""
    file.parent.mkdir(exist_ok=True)
    np.savez_compressed(file, allow_pickle=False, torch=np.array(torch.__version__), **arrays)
    print(f"{file.name}: {len(arrays)} arrays, {file.stat().st_size >> 10} KiB")


def compare_every_network() -> None:
    """Print the largest difference between the engine and PyTorch; raise AssertionError beyond 1e-9."""
    worst = 0.0
    for case in networks.EVERY_CASE:
        own = ours(case.run())
        for name, theirs in networks_in_torch.values(case).items():
            np.testing.assert_allclose(own[name].reshape(theirs.shape), theirs, rtol=1e-9, atol=1e-9, err_msg=case.name)
            worst = max(worst, float(np.abs(own[name].reshape(theirs.shape) - theirs).max()))
    print(f"{len(networks.EVERY_CASE)} networks: at most {worst:.1e} apart")


def values(case: Case) -> dict[str, Array]:
    """Loss, every h and c and their gradients (layers, T, H), the initial state's gradients, and the parameters'."""
    net = case.network()
    parameters = {name: torch.tensor(array, requires_grad=True) for name, array in net.state_dict().items()}
    cells = [_cell(case, parameters, index) for index in range(case.num_layers)]
    initial = [
        [torch.tensor(part[index : index + 1], requires_grad=True) for part in _state(case, net.cell.state).values()]
        for index in range(case.num_layers)
    ]
    ids = net.ids(case.tokens()).tolist()
    states = _read(cells, initial, parameters["embedding.weight"][ids].split(1))
    loss = _loss(case.objective, torch.cat([state[-1][0] for state in states]), parameters, ids)
    if loss.requires_grad:
        loss.backward()
    kept = {"loss": loss.detach().numpy()}
    for k, part in enumerate(net.cell.state):
        kept[part] = _stack([[state[layer][k] for state in states] for layer in range(case.num_layers)])
        kept[f"grad_{part}"] = _stack([[_grad(s[layer][k]) for s in states] for layer in range(case.num_layers)])
        kept[f"grad_initial_{part}"] = _stack([[_grad(parts[k])] for parts in initial])
    return kept | {f"grad {name}": _grad(parameter).numpy() for name, parameter in parameters.items()}


def _cell(case: Case, parameters: dict[str, torch.Tensor], index: int) -> Any:
    """PyTorch's own cell, calculating with the engine's parameters."""
    own = {name: parameters[f"rnn.{name}_l{index}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
    kind = {"nonlinearity": case.nonlinearity} if case.cell == "rnn" else {}
    cell = CELLS[case.cell](own["weight_ih"].shape[1], HIDDEN_SIZE, **kind)
    return lambda *inputs: torch.func.functional_call(cell, own, inputs)


def _state(case: Case, parts: tuple[str, ...]) -> dict[str, Array]:
    return case.state() or {part: np.zeros((case.num_layers, HIDDEN_SIZE)) for part in parts}


def _read(cells: list[Any], initial: list[list[torch.Tensor]], inputs: tuple[torch.Tensor, ...]) -> list[list[Any]]:
    """The state of every layer after every step, [t][layer][part], each keeping its gradient."""
    states, before = [], initial
    for x_t in inputs:
        after, below = [], x_t
        for cell, state in zip(cells, before, strict=True):
            new = cell(below, tuple(state) if len(state) > 1 else state[0])
            after.append(list(new) if isinstance(new, tuple) else [new])
            below = after[-1][0]
        for part in (part for state in after for part in state):
            part.retain_grad()
        states.append(after)
        before = after
    return states


def _loss(objective: str, h: torch.Tensor, parameters: dict[str, torch.Tensor], ids: list[int]) -> torch.Tensor:
    """L as app/engine/losses.py defines it; `next-token` of a single token is 0."""
    logits = h @ parameters["linear.weight"].T + parameters["linear.bias"]
    cross_entropy = torch.nn.functional.cross_entropy
    if objective == "sum":
        return h[-1].sum()
    if objective == "recall":
        return cross_entropy(logits[-1:], torch.tensor(ids[:1]))
    return cross_entropy(logits[:-1], torch.tensor(ids[1:])) if len(ids) > 1 else torch.zeros(())


def _grad(tensor: torch.Tensor) -> torch.Tensor:
    """Autograd's derivative; zeros where nothing depends on the tensor."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def _stack(rows: list[list[torch.Tensor]]) -> Array:
    stacked: Array = torch.stack([torch.cat(row) for row in rows]).detach().numpy()
    return stacked


if __name__ == "__main__":
    main()
