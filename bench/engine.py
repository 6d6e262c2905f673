"""The engine's budgets, as ratios measured side by side in one run.

    python bench/engine.py [--rounds N]

Rows: against a PyTorch cell loop with retain_grad (where the Python that runs this has torch; else the row says so),
against the barest NumPy loop that gives h_t alone plus its backward twin, two layers of two directions against one
layer, and growth from T=1,000 to T=10,000.
A round times one side, then the other, a few calls each; the median of the rounds' ratios counts. One thread, float64,
H = I = 64. Exit status 1 where a budget is missed.
"""

from __future__ import annotations

import os

for _name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_name, None)
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from app.engine import reader
from app.engine.cells.base import Array
from app.engine.network import Ids, Network

STEPS, SIZE, WORDS = 200, 64, 100
CELLS = ("rnn", "gru", "lstm")
TORCH_BUDGET = {"rnn": 15.0, "gru": 12.0, "lstm": 12.0}
BARE_BUDGET = 1.3
FOUR_BUDGET = 5.0
"""Two layers of two directions are four loops; the second layer's inputs are twice as wide."""
GROWTH_BUDGET = 11.0
CALLS = 4
"""Calls a side in a round, the quickest of which counts: neither side pays for the other's traces in the caches."""


def main() -> int:
    """Print one line a measurement; return 1 where one misses its budget."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    missed = False
    for cell in CELLS:
        net, tokens = sentence(cell, STEPS)
        lines = [
            against_bare(net, tokens, rounds),
            four_loops(cell, net, tokens, rounds),
            growth(cell, max(5, rounds // 4)),
            memory(cell),
        ]
        if find_spec("torch"):
            lines.insert(0, against_torch(net, tokens, rounds))
        else:
            print(f"{cell:5} against PyTorch: skipped, {sys.executable} has no torch")
        for text, met in lines:
            print(f"{cell:5} {text}{'' if met else '   MISSED'}")
            missed |= not met
    net, tokens = sentence("rnn", 4, hidden_size=8, input_size=4)
    print(f"rnn   T=4 H=8: {1e6 * statistics.median(times(lambda: run(net, tokens), 1000)):.0f} µs a run")
    return int(missed)


def sentence(cell: str, steps: int, hidden_size: int = SIZE, input_size: int = SIZE) -> tuple[Network, list[str]]:
    """A network, and `steps` words of a hundred for it to read."""
    words = [f"w{k}" for k in range(min(WORDS, steps))]
    tokens = [words[k * 37 % len(words)] for k in range(steps)]
    net = reader.seeded(cell=cell, hidden_size=hidden_size, input_size=input_size, vocabulary=words)
    return net, tokens


def run(net: Network, tokens: list[str]) -> Array:
    """What is measured: forward, loss, every ∂L/∂h_t and the log10 of its norm."""
    return reader.run(net, tokens).grad_norms.log10


def times(work: Callable[[], object], count: int) -> list[float]:
    """Seconds of processor time each call took: on one thread the time it takes, whatever else the machine does."""
    taken = []
    for _ in range(count):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return taken


def ratio(above: Callable[[], object], below: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median of the rounds' time ratios, and both sides' median times in seconds."""
    above()
    below()
    pairs = [(min(times(above, CALLS)), min(times(below, CALLS))) for _ in range(rounds)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(a / b for a, b in pairs), statistics.median(first), statistics.median(second)


def against_torch(net: Network, tokens: list[str], rounds: int) -> tuple[str, bool]:
    """How many times faster than a loop over PyTorch's cell."""
    faster, theirs, ours = ratio(torch_loop(net, tokens), lambda: run(net, tokens), rounds)
    budget = TORCH_BUDGET[net.cell.name]
    text = f"against PyTorch: {faster:5.1f}× faster ({theirs * 1e3:.2f} / {ours * 1e3:.2f} ms; at least {budget:.0f}×)"
    return text, faster >= budget


def against_bare(net: Network, tokens: list[str], rounds: int) -> tuple[str, bool]:
    """How much longer than the barest NumPy loop."""
    bare = BARE[net.cell.name]
    slower, ours, theirs = ratio(lambda: run(net, tokens), lambda: bare(net, net.ids(tokens)), rounds)
    text = f"against the barest loop: {slower:5.2f}× its time ({ours * 1e3:.2f} / {theirs * 1e3:.2f} ms; at most 1.3×)"
    return text, slower <= BARE_BUDGET


def four_loops(cell: str, net: Network, tokens: list[str], rounds: int) -> tuple[str, bool]:
    """How much longer two layers of two directions take than one layer of one."""
    sizes: dict[str, Any] = {"hidden_size": SIZE, "input_size": SIZE}
    deep = reader.seeded(cell=cell, num_layers=2, bidirectional=True, vocabulary=net.vocabulary, **sizes)
    longer, ours, one = ratio(lambda: run(deep, tokens), lambda: run(net, tokens), rounds)
    text = f"two layers, two directions: {longer:5.2f}× one ({ours * 1e3:.2f} / {one * 1e3:.2f} ms; at most 5×)"
    return text, longer <= FOUR_BUDGET


def growth(cell: str, rounds: int) -> tuple[str, bool]:
    """How much longer ten times the text takes."""
    long, short = sentence(cell, 10_000), sentence(cell, 1_000)
    longer, ours, theirs = ratio(lambda: run(*long), lambda: run(*short), rounds)
    text = f"T=10,000 against T=1,000: {longer:5.2f}× the time ({ours * 1e3:.1f} / {theirs * 1e3:.2f} ms; at most 11×)"
    return text, longer <= GROWTH_BUDGET


def memory(cell: str) -> tuple[str, bool]:
    """How much more memory ten times the text takes at its peak."""
    long, short = (_peak(*sentence(cell, steps)) for steps in (10_000, 1_000))
    return (
        f"T=10,000 against T=1,000: {long / short:5.2f}× the memory ({long >> 20} MiB)",
        long / short <= GROWTH_BUDGET,
    )


def _peak(net: Network, tokens: list[str]) -> int:
    tracemalloc.start()
    run(net, tokens)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def torch_loop(net: Network, tokens: list[str]) -> Callable[[], object]:
    """The same run as the loop in PyTorch's documentation of its cells, with retain_grad on every state."""
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    size, name = net.cell.hidden_size, net.cell.name
    cell: Any = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}[name](size, size)
    embedding, linear = torch.nn.Embedding(*net.embedding.shape), torch.nn.Linear(size, len(net.vocabulary))
    ids = torch.tensor(net.ids(tokens))

    def loop() -> object:
        state = (torch.zeros(1, size),) * len(net.cell.state)
        kept = []
        inputs = embedding(ids)[:, None]
        for t in range(len(ids)):
            new = cell(inputs[t], state if name == "lstm" else state[0])
            state = new if name == "lstm" else (new,)
            for part in state:
                part.retain_grad()
            kept.append(state)
        torch.nn.functional.cross_entropy(linear(state[0]), ids[:1]).backward()
        return [part.grad for state in kept for part in state]

    return loop


