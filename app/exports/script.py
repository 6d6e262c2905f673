"""The PyTorch form of a run: a script that makes the same network, reads the sentence and asserts the same numbers.

It needs torch and nothing else. It contains all parameters and numbers; the parameters of a large network are in a file
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from ..engine import losses, params, reader, unroll
from ..engine.cells.base import Array
from ..engine.errors import NotInPyTorch
from ..engine.network import Network
from ..engine.params import Head, Layer
from ..engine.run import Run

MEDIA_TYPE = "text/x-python; charset=utf-8"
WEIGHTS = "weights.safetensors"
INLINE = 4_000
"""The most parameters that the script itself contains."""
SHOWN = 50_000
"""The most numbers of h that it contains; of a longer run it has the last h only."""
TOLERANCE = 1e-9
"""Relative: what the assertions allow."""
JITTER, LAST_BIT, ROUNDED = 2.0**-50, 2.0**-52, 2
"""The parameters of one twin are moved by JITTER; the values near 1 of ROUNDED others by LAST_BIT."""
AGREES = TOLERANCE / 100
"""Two orders of summing may differ by no more, for the numbers to be compared."""
SMALLEST, LARGEST = -290.0, 290.0
"""Gradients whose log10 lies between are doubles with all their digits, in PyTorch too."""
MODULES = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
"""PyTorch's module by cell; other cells have no script."""


def pieces(run: Run) -> Iterator[bytes]:
    """The script of a run of one layer, in one piece: what can go wrong goes wrong before anything is sent."""
    return iter((script(run).encode(),))


def script(run: Run) -> str:
    """The script as text. Raises NotInPyTorch."""
    if run.cell not in MODULES:
        raise NotInPyTorch(run.cell, tuple(MODULES))
    values = {
        "title": f"RNN Flow: {run.cell.upper()}, {run.objective}, {len(run.tokens)} tokens",
        "weights_note": f"\nIt reads {WEIGHTS}, which lies beside it." if _is_large(run.network) else "",
        "imports": "import json\nfrom pathlib import Path\n\n" if _is_large(run.network) else "",
        "tokens": _lines(run.tokens),
        "vocabulary": _lines(run.vocabulary),
        "input_size": run.x.shape[1],
        "hidden_size": run.h.shape[1],
        "module": MODULES[run.cell],
        "nonlinearity": f', nonlinearity="{run.nonlinearity}"' if run.cell == "rnn" else "",
        "weights": _weights(run.network),
        "state": _state(run),
        "h_of": "state[0]" if run.c is not None else "state",
        "loss": _loss(run),
        **_expected(run),
    }
    return re.sub(r"<<(\w+)>>", lambda found: str(values[found[1]]), TEMPLATE)


TEMPLATE = '''"""<<title>>

Makes the network of the page in PyTorch, reads the sentence, carries the gradient of the loss back with autograd, and
asserts that the loss, every h_t and every gradient norm are the page's.<<weights_note>>
"""

<<imports>>import torch
from torch import nn

torch.set_default_dtype(torch.float64)

TOKENS = <<tokens>>
VOCABULARY = <<vocabulary>>


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(VOCABULARY), <<input_size>>)
        self.rnn = nn.<<module>>(<<input_size>>, <<hidden_size>><<nonlinearity>>)
        self.linear = nn.Linear(<<hidden_size>>, len(VOCABULARY))


<<cross_entropy>><<weights>>

# What the page shows, by step.<<left_out>>
LOSS = <<expected_loss>>
H = <<expected_h>>
GRAD_NORM = <<expected_norms>>
TOLERANCE = <<tolerance>>

network = Network()
network.load_state_dict(WEIGHTS)
ids = torch.tensor([VOCABULARY.index(token) for token in TOKENS])
x = network.embedding(ids)

# One word at a time, so that autograd keeps ∂L/∂h_t through every path: h_t is the state, and all that follows uses it.
state = <<state>>
states, h = [], []
for t in range(len(TOKENS)):
    _, state = network.rnn(x[t : t + 1], state)
    <<h_of>>.retain_grad()
    states.append(<<h_of>>)
    h.append(<<h_of>>[0])
logits = network.linear(torch.stack(h))
loss = <<loss>>
loss.backward()


def norm(v):
    """Its length, by way of its largest number: squares of very small ones would vanish."""
    largest = 0.0 if v is None else float(v.abs().max())
    return largest * float((v / largest).norm()) if largest else 0.0


grad_norm = [norm(s.grad) for s in states]
for t, token in enumerate(TOKENS):
    print(f"{t:5}  |grad| {grad_norm[t]:.6e}  {ascii(token)}  h {[round(n, 6) for n in h[t].tolist()]}")
print("loss", loss.item())


for page in LOSS:
    assert abs(loss.item() - page) <= TOLERANCE * max(1.0, abs(page)), ("loss", loss.item(), page)
for t, page in H.items():
    page = torch.tensor(page)
    assert (h[t] - page).abs().max() <= TOLERANCE * page.abs().max(), ("h", t, h[t], page)
for t, page in GRAD_NORM.items():
    assert abs(grad_norm[t] - page) <= TOLERANCE * page, ("gradient norm", t, grad_norm[t], page)
print(f"OK: {len(H)} h, {len(GRAD_NORM)} gradient norms and {len(LOSS)} loss of {len(TOKENS)} steps are the page's.")
'''


