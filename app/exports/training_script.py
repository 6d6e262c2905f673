"""The PyTorch form of a training: a script that trains the same network, from the same weights, on the same batches.

It needs torch and numpy, and draws its batches as tasks/recall.py and tasks/forecast.py do. It asserts the losses of
the first steps: later ones drift apart by rounding, as training magnifies the last digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..engine.errors import NotInPyTorch, UnknownName
from ..engine.network import Network
from ..training.learner import HELD_OUT, HELD_OUT_BATCHES, TRAINING, Learner, Options
from ..training.tasks import Task
from ..training.tasks.forecast import Forecast
from ..training.tasks.recall import Recall
from .pytorch import MODULES, WEIGHTS, is_large, listed, modules, weights

TASKS = (Recall.name, Forecast.name)
"""The tasks that have a script."""
CHECKED = 20
"""The most first steps whose losses are asserted."""
TOLERANCE = 1e-6
"""Relative, as training magnifies the rounding of two programs."""


def pieces(options: Options) -> Iterator[bytes]:
    """The script of a training, in one piece: what can go wrong goes wrong before anything is sent."""
    return iter((script(options).encode(),))


def script(options: Options) -> str:
    """The script as text. Raises NotInPyTorch, and what Learner raises."""
    learner = Learner(options)
    net, task = learner.network, options.task
    if net.cell.name not in MODULES:
        raise NotInPyTorch(net.cell.name, tuple(MODULES))
    large = is_large(net)
    values = {
        "title": f"RNN Flow: {net.cell.name.upper()} learns {task.name}",
        "weights_note": f"\nIt reads {WEIGHTS}, which lies beside it." if large else "",
        "imports": "import json\nfrom pathlib import Path\n\n" if large else "",
        "task": _task(task, net),
        "options": _options(options),
        "identity": IDENTITY if net.cell.nonlinearity == "identity" else "",
        "modules": modules(net),
        "weights": weights(net),
        "losses": repr([learner.step().loss for _ in range(min(CHECKED, options.steps))]),
        "tolerance": repr(TOLERANCE),
        "cut": "tuple(part.detach() for part in state)" if len(net.cell.state) > 1 else "state.detach()",
        "batch": BATCHES[task.name],
        "optimizer": {"adam": "Adam", "sgd": "SGD"}[options.optimizer],
        "training": TRAINING,
        "held_out": HELD_OUT,
        "held_out_batches": HELD_OUT_BATCHES,
    }
    return re.sub(r"<<(\w+)>>", lambda found: str(values[found[1]]), TEMPLATE)


TEMPLATE = '''"""<<title>>

