"""Training against the same loop in PyTorch, as ratios measured side by side in one run.

    OMP_NUM_THREADS=1 python bench/training.py [--rounds N]        (a Python that has torch; else it is skipped)

A row is one step of training: draw a batch of 32, forward, loss, back through time, clip by the total norm, Adam. The
batches, the first network and the numbers are the same on both sides: float64, one thread. PyTorch's side is what one
would write to be quick: nn.Embedding → nn.RNN, GRU or LSTM on the whole sequence → nn.Linear, Adam with fused=True.
A round times one side, then the other; the median of the rounds' ratios counts. Exit status 1 where PyTorch is faster.
"""

from __future__ import annotations

import os

for _name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_name, None)
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from app.training.learner import Learner, Options
from app.training.tasks import Task
from app.training.tasks.parity import Parity
from app.training.tasks.recall import Recall
from app.training.tasks.text import Text

CELLS = ("rnn", "gru", "lstm")
SIZES = (8, 16, 32, 64)
LENGTHS = (10, 30, 100)
BATCH = 32
CALLS = 4
"""Steps a side in a round, the quickest of which counts."""


def main() -> int:
    """Print one line a row; return 1 where PyTorch is faster."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    if not find_spec("torch"):
        print(f"skipped: {sys.executable} has no torch")
        return 0
    missed = False
    for name, options in rows():
        faster, theirs, ours = ratio(torch_loop(options), Learner(options).step, rounds)
        line = f"{name:34} {faster:5.2f}× faster ({theirs * 1e3:6.2f} / {ours * 1e3:6.2f} ms; at least 1×)"
        print(line + ("" if faster >= 1 else "   MISSED"), flush=True)
        missed |= faster < 1
    return int(missed)


def rows() -> list[tuple[str, Options]]:
    """What is measured: recall at every size the page offers, then other tasks, more layers, truncation."""
    found = [
        (f"{cell} T={steps} H={size}", options(Recall(delay=steps - 1), cell=cell, hidden_size=size))
        for cell in CELLS
        for size in SIZES
        for steps in LENGTHS
    ]
    text = "".join(chr(97 + k * k % 26) for k in range(4000))
    more: list[tuple[str, Task, dict[str, Any]]] = [
        ("every step asked, T=30", Parity(length=30), {}),
        ("text of 26 letters, T=32", Text(text=text, window=32), {"input_size": 16}),
        ("two layers, T=30", Recall(delay=29), {"num_layers": 2}),
    ]
    for name, task, fields in more:
        found += [(f"{cell} {name} H=64", options(task, cell=cell, hidden_size=64, **fields)) for cell in CELLS]
    return found


def options(task: Task, **fields: Any) -> Options:
    """Of a training that goes on for as long as it is measured."""
    return Options(task, batch_size=BATCH, learning_rate=1e-3, clip=1.0, **fields)


def ratio(above: Callable[[], object], below: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median of the rounds' time ratios, and both sides' median times in seconds."""
    for _ in range(3):
        above()
        below()
    pairs = [(quickest(above), quickest(below)) for _ in range(rounds)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(a / b for a, b in pairs), statistics.median(first), statistics.median(second)


def quickest(work: Callable[[], object]) -> float:
    """Seconds of processor time of the quickest of some calls."""
    taken = []
    for _ in range(CALLS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def torch_loop(options: Options) -> Callable[[], object]:
    """A step of the same training in PyTorch, with the same batches, from the same network."""
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    task, net = options.task, options.first_network()
    module = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[options.cell]
    embedding = torch.nn.Embedding(*net.embedding.shape)
    rnn: Any = module(net.input_size, net.hidden_size, net.num_layers)
    linear = torch.nn.Linear(net.hidden_size, task.outputs)
    model = torch.nn.ModuleDict({"embedding": embedding, "rnn": rnn, "linear": linear})
    model.load_state_dict({name: torch.tensor(array) for name, array in net.state_dict().items()})
    parameters = list(model.parameters())
    adam = torch.optim.Adam(parameters, lr=options.learning_rate, fused=True)
    rng = np.random.default_rng((options.seed, 0))

    def step() -> object:
        batch = task.batch(rng, options.batch_size)
        asked = slice(int(np.flatnonzero(batch.weights.any(axis=1))[0]), None)
        ids, targets = torch.from_numpy(batch.ids), torch.from_numpy(batch.targets[asked].copy())
        adam.zero_grad()
        h, _ = rnn(embedding(ids))
        loss = torch.nn.functional.cross_entropy(linear(h[asked]).flatten(0, 1), targets.flatten())
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, options.clip or 1e9)
        adam.step()
        return loss.item(), norm.item()

    return step


if __name__ == "__main__":
    sys.exit(main())
