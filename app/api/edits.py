"""The edits of a request → the engine's edits: words become vectors, other sentences become states."""

from __future__ import annotations

from ..engine import reader, tokens, whatif
from ..engine.cells.base import Array
from ..engine.errors import EmptySentence, NoSuchStep, NoSuchUnit, NotOneToken
from ..engine.tokens import Text
from . import compute
from .schemas import Edit, Source, WhatIfRequest


def edited(request: WhatIfRequest, text: Text) -> tuple[tuple[str, ...], list[whatif.Edit]]:
    """The tokens of the edited sentence, and the edits.

    Raises EngineError, named `edits.0.t` and so on, for a step, unit, token or vector that does not exist or fit.
    """
    edited_tokens, edits = list(text.tokens), []
    for index, edit in enumerate(request.edits):
        name = f"edits.{index}"
        if edit.t >= len(edited_tokens):
            raise NoSuchStep(f"{name}.t", edit.t, len(edited_tokens) - 1)
        if edit.token is not None:
            edited_tokens[edit.t] = _token(request, edit.token, f"{name}.token")
            edits.append(_word(request, edit.t, edited_tokens[edit.t]))
        else:
            edits.append(_of_state(request, edit, name))
    return tuple(edited_tokens), edits


def _token(request: WhatIfRequest, text: str, name: str) -> str:
    """The one token that the tokenizer makes of `text`. Raises NotOneToken."""
    try:
        found = tokens.tokenize(text, request.tokenizer)
    except EmptySentence:
        found = ()
    if len(found) != 1:
        raise NotOneToken(name, text, request.tokenizer)
    return found[0]


def _word(request: WhatIfRequest, t: int, token: str) -> whatif.Edit:
    return whatif.Word(t, compute.network(request, (token,), headless=True).embedding[0])


def _of_state(request: WhatIfRequest, edit: Edit, name: str) -> whatif.Edit:
    """An edit of h_t, or of all of the state after step t."""
    if edit.from_ is not None:
        return whatif.Transplant(edit.t, _transplant(request, edit.from_, f"{name}.from"))
    if edit.h is not None:
        return whatif.replacing(edit.t, edit.h, request.hidden_size, f"{name}.h")
    unit = edit.unit or 0
    if unit >= request.hidden_size:
        raise NoSuchUnit(f"{name}.unit", unit, request.hidden_size - 1)
    value = edit.set_ if edit.set_ is not None else edit.clamp
    return whatif.Unit(edit.t, unit, value or 0.0, onward=edit.clamp is not None)


def _transplant(request: WhatIfRequest, source: Source, name: str) -> tuple[Array, ...]:
    """The state, a part each (H,), that the same network has after a step of another sentence, begun from zeros."""
    try:
        other = tokens.text(source.sentence, request.tokenizer)
    except EmptySentence:
        raise EmptySentence(request.tokenizer, f"{name}.sentence") from None
    if source.t >= len(other.tokens):
        raise NoSuchStep(f"{name}.t", source.t, len(other.tokens) - 1)
    network = compute.network(request, other.vocabulary, headless=True)
    (trace,) = reader.read(network, other.ids[: source.t + 1])
    return tuple(rows[-1] for rows in trace.states)
