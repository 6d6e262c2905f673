"""The PyTorch form of a run: a script that makes the same network, reads the same input and asserts the same numbers.

It needs torch and nothing else. It contains all parameters and numbers; the parameters of a large network are in a file
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..engine import flow, losses
from ..engine.errors import NotInPyTorch
from ..engine.run import Run
from .agreement import TOLERANCE, agreement
from .pytorch import MODULES, NORM, WEIGHTS, is_large, listed, module, modules, numbers, options, weights

MEDIA_TYPE = "text/x-python; charset=utf-8"
SHOWN = 50_000
"""The most numbers of h that it contains; of a longer run it has the last h only."""


def pieces(run: Run) -> Iterator[bytes]:
    """The script of a run, in one piece: what can go wrong goes wrong before anything is sent."""
    return iter((script(run).encode(),))


def script(run: Run) -> str:
    """The script as text. Raises NotInPyTorch."""
    if run.cell not in MODULES:
        raise NotInPyTorch(run.cell, tuple(MODULES))
    net, large = run.network, is_large(run.network)
    of = "steps" if of_numbers(run) else "tokens"
    simple = len(net.layers) == 1
    values = {
        "title": f"RNN Flow: {run.cell.upper()}, {run.objective}, {run.steps} {of}",
        "what": "numbers" if of_numbers(run) else "sentence",
        "weights_note": f"\nIt reads {WEIGHTS}, which lies beside it." if large else "",
        "imports": "import json\nfrom pathlib import Path\n\n" if large else "",
        "input": what_is_read(run),
        "identity": IDENTITY if run.nonlinearity == "identity" else "",
        "modules": modules(net),
        "module": module(net),
        "weights": weights(net),
        "x": _x(run),
        "cut": _cut(run, "    " if simple else "        "),
        "states": first_state(run, 0)
        if simple
        else f"[{', '.join(first_state(run, k) for k in range(len(net.layers)))}]",
        "layers": net.num_layers,
        "directions": net.directions,
        "looked_at": f"{run.layer}, {run.direction}",
        "layer": run.layer,
        "alone": f"nn.{MODULES[run.cell]}" if run.nonlinearity != "identity" else "IdentityRNN",
        "hidden_size": net.hidden_size,
        "output_size": net.output_size,
        "options": options(net),
        "h_of": "state[0]" if run.c is not None else "state",
        "logits": f"logits = network.linear({'torch.stack(h)' if simple else 'out'})\n" if len(net.head.bias) else "",
        "loss": loss_line(run),
        **expected(run),
    }
    template = TEMPLATE.replace("<<norm>>", NORM).replace("<<read>>", SIMPLE if simple else GENERAL)
    return re.sub(r"<<(\w+)>>", lambda found: str(values[found[1]]), template)


TEMPLATE = '''"""<<title>>

