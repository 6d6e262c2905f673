"""The edits of a request → those of the engine: words become vectors, other sentences the states they leave."""

from __future__ import annotations

from ..engine import reader, tokens, whatif
from ..engine.cells.base import Array
from ..engine.errors import EmptySentence, NoSuchStep, NoSuchUnit, NotOneToken
from . import compute
from .schemas import Edit, Source, WhatIfRequest
from .work import Words


def edited(request: WhatIfRequest, words: Words) -> tuple[Words, list[whatif.Edit]]:
    """The words of the edited sentence, and the edits.

    Raises EngineError, named `edits.0.t` and so on, for a step, a unit, a token or a vector that is none.
    """
    texts, edits = list(words), []
    for place, edit in enumerate(request.edits):
        name = f"edits.{place}"
        if edit.t >= len(words):
            raise NoSuchStep(f"{name}.t", edit.t, len(words) - 1)
        if edit.token is not None:
            texts[edit.t] = _token(request, edit.token, f"{name}.token")
            edits.append(_word(request, edit.t, texts[edit.t]))
        else:
            edits.append(_of_state(request, edit, name))
    return tuple(texts), edits


def _token(request: WhatIfRequest, text: str, name: str) -> str:
    """The text as the tokenizer has it. Raises NotOneToken."""
    try:
        found = tokens.tokenize(text, request.tokenizer)
    except EmptySentence:
        found = ()
    if len(found) != 1:
        raise NotOneToken(name, text, request.tokenizer)
    return found[0]


def _word(request: WhatIfRequest, t: int, word: str) -> whatif.Edit:
    return whatif.Word(t, compute.seeded(request, (word,), headless=True).embedding[0])


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
        words = tokens.tokenize(source.sentence, request.tokenizer)
    except EmptySentence:
        raise EmptySentence(request.tokenizer, f"{name}.sentence") from None
    if source.t >= len(words):
        raise NoSuchStep(f"{name}.t", source.t, len(words) - 1)
    net = compute.seeded(request, words, headless=True)
    (trace,) = reader.read(net, net.ids(words[: source.t + 1]))
    return tuple(rows[-1] for rows in trace.states)
