"""A run as the short nn.Module of a lesson: ten lines with `forward`, a comment at each in the reader's language.

The file is in parts that begin with `# %%`, which editors run as cells: what is read, the module, its parameters, the
sentence read and the gradient carried back, and the assertions that all of it gives the numbers of /step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..engine.errors import NotAModule, NotInPyTorch
from ..engine.network import Network
from ..engine.run import Run
from .agreement import TOLERANCE
from .pytorch import MODULES, NORM, WEIGHTS, is_large, module, weights
from .script import IDENTITY, expected, first_state, loss_line, of_numbers, what_is_read, which_ids

Say = Callable[..., str]
"""The sentence of a key, with arguments by name."""
COMMENT = "  # "
"""Between the code of a line and its comment."""


def pieces(run: Run, say: Say) -> Iterator[bytes]:
    """The file in one piece: what can go wrong goes wrong before anything is sent."""
    return iter((text(run, say).encode(),))


def text(run: Run, say: Say) -> str:
    """The file as text, its comments said by `say`. Raises NotInPyTorch and NotAModule."""
    net = run.network
    if run.cell not in MODULES:
        raise NotInPyTorch(run.cell, tuple(MODULES))
    if len(net.layers) > 1 or run.question.cuts:
        raise NotAModule
    large = is_large(net)
    values = {
        "title": say("module-title", cell=run.cell.upper(), steps=run.steps),
        "imports": "import json\nfrom pathlib import Path\n\n" if large else "",
        "input": "\n".join(read(run)),
        "identity": IDENTITY if run.nonlinearity == "identity" else "",
        "module": "\n".join(_aligned(_module(run, say))),
        "weights_note": say("module-weights-file", file=WEIGHTS) if large else say("module-weights"),
        "weights": weights(net),
        "use_note": say("module-use"),
        "keep_note": say("module-keep"),
        "h_of": "found[1]" if run.c is None else "found[1][0]",
        "kept": "h, h" if run.c is None else "h, (h, found[1][1])",
        "use": "\n".join(_aligned(_use(run, say))),
        "check_note": say("module-check"),
        "tolerance": repr(TOLERANCE),
        **expected(run),
    }
    return re.sub(r"<<(\w+)>>", lambda found: str(values[found[1]]), TEMPLATE.replace("<<norm>>", NORM))


TEMPLATE = """# <<title>>
<<imports>>import torch
from torch import nn

torch.set_default_dtype(torch.float64)
<<input>>

# %%
<<identity>>class Network(nn.Module):
<<module>>

# %% <<weights_note>>
<<weights>>

# %% <<keep_note>>
states = []


def keep(rnn, given, found):
    h = <<h_of>>
    h.retain_grad()
    states.append(h)
    return <<kept>>


<<cross_entropy>># %% <<use_note>>
network = Network()
network.load_state_dict(WEIGHTS)
network.rnn.register_forward_hook(keep)
<<use>>

# %% <<check_note>><<left_out>>
LOSS = <<expected_loss>>
H = <<expected_h>>
GRAD_NORM = <<expected_norms>>
PARAMETER_GRAD_NORM = <<expected_parameters>>
TOLERANCE = <<tolerance>>


<<norm>>

grad_norm = [norm(h.grad) for h in states]
parameter_grad_norm = {name: norm(parameter.grad) for name, parameter in network.named_parameters()}
for t, token in enumerate(TOKENS):
    print(f"{t:5}  |grad| {grad_norm[t]:.6e}  {ascii(token)}  h {[round(n, 6) for n in states[t][0].tolist()]}")
print("loss", loss.item())
for page in LOSS:
    assert abs(loss.item() - page) <= TOLERANCE * max(1.0, abs(page)), ("loss", loss.item(), page)
for t, page in H.items():
    page = torch.tensor(page)
    assert (states[t][0] - page).abs().max() <= TOLERANCE * page.abs().max(), ("h", t, states[t], page)
for what, found, pages in (
    ("gradient norm", grad_norm, GRAD_NORM),
    ("gradient norm of", parameter_grad_norm, PARAMETER_GRAD_NORM),
):
    for key, page in pages.items():
        assert abs(found[key] - page) <= TOLERANCE * page, (what, key, found[key], page)
