"""Write training.npz: what the same trainings come to in PyTorch.

    python tests/golden/make_training.py        (a Python that has torch and numpy, from the project's root)

The loop is the one of any tutorial: torch.nn.RNN, GRU or LSTM, cross_entropy or half the squared error, backward(),
clip_grad_norm_, optimizer.step(). Truncation is detach() between pieces of the sequence. PyTorch has no linear RNN:
that one is written as a loop.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
import torch

from app.training.tasks import Batch
from tests.golden.training import CASES, FILE, Case

MODULES: dict[str, Any] = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
OPTIMIZERS: dict[str, Any] = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}


def main() -> None:
    """One file for all cases."""
    torch.set_default_dtype(torch.float64)
    arrays = {f"{case.name}/{name}": array for case in CASES for name, array in values(case).items()}
    np.savez_compressed(FILE, allow_pickle=False, torch=np.array(torch.__version__), **arrays)
    print(f"{FILE.name}: {len(arrays)} arrays, {FILE.stat().st_size >> 10} KiB")


class Linear(torch.nn.RNN):  # type: ignore[misc]
    """h_t = weight_ih x_t + bias_ih + weight_hh h_{t-1} + bias_hh, in one layer."""

    def forward(self, x: Any, state: Any = None) -> Any:
        """As torch.nn.RNN's."""
        h = x.new_zeros(x.shape[1], self.hidden_size) if state is None else state[0]
        found = []
        for x_t in x:
            h = x_t @ self.weight_ih_l0.T + self.bias_ih_l0 + h @ self.weight_hh_l0.T + self.bias_hh_l0
            found.append(h)
        return torch.stack(found), h[None]


class Net(torch.nn.Module):  # type: ignore[misc]
    """Embedding or numbers → rnn → linear, with the names of the engine's state_dict."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        options, net = case.options, case.options.first_network()
        if len(net.embedding):
            self.embedding = torch.nn.Embedding(*net.embedding.shape)
        kind = {"nonlinearity": options.nonlinearity} if options.nonlinearity == "relu" else {}
        module = Linear if options.nonlinearity == "identity" else MODULES[options.cell]
        self.rnn = module(net.input_size, net.hidden_size, net.num_layers, bias=net.bias, **kind)
        self.linear = torch.nn.Linear(net.hidden_size, len(net.head.bias), bias=net.head_bias)
        self.truncate = options.truncate
        self.load_state_dict({name: torch.tensor(array) for name, array in net.state_dict().items()})

    def forward(self, batch: Batch) -> Any:
        """What the head says, (T, N, C)."""
        x = torch.tensor(batch.numbers) if batch.ids is None else self.embedding(torch.tensor(batch.ids))
        state, found = None, []
        for piece in self.pieces(x):
            h, state = self.rnn(piece, state)
            found.append(h)
            state = tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()
        return self.linear(torch.cat(found))

    def pieces(self, x: Any) -> Any:
        """The sequence in pieces of `truncate` steps, counted from its end, so that the first may be shorter."""
        if self.truncate is None:
            return (x,)
        first = len(x) % self.truncate
        return ((x[:first],) if first else ()) + x[first:].split(self.truncate)


def loss_of(y: Any, batch: Batch, *, squared: bool) -> Any:
    """The mean by the weights."""
    targets, weights = torch.tensor(batch.targets), torch.tensor(batch.weights)
    if squared:
        losses = (y - targets).square().sum(-1) / 2
    else:
        losses = torch.nn.functional.cross_entropy(y.flatten(0, 1), targets.flatten(), reduction="none")
        losses = losses.reshape(targets.shape)
    return (losses * weights).sum() / weights.sum()


def values(case: Case) -> dict[str, Any]:
    """The loss and the total norm of each step, and the parameters after the last."""
    options, net = case.options, Net(case)
    optimizer = OPTIMIZERS[options.optimizer](net.parameters(), lr=options.learning_rate)
    losses, norms = [], []
    for batch in case.batches():
        optimizer.zero_grad()
        loss = loss_of(net(batch), batch, squared=options.task.squared)
        loss.backward()
        most = float("inf") if options.clip is None else options.clip
        norms.append(torch.nn.utils.clip_grad_norm_(net.parameters(), most).item())
        losses.append(loss.item())
        optimizer.step()
    found = {name: array.numpy() for name, array in net.state_dict().items()}
    return {"losses": np.array(losses), "norms": np.array(norms)} | found


if __name__ == "__main__":
    main()