Trains the network of the page in PyTorch: from the same weights, on the same batches, with the same settings, and
asserts that the losses of the first steps are the page's. It needs torch and numpy.<<weights_note>>
"""

<<imports>>import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

<<task>>
<<options>>


<<identity>>class Network(nn.Module):
    def __init__(self):
        super().__init__()
<<modules>>


<<weights>>

# What the page shows, from the first step on.
LOSSES = <<losses>>
TOLERANCE = <<tolerance>>


<<batch>>


def read(x):
    """What the head says at each step of x (T, N, I).

    No gradient passes from one stretch of TRUNCATE steps, counted from the end, to the one before it.
    """
    stretch = TRUNCATE or len(x)
    begin, state, h = 0, None, []
    for end in range(len(x) % stretch or stretch, len(x) + 1, stretch):
        if state is not None:
            state = <<cut>>
        out, state = network.rnn(x[begin:end], state)
        h.append(out)
        begin = end
    return network.linear(torch.cat(h))


network = Network()
network.load_state_dict(WEIGHTS)
optimizer = torch.optim.<<optimizer>>(network.parameters(), lr=LEARNING_RATE)
rng = np.random.default_rng((SEED, <<training>>))
for step in range(1, STEPS + 1):
    loss, accuracy = score(*batch(rng))
    optimizer.zero_grad()
    loss.backward()
    norm = nn.utils.clip_grad_norm_(network.parameters(), float("inf") if CLIP is None else CLIP)
    optimizer.step()
    if step % max(1, STEPS // 20) == 0 or step == 1:
        print(f"step {step:6}  loss {loss.item():.6f}  right {accuracy:.3f}  |g| {norm.item():.3e}")
    for page in LOSSES[step - 1 : step]:
        assert abs(loss.item() - page) <= TOLERANCE * max(1.0, abs(page)), ("loss", step, loss.item(), page)

rng = np.random.default_rng((SEED, <<held_out>>))
with torch.no_grad():
    scores = [score(*batch(rng, held_out=True)) for _ in range(<<held_out_batches>>)]
losses, accuracies = (sum(float(each) for each in column) / len(scores) for column in zip(*scores))
print(f"held out: loss {losses:.6f}, right {accuracies:.3f}")
print(f"OK: the losses of the first {len(LOSSES)} steps are the page's.")
'''
BATCHES = {
    Recall.name: '''def batch(rng, held_out=False):
    """Symbols (T, N) as rows of the embedding; the first is asked for at the last step."""
    rows = np.array([VOCABULARY.index(symbol) for symbol in SYMBOLS])
    ids = torch.from_numpy(rows[rng.integers(len(SYMBOLS), size=(DELAY + 1, BATCH))])
    return network.embedding(ids), ids[0]


def score(x, first):
    """The loss, and the share that is right."""
    said = read(x)[-1]
    right = (said.argmax(dim=1) == first).double().mean()
    return nn.functional.cross_entropy(said, first), right.item()''',
    Forecast.name: '''def batch(rng, held_out=False):
    """Windows of the series (T, N, 1), and the number that comes after each."""
    numbers = LAST if held_out else FIRST
    starts = rng.integers(len(numbers) - WINDOW, size=BATCH)
    rows = torch.from_numpy(numbers[np.arange(WINDOW + 1)[:, None] + starts][..., None])
    return rows[:-1], rows[1:]


def score(x, following):
    """The loss, and the share that is near enough."""
    errors = read(x) - following
    return errors.square().sum(dim=2).mean() / 2, (errors.abs() <= NEAR).double().mean().item()''',
}
IDENTITY = '''class IdentityRNN(nn.RNN):
    """nn.RNN that leaves its sum as it is."""

    def forward(self, x, state=None):
        last = []
        for layer in range(self.num_layers):
            weight_ih, weight_hh, *biases = self.all_weights[layer]
            h = x.new_zeros(x.shape[1], self.hidden_size) if state is None else state[layer]
            out = []
            for x_t in x:
                h = x_t @ weight_ih.T + h @ weight_hh.T + sum(biases)
                out.append(h)
            x = torch.stack(out)
            last.append(h)
        return x, torch.stack(last)


'''


def _task(task: Task, net: Network) -> str:
    """The lines that say what is learned."""
    if isinstance(task, Recall):
        lines = (
            f"VOCABULARY = {listed(net.vocabulary or task.symbols)}",
            f"SYMBOLS = {listed(task.symbols)}",
            f"DELAY = {task.delay}  # the first symbol is asked for after this many others",
        )
    elif isinstance(task, Forecast):
        lines = (
            f"FIRST = np.array({task.numbers.tolist()!r})",
            f"LAST = np.array({replace(task, part='last').numbers.tolist()!r})  # held out, of a series long enough",
            f"WINDOW, NEAR = {task.window}, {task.tolerance!r}  # a forecast this near counts as right",
        )
    else:
        raise UnknownName("task with a script", task.name, TASKS)
    return "\n".join(lines)


def _options(options: Options) -> str:
    """The lines that say how it is learned."""
    return "\n".join(
        (
            f"SEED = {options.seed}",
            f"STEPS, BATCH = {options.steps}, {options.batch_size}",
            f"LEARNING_RATE = {options.learning_rate!r}",
            f"CLIP = {options.clip!r}  # the norm that a longer gradient is cut to; None: none is",
            f"TRUNCATE = {options.truncate!r}  # how many steps back the gradient goes; None: all the way",
        )
    )