def _is_large(net: Network) -> bool:
    return sum(array.size for array in net.state_dict().values()) > INLINE


def _weights(net: Network) -> str:
    if _is_large(net):
        return f'''def load(path):
    """A safetensors file of float64, as safetensors.torch.load_file reads it."""
    data = Path(path).read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    header.pop("__metadata__", None)
    return {{
        name: torch.frombuffer(
            bytearray(data[begin + info["data_offsets"][0] : begin + info["data_offsets"][1]]), dtype=torch.float64
        ).reshape(info["shape"])
        for name, info in header.items()
    }}


WEIGHTS = load(Path(__file__).with_name("{WEIGHTS}"))'''
    entries = "".join(f'    "{name}": torch.tensor({_numbers(array)}),\n' for name, array in net.state_dict().items())
    return f"WEIGHTS = {{\n{entries}}}"


def _numbers(array: Array) -> str:
    """Exact doubles, a row a line."""
    if array.ndim == 1:
        return repr(array.tolist())
    return "[\n" + "".join(f"        {row!r},\n" for row in array.tolist()) + "    ]"


def _lines(texts: tuple[str, ...]) -> str:
    """Texts as a list, ASCII only, whatever they hold."""
    return "[" + ", ".join(ascii(text) for text in texts) + "]"


def _state(run: Run) -> str:
    """The state to begin from, as nn.RNN takes it."""
    parts = [f"torch.tensor([{part[0].tolist()!r}])" for part in run.initial_state.values()]
    if not any(part.any() for part in run.initial_state.values()):
        return "None"
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"


def _loss(run: Run) -> str:
    question = run.question
    scored = list(question.scored)
    if not question.of_head:
        return f"h[{scored[0]}].sum()"
    if not scored:
        return "0 * logits.sum()"
    part = f"{scored[0]}:{scored[-1] + 1}"
    targets = "ids[1:]" if len(scored) > 1 else f"torch.tensor([{question.targets[scored[0]]}])"
    name = "cross_entropy" if _is_certain(run) else "nn.functional.cross_entropy"
    return f"{name}(logits[{part}], {targets})"


CERTAIN = 1 - 1e-5
"""From this probability on the derivative of PyTorch's cross_entropy, softmax − 1, has lost too many digits."""
CROSS_ENTROPY = '''def cross_entropy(logits, targets):
    """nn.functional.cross_entropy, but with all digits in the derivative where the network is nearly certain."""
    rows = torch.arange(len(logits))
    others = torch.ones_like(logits, dtype=torch.bool)
    others[rows, targets] = False
    apart = (logits - logits[rows, targets][:, None])[others].reshape(len(logits), -1)
    return torch.logsumexp(torch.cat([torch.zeros(len(logits), 1), apart], dim=1), dim=1).mean()


'''


def _is_certain(run: Run) -> bool:
    """Whether the head gives a target so much probability that PyTorch's derivative would lose digits."""
    for steps, probabilities in losses.probabilities(run.network.head, run.h):
        for t in range(max(steps.start, run.question.scored.start), min(steps.stop, run.question.scored.stop)):
            if probabilities[t - steps.start, run.question.targets[t]] > CERTAIN:
                return True
    return False


