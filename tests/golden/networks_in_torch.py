"""What PyTorch says of the cases of networks.py; make.py writes it down.

Every number comes from a loop over PyTorch's cells, whose tensors keep their gradients: inside torch.nn.RNN, GRU and
LSTM the h of the lower layers cannot be seen. What those modules do say of the same parameters, their outputs, their
last states, and the gradients of the inputs and of every parameter, has to be the same. PyTorch has no linear cell:
`identity` is written out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from tests.golden.networks import HIDDEN_SIZE, INPUT_SIZE, Case

Array = npt.NDArray[np.float64]
Tensors = dict[str, torch.Tensor]
CELLS: dict[str, Any] = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}
MODULES: dict[str, Any] = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
PARAMETERS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def values(case: Case) -> dict[str, Array]:
    """Everything, under the names of test_networks.ours."""
    parameters, x, initial = _leaves(case)
    inputs, states, last = [x], [], []
    for layer in range(case.num_layers):
        read = [
            _direction(case, parameters, layer, back, inputs[-1], initial) for back in range(1 + case.bidirectional)
        ]
        output = torch.cat([torch.cat([state[0] for state in own]) for own in read], dim=1)
        output.retain_grad()
        inputs.append(output)
        states += read
        last += [own[0 if back else -1] for back, own in enumerate(read)]
    loss, said = _loss(case, inputs[-1], x, parameters)
    loss.backward()
    found = {"loss": loss.detach(), "output": inputs[-1].detach()}
    if said is not None:
        found["said"] = said.detach()
    for k, part in enumerate(initial):
        found[part] = torch.stack([torch.cat([state[k] for state in own]) for own in states]).detach()
        found[f"grad_{part}"] = torch.stack([torch.cat([_grad(state[k]) for state in own]) for own in states])
        found[f"final_{part}"] = torch.cat([state[k] for state in last]).detach()
        found[f"grad_initial_{part}"] = _grad(initial[part])
    found |= {f"input_grad_{layer}": _grad(inputs[layer]) for layer in range(case.num_layers)}
    grads = {f"grad {name}": _grad(parameter) for name, parameter in parameters.items()}
    total = torch.nn.utils.clip_grad_norm_([p for p in parameters.values() if p.grad is not None], 1e9)
    kept = {name: tensor.numpy().copy() for name, tensor in (found | grads | {"total_norm": total}).items()}
    if case.nonlinearity != "identity":
        _hold_against_the_module(case, kept)
    return kept


def _leaves(case: Case) -> tuple[Tensors, torch.Tensor, Tensors]:
    """The parameters, the inputs (T, I), and the initial state (L·D, H) by part, all keeping their gradients."""
    network = case.network()
    parameters = {name: torch.tensor(array, requires_grad=True) for name, array in network.state_dict().items()}
    if case.reads == "words":
        x = parameters["embedding.weight"][network.ids(case.tokens()).tolist()]
        x.retain_grad()
    else:
        x = torch.tensor(case.numbers(), requires_grad=True)
    shape = (len(network.layers), HIDDEN_SIZE)
    start = case.state() or {part: np.zeros(shape) for part in network.cell.state}
    return parameters, x, {part: torch.tensor(array, requires_grad=True) for part, array in start.items()}


def _direction(
    case: Case, parameters: Tensors, layer: int, back: int, inputs: torch.Tensor, initial: Tensors
) -> list[list[torch.Tensor]]:
    """The state after every step, [t][part], of a layer in one direction."""
    ending = f"l{layer}" + "_reverse" * back
    own = {name: parameters[f"rnn.{name}_{ending}"] for name in PARAMETERS[: 4 if case.bias else 2]}
    place = layer * (1 + case.bidirectional) + back
    state = [part[place : place + 1] for part in initial.values()]
    found: list[list[torch.Tensor]] = []
    for x_t in reversed(inputs.split(1)) if back else inputs.split(1):
        state = _step(case, own, x_t, state)
        for part in state:
            part.retain_grad()
        found.append(state)
    return found[::-1] if back else found


def _step(case: Case, own: Tensors, x_t: torch.Tensor, state: list[torch.Tensor]) -> list[torch.Tensor]:
    if case.nonlinearity == "identity":
        h = torch.nn.functional.linear(x_t, own["weight_ih"], own.get("bias_ih"))
        return [h + torch.nn.functional.linear(state[0], own["weight_hh"], own.get("bias_hh"))]
    kind = {"nonlinearity": case.nonlinearity} if case.cell == "rnn" else {}
    cell = CELLS[case.cell](own["weight_ih"].shape[1], HIDDEN_SIZE, bias=case.bias, **kind)
    new = torch.func.functional_call(cell, own, (x_t, tuple(state) if len(state) > 1 else state[0]))
    return list(new) if isinstance(new, tuple) else [new]


def _loss(
    case: Case, output: torch.Tensor, x: torch.Tensor, parameters: Tensors
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """L as app/engine/losses.py defines it, and what the head says at every step."""
    said = None
    if "linear.weight" in parameters:
        said = torch.nn.functional.linear(output, parameters["linear.weight"], parameters.get("linear.bias"))
    if case.objective == "sum" or said is None:
        return output[-1].sum(), said
    cross_entropy = torch.nn.functional.cross_entropy
    if case.objective == "forecast":
        wanted = x[1:].detach()
        return (said[:-1] - wanted).square().sum(dim=1).mean() / 2, said
    if case.objective == "label":
        return cross_entropy(said[-1:], torch.tensor([case.target])), said
    ids = torch.tensor(case.network().ids(case.tokens()))
    if case.objective == "recall":
        return cross_entropy(said[-1:], ids[:1]), said
    return cross_entropy(said[:-1], ids[1:]), said


def _hold_against_the_module(case: Case, kept: dict[str, Array]) -> None:
    """Raise AssertionError unless torch.nn.RNN, GRU or LSTM says the same."""
    parameters, x, initial = _leaves(case)
    kind = {"nonlinearity": case.nonlinearity} if case.cell == "rnn" else {}
    module = MODULES[case.cell](
        INPUT_SIZE, HIDDEN_SIZE, case.num_layers, bias=case.bias, bidirectional=case.bidirectional, **kind
    )
    own = {name.removeprefix("rnn."): array for name, array in parameters.items() if name.startswith("rnn.")}
    module.load_state_dict(own)
    start = tuple(part[:, None] for part in initial.values())
    output, end = module(x[:, None], start if len(start) > 1 else start[0])
    loss, _ = _loss(case, output[:, 0], x, parameters)
    loss.backward()
    ends = end if isinstance(end, tuple) else (end,)
    said = {"loss": loss, "output": output[:, 0], "input_grad_0": _grad(x)}
    said |= {f"final_{part}": array[:, 0] for part, array in zip(initial, ends, strict=True)}
    said |= {f"grad_initial_{part}": _grad(array) for part, array in initial.items()}
    said |= {f"grad rnn.{name}": _grad(parameter) for name, parameter in module.named_parameters()}
    for name, tensor in said.items():
        np.testing.assert_allclose(kept[name], tensor.detach().numpy(), rtol=1e-11, atol=1e-11, err_msg=name)


def _grad(tensor: torch.Tensor) -> torch.Tensor:
    """Autograd's derivative; zeros where nothing depends on the tensor."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad.clone()