print(
    f"OK: {len(H)} h, {len(GRAD_NORM)} gradient norms and {len(LOSS)} loss of {len(TOKENS)} steps are the page's,"
    f" and {len(PARAMETER_GRAD_NORM)} of parameters."
)
"""


def read(run: Run) -> Iterator[str]:
    """The lines that name what is read: the tokens, the numbers or ids."""
    yield what_is_read(run)
    if not of_numbers(run):
        yield f"ids = {which_ids(run)}"


Line = tuple[str, str]
"""Code, and what its comment says; nothing where it needs none."""


def _module(run: Run, say: Say) -> Iterator[Line]:
    """The lines below `class`: ten with it where the question comes once, at the end."""
    net = run.network
    sizes = {"I": net.input_size, "H": net.hidden_size, "G": net.hidden_size * len(net.cell.gates)}
    row = "rows" if of_numbers(run) else "ids"
    yield "    def __init__(self):", ""
    yield "        super().__init__()", ""
    if len(net.embedding):
        embedding = f"nn.Embedding({len(net.embedding)}, {net.input_size})"
        yield f"        self.embedding = {embedding}", say("module-embedding", V=len(net.embedding), **sizes)
    rnn = module(net).replace(', nonlinearity="tanh"', "")
    yield f"        self.rnn = {rnn}", say(f"module-{'rnn' if run.cell == 'rnn' else 'gates'}", **sizes)
    if len(net.head.bias):
        yield f"        self.linear = {_linear(net)}", say("module-linear", V=len(net.head.bias), **sizes)
    yield "", ""
    yield f"    def forward(self, {row}, h=None):", say("module-start")
    if not _once(run):
        yield "        every = []", ""
    rows = row if of_numbers(run) else f"self.embedding({row})"
    yield f"        for x in {rows}:", say("module-loop")
    yield "            out, h = self.rnn(x[None], h)", say("module-step")
    if not _once(run):
        yield "            every.append(out)", ""
    yield f"        return {_returned(run)}", say("module-answer") if run.question.of_head else ""


def _linear(net: Network) -> str:
    bias = "" if net.head_bias else ", bias=False"
    return f"nn.Linear({net.output_size}, {len(net.head.bias)}{bias})"


def _once(run: Run) -> bool:
    """Whether the loss looks at the last step alone."""
    return list(run.question.scored) == [run.steps - 1]


def _returned(run: Run) -> str:
    out = "out" if _once(run) else "torch.cat(every)"
    return f"self.linear({out})" if run.question.of_head else out


def _use(run: Run, say: Say) -> Iterator[Line]:
    """The sentence read, the loss, and the way back."""
    given = "torch.tensor(X)" if of_numbers(run) else "ids"
    state = first_state(run, 0)
    answer = "logits" if run.question.of_head else "out"
    begin = "" if state == "None" else f", {state}"
    yield f"{answer} = network({given}{begin})", say("module-forward")
    yield f"loss = {_loss(run)}", say("module-loss") if _is_entropy(run) else ""
    yield "loss.backward()", say("module-backward")


def _is_entropy(run: Run) -> bool:
    return bool(run.question.of_head and run.question.scored and run.question.following is None)


def _loss(run: Run) -> str:
    """Of the last step's answer alone, (1, V), as short as it can be said; else as the script has it."""
    if not run.question.of_head:
        return "out.sum()" if _once(run) else f"out[{run.question.scored[0]}].sum()"
    if not _once(run):
        return loss_line(run)
    name, target = loss_line(run).partition("(")[0], run.question.targets[run.steps - 1]
    first = not of_numbers(run) and target == run.token_ids[0]
    return f"{name}(logits, {'ids[:1]' if first else f'torch.tensor([{target}])'})"


def _aligned(lines: Iterator[Line]) -> Iterator[str]:
    """The lines with their comments one below the other, where these are not far from the code."""
    found = list(lines)
    width = max((len(code) for code, comment in found if comment), default=0)
    for code, comment in found:
        yield f"{code:{width}}{COMMENT}{comment}" if comment else code