@np.errstate(all="ignore")
def _expected(run: Run) -> dict[str, str]:
    """The numbers to assert: those that do not depend on the order in which a sum is added up.

    A chaotic network carries the last bit of a sum into every digit after some steps, so no two programs agree on it
    from there on. Nor do they agree on the slope of a saturated tanh or σ, what the last bits of its value leave of 1.
    Which numbers they do agree on is found by twins of the run: one with its units and inputs in reverse, one whose
    parameters, and some whose gates and states on the way back, differ in their last bits.
    """
    twins = [_reversed(run), _jittered(run), *(_rounded(run, k) for k in range(ROUNDED))]
    sizes = np.abs(run.h).max(axis=1)
    apart = np.max([np.abs(run.h - h).max(axis=1) for h, _ in twins], axis=0) > AGREES * sizes
    alike = int(apart.argmax()) if apart.any() else len(run.h)
    chosen = range(alike) if alike * run.h.shape[1] <= SHOWN else range(alike - 1, alike)
    log10 = run.grad_norms.log10
    zero = np.isneginf(log10)
    within = zero | ((log10 > SMALLEST) & (log10 < LARGEST))
    within = np.logical_and.accumulate(within[::-1])[::-1]
    for _, other in twins:
        within &= (zero & np.isneginf(other)) | (np.abs(log10 - other) < AGREES)
    norms = run.grad_norms.value
    with_loss = not run.question.scored or run.question.scored[-1] < alike
    left_out = [
        "" if alike == len(run.h) else f"\n# From step {alike} on this network is chaotic: the last digit decides.",
        "" if within.all() else "\n# Gradients too small or too large for a double, or chaotic, are left out.",
    ]
    return {
        "left_out": "".join(left_out),
        "expected_loss": repr([run.loss] if with_loss else []),
        "expected_h": _by_step((t, run.h[t].tolist()) for t in chosen),
        "expected_norms": _by_step((int(t), float(norms[t])) for t in np.flatnonzero(within)),
        "tolerance": repr(TOLERANCE),
        "cross_entropy": CROSS_ENTROPY if run.question.of_head and _is_certain(run) else "",
    }


def _by_step(entries: Iterable[tuple[int, object]]) -> str:
    return "{\n" + "".join(f"    {t}: {value!r},\n" for t, value in entries) + "}"


def _reversed(run: Run) -> tuple[Array, Array]:
    """The same run of the same network, its inputs and units in reverse: h (T, H) and log10 of the gradients (T,)."""
    net, (layer,) = run.network, run.network.layers
    order, cell = slice(None, None, -1), layer.cell

    def units(array: Array) -> Array:
        """Rows (G·H, …), reversed within each gate."""
        return array.reshape(len(cell.gates), cell.hidden_size, -1)[:, order].reshape(array.shape)

    arrays = {
        "weight_ih": units(layer.weight_ih)[:, order],
        "weight_hh": units(layer.weight_hh)[:, order],
        "bias_ih": units(layer.bias_ih),
        "bias_hh": units(layer.bias_hh),
    }
    head = Head(np.ascontiguousarray(net.head.weight[:, order]), net.head.bias)
    embedding = np.ascontiguousarray(net.embedding[:, order])
    state = {part: values[0, order] for part, values in run.initial_state.items()}
    twin = _again(run, Network(net.vocabulary, embedding, (Layer(cell, **arrays),), head), state)
    return twin.h[:, order], twin.grad_norms.log10


def _jittered(run: Run) -> tuple[Array, Array]:
    """The same run of a network whose parameters differ by some last bits: h (T, H), log10 of the gradients (T,)."""
    layer, head = run.network.layers[0], run.network.head

    def moved(name: str, array: Array) -> Array:
        signs = params.signs(("jitter", name), array.size).reshape(array.shape)
        return array * (1 + JITTER * signs)

    arrays = {name: moved(name, getattr(layer, name)) for name in params.NAMES}
    other = Head(moved("linear.weight", head.weight), head.bias)
    twin = _again(run, replace(run.network, layers=(Layer(layer.cell, **arrays),), head=other), run.initial_state)
    return twin.h, twin.grad_norms.log10


def _rounded(run: Run, label: int) -> tuple[Array, Array]:
    """The same run carried back through values whose last bits differ: h (T, H), log10 of the gradients (T,).

    A careful σ is right to its own last bit, the other to that of 1.
    """
    trace = run.trace
    if run.nonlinearity == "relu":
        return run.h, run.grad_norms.log10

    def moved(name: str, array: Array, by: Array | float) -> Array:
        signs = params.signs(("last bit", label, name), array.size).reshape(array.shape)
        return array + signs * by

    careful = trace.layer.cell.is_careful
    h, *others = trace.states
    slopes = [np.maximum(1 - np.tanh(part) ** 2, LAST_BIT) for part in others]
    cells = [moved("c", part, LAST_BIT / slope) for part, slope in zip(others, slopes, strict=True)]
    moved_trace = trace._replace(
        every_gate=moved("gates", trace.every_gate, LAST_BIT * (np.abs(trace.every_gate) if careful else 1.0)),
        states=(moved("h", h, LAST_BIT), *cells),
    )
    adjoint = unroll.backward(moved_trace, run.adjoint.entering)
    return run.h, adjoint.norms[0].log10


def _again(run: Run, net: Network, state: dict[str, Array]) -> Run:
    return reader.answer(net, run.tokens, run.token_ids, run.question, state=state)