def _ends(net: Network, ids: Ids, h: Array) -> Array:
    """∂L/∂h_{T-1} of `recall`."""
    logits = net.head.weight @ h + net.head.bias
    p = np.exp(logits - logits.max())
    p /= p.sum()
    p[ids[0]] -= 1
    d_h: Array = p @ net.head.weight
    return d_h


def bare_rnn(net: Network, ids: Ids) -> Array:
    """h_t, then ∂L/∂h_t, and nothing else."""
    layer = net.layers[0]
    hs, grads, h = np.empty((len(ids), SIZE)), np.empty((len(ids), SIZE)), np.zeros(SIZE)
    weight = np.ascontiguousarray(layer.weight_hh.T)
    inputs = net.embedding[ids] @ layer.weight_ih.T + (layer.bias_ih + layer.bias_hh)
    for t, a in enumerate(inputs):
        h = np.tanh(a + h @ weight)
        hs[t] = h
    d_h = _ends(net, ids, h)
    for t in range(len(ids) - 1, -1, -1):
        grads[t] = d_h
        d_h = (d_h * (1 - hs[t] ** 2)) @ layer.weight_hh
    return grads


def bare_gru(net: Network, ids: Ids) -> Array:
    """h_t, then ∂L/∂h_t, and nothing else."""
    layer, n2 = net.layers[0], 2 * SIZE
    grads, h, kept = np.empty((len(ids), SIZE)), np.zeros(SIZE), []
    weight = np.ascontiguousarray(layer.weight_hh.T)
    inputs = net.embedding[ids] @ layer.weight_ih.T + layer.bias_ih
    for a in inputs:
        hh = h @ weight + layer.bias_hh
        rz = 1 / (1 + np.exp(-(a[:n2] + hh[:n2])))
        r, z = rz[:SIZE], rz[SIZE:]
        n = np.tanh(a[n2:] + r * hh[n2:])
        kept.append((h, r, z, n, hh[n2:]))
        h = n + z * (h - n)
    d_h, d_hh = _ends(net, ids, h), np.empty(3 * SIZE)
    for t in range(len(ids) - 1, -1, -1):
        grads[t] = d_h
        before, r, z, n, hh_n = kept[t]
        d_n = d_h * (1 - z) * (1 - n * n)
        d_hh[:SIZE] = d_n * hh_n * r * (1 - r)
        d_hh[SIZE:n2] = d_h * (before - n) * z * (1 - z)
        d_hh[n2:] = d_n * r
        d_h = d_h * z + d_hh @ layer.weight_hh
    return grads


def bare_lstm(net: Network, ids: Ids) -> Array:
    """h_t, then ∂L/∂h_t, and nothing else."""
    layer, n2, n3 = net.layers[0], 2 * SIZE, 3 * SIZE
    grads, h, c, kept = np.empty((len(ids), SIZE)), np.zeros(SIZE), np.zeros(SIZE), []
    weight = np.ascontiguousarray(layer.weight_hh.T)
    inputs = net.embedding[ids] @ layer.weight_ih.T + (layer.bias_ih + layer.bias_hh)
    for x in inputs:
        a = x + h @ weight
        i_f = 1 / (1 + np.exp(-a[:n2]))
        i, f = i_f[:SIZE], i_f[SIZE:]
        g = np.tanh(a[n2:n3])
        o = 1 / (1 + np.exp(-a[n3:]))
        new = f * c + i * g
        tanh_c = np.tanh(new)
        kept.append((i, f, g, o, c, tanh_c))
        h, c = o * tanh_c, new
    d_h, d_c, d_hh = _ends(net, ids, h), np.zeros(SIZE), np.empty(4 * SIZE)
    for t in range(len(ids) - 1, -1, -1):
        grads[t] = d_h
        i, f, g, o, before, tanh_c = kept[t]
        d_c = d_c + d_h * o * (1 - tanh_c * tanh_c)
        d_hh[:SIZE] = d_c * g * i * (1 - i)
        d_hh[SIZE:n2] = d_c * before * f * (1 - f)
        d_hh[n2:n3] = d_c * i * (1 - g * g)
        d_hh[n3:] = d_h * tanh_c * o * (1 - o)
        d_c = d_c * f
        d_h = d_hh @ layer.weight_hh
    return grads


BARE = {"rnn": bare_rnn, "gru": bare_gru, "lstm": bare_lstm}

if __name__ == "__main__":
    sys.exit(main())