Makes the network of the page in PyTorch, reads the <<what>>, carries the gradient of the loss back with autograd, and
asserts that the loss, every h_t and every gradient norm are the page's.<<weights_note>>
"""

<<imports>>import torch
from torch import nn

torch.set_default_dtype(torch.float64)

<<input>>


<<identity>>class Network(nn.Module):
    def __init__(self):
        super().__init__()
<<modules>>


<<cross_entropy>><<weights>>

# What the page shows, by step.<<left_out>>
LOSS = <<expected_loss>>
H = <<expected_h>>
GRAD_NORM = <<expected_norms>>
INPUT_GRAD_NORM = <<expected_inputs>>
# And by parameter.
PARAMETER_GRAD_NORM = <<expected_parameters>>
TOLERANCE = <<tolerance>>

network = Network()
network.load_state_dict(WEIGHTS)
<<x>>
x.retain_grad()

<<read>>
<<logits>>loss = <<loss>>
loss.backward()


<<norm>>

grad_norm = [norm(s.grad) for s in states]
input_grad_norm = [norm(None if x.grad is None else v) for v in (x if x.grad is None else x.grad)]
parameter_grad_norm = {name: norm(parameter.grad) for name, parameter in network.named_parameters()}
for t, token in enumerate(TOKENS):
    print(f"{t:5}  |grad| {grad_norm[t]:.6e}  {ascii(token)}  h {[round(n, 6) for n in h[t].tolist()]}")
print("loss", loss.item())


for page in LOSS:
    assert abs(loss.item() - page) <= TOLERANCE * max(1.0, abs(page)), ("loss", loss.item(), page)
for t, page in H.items():
    page = torch.tensor(page)
    assert (h[t] - page).abs().max() <= TOLERANCE * page.abs().max(), ("h", t, h[t], page)
for what, found, pages in (
    ("gradient norm", grad_norm, GRAD_NORM),
    ("norm of the gradient by x", input_grad_norm, INPUT_GRAD_NORM),
    ("gradient norm of", parameter_grad_norm, PARAMETER_GRAD_NORM),
):
    for key, page in pages.items():
        assert abs(found[key] - page) <= TOLERANCE * page, (what, key, found[key], page)
print(
    f"OK: {len(H)} h, {len(GRAD_NORM)} gradient norms and {len(LOSS)} loss of {len(TOKENS)} steps are the page's,"
    f" {len(INPUT_GRAD_NORM)} of their inputs and {len(PARAMETER_GRAD_NORM)} of parameters."
)
'''
SIMPLE = """\
# One step at a time, so that autograd keeps ∂L/∂h_t through every path: h_t is the state, and all that follows uses it.
state = <<states>>
states, h = [], []
for t in range(len(TOKENS)):
<<cut>>    _, state = network.rnn(x[t : t + 1], state)
    <<h_of>>.retain_grad()
    states.append(<<h_of>>)
    h.append(<<h_of>>[0])"""
GENERAL = '''STATES = <<states>>


def alone(layer, direction):
    """One layer of the network in one direction, with the same parameters."""
    one = <<alone>>(<<output_size>> if layer else x.shape[1], <<hidden_size>><<options>>)
    for name in list(one._parameters):
        setattr(one, name, getattr(network.rnn, name.replace("_l0", f"_l{layer}" + "_reverse" * direction)))
    return one


def read(one, x, state, steps):
    """One step at a time, so that autograd keeps ∂L/∂h_t through every path: all that follows uses the state."""
    states = {}
    for t in steps:
<<cut>>        _, state = one(x[t : t + 1], state)
        <<h_of>>.retain_grad()
        states[t] = <<h_of>>
    return [states[t] for t in sorted(states)]


out, inputs, every = x, [], {}
for layer in range(<<layers>>):
    inputs.append(out)
    out.retain_grad()
    for direction in range(<<directions>>):
        steps = range(len(TOKENS))[:: -1 if direction else 1]
        state = STATES[layer * <<directions>> + direction]
        every[layer, direction] = read(alone(layer, direction), out, state, steps)
    out = torch.cat([torch.cat(every[layer, direction]) for direction in range(<<directions>>)], dim=1)
# What the page shows is one layer in one direction.
x, states = inputs[<<layer>>], every[<<looked_at>>]
h = [state[0] for state in states]'''
IDENTITY = '''class IdentityRNN(nn.RNN):
    """nn.RNN that leaves its sum as it is; one layer, one direction, one step."""

    def forward(self, x, h=None):
        a = x @ self.weight_ih_l0.T + (0 if h is None else h @ self.weight_hh_l0.T)
        if self.bias:
            a = a + self.bias_ih_l0 + self.bias_hh_l0
        return a, a


'''


def of_numbers(run: Run) -> bool:
    """Whether the run reads numbers, not rows of an embedding."""
    return bool(run.token_ids[0] < 0)


def what_is_read(run: Run) -> str:
    """What is read, and the words of the embedding."""
    lines = [f"TOKENS = {listed(run.tokens or ('',) * run.steps)}"]
    if of_numbers(run):
        lines.append(f"X = {numbers(run.traces[0].x)}")
    elif not are_words(run):
        lines.append(f"IDS = {run.token_ids.tolist()!r}")
    if run.vocabulary:
        lines.append(f"VOCABULARY = {listed(run.vocabulary)}")
    return "\n".join(lines)


def are_words(run: Run) -> bool:
    """Whether each token is the word of the vocabulary that its id points to."""
    words = run.vocabulary
    return bool(words) and all(words[i] == token for i, token in zip(run.token_ids, run.tokens, strict=True))


def _x(run: Run) -> str:
    """The inputs of the first layer."""
    if of_numbers(run):
        return "x = torch.tensor(X, requires_grad=True)"
    return f"ids = {which_ids(run)}\nx = network.embedding(ids)"


def which_ids(run: Run) -> str:
    """The rows of the embedding that are read, as a tensor (T,)."""
    ids = "[VOCABULARY.index(token) for token in TOKENS]" if are_words(run) else "IDS"
    return f"torch.tensor({ids})"


def first_state(run: Run, place: int) -> str:
    """The state that a layer and direction begins from, as nn.RNN takes it."""
    values = [part[place] for part in run.initial_state.values()]
    if not any(part.any() for part in values):
        return "None"
    parts = [f"torch.tensor([{part.tolist()!r}])" for part in values]
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"


def _first_states(run: Run) -> str:
    """Those of all layers and directions, as a list."""
    return f"[{', '.join(first_state(run, k) for k in range(len(run.network.layers)))}]"


def _cut(run: Run, indent: str) -> str:
    """The lines before a step that keep the gradient from going back any further."""
    cuts = run.question.cuts
    if not cuts:
        return ""
    alone = "state.detach()" if run.c is None else "tuple(part.detach() for part in state)"
    return (
        f"{indent}if t in {cuts!r}:\n"
        f"{indent}    state = {alone}  # truncated BPTT: the gradient goes back {run.question.truncate} steps\n"
    )


def loss_line(run: Run) -> str:
    """The loss as PyTorch writes it, of `logits` (T, V) or of `h` (T rows)."""
    question = run.question
    scored = list(question.scored)
    if not question.of_head:
        return f"h[{scored[0]}].sum()" if len(run.traces) == 1 else f"out[{scored[0]}].sum()"
    if not scored:
        return "0 * logits.sum()"
    part = f"{scored[0]}:{scored[-1] + 1}"
    if question.following is not None:
        return f"(logits[{part}] - torch.tensor(X)[{scored[0] + 1}:{scored[-1] + 2}]).square().sum(dim=1).mean() / 2"
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
    for steps, probabilities in losses.probabilities(run.network.head, run.output):
        for t in range(max(steps.start, run.question.scored.start), min(steps.stop, run.question.scored.stop)):
            if probabilities[t - steps.start, run.question.targets[t]] > CERTAIN:
                return True
    return False


def expected(run: Run) -> dict[str, str]:
    """The numbers to assert: those that two programs agree on (agreement.py)."""
    found = agreement(run)
    chosen = found.h if len(found.h) * run.h.shape[1] <= SHOWN else found.h[-1:]
    norms, of_input, of_parameters = run.grad_norms.value, run.input_grad.norms().value, flow.parameter_norms(run)
    whole = len(found.h) == run.steps, len(found.norms) == run.steps
    left_out = [
        "" if whole[0] else f"\n# {_chaotic(run, len(found.h))} this network is chaotic: the last digit decides.",
        "" if whole[1] else "\n# Gradients too small or too large for a double, or chaotic, are left out.",
    ]
    return {
        "left_out": "".join(left_out),
        "expected_loss": repr([run.loss] if found.loss else []),
        "expected_h": _by_key((t, run.h[t].tolist()) for t in chosen),
        "expected_norms": _by_key((t, float(norms[t])) for t in found.norms),
        "expected_inputs": _by_key((t, float(of_input[t])) for t in found.inputs),
        "expected_parameters": _by_key((name, of_parameters[name].value.item()) for name in found.parameters),
        "tolerance": repr(TOLERANCE),
        "cross_entropy": CROSS_ENTROPY if run.question.targets.max() >= 0 and _is_certain(run) else "",
    }


def _chaotic(run: Run, alike: int) -> str:
    """The steps after the first `alike` that the direction reads."""
    return f"Up to step {run.steps - 1 - alike}" if run.direction else f"From step {alike} on"


def _by_key(entries: Iterable[tuple[object, object]]) -> str:
    return "{\n" + "".join(f"    {key!r}: {value!r},\n" for key, value in entries) + "}"
