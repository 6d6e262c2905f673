"""The edits of a request → the engine's edits: words become vectors, other sentences become states."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..engine import params, tokens, whatif
from ..engine.cells.base import Array
from ..engine.errors import EmptySentence, NoSuchStep, NoSuchUnit, NotOneToken
from ..engine.run import Run
from . import compute
from .input_sequence import InputSequence, ids_of, number
from .problems import Problem, Problems, Where
from .schemas import Edit, Source, WhatIfRequest

WHERE: Where = "body"
"""Edits come in a body alone."""


def edited(request: WhatIfRequest, read: InputSequence, run: Run) -> tuple[tuple[str, ...], list[whatif.Edit]]:
    """The tokens of the edited sentence, and the edits.

    Raises EngineError, named `edits.0.t` and so on, for a step, unit, token or vector that does not exist or fit.
    """
    edited_tokens, edits = list(read.tokens), []
    for index, edit in enumerate(request.edits):
        name = f"edits.{index}"
        if edit.t >= len(edited_tokens):
            raise NoSuchStep(f"{name}.t", edit.t, len(edited_tokens) - 1)
        if edit.token is not None:
            edited_tokens[edit.t] = _token(request, edit.token, f"{name}.token")
            edits.append(_word(request, read, edit.t, edited_tokens[edit.t], index))
        elif edit.x is not None:
            edited_tokens[edit.t] = ", ".join(map(number, edit.x))
            edits.append(_numbers(run, edit.t, edit.x, f"{name}.x"))
        else:
            edits.append(_of_state(request, read, run, edit, index))
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


def _word(request: WhatIfRequest, read: InputSequence, t: int, token: str, index: int) -> whatif.Edit:
    """Another word. Raises Problems where numbers are read, or the vocabulary lacks it."""
    if not read.vocabulary:
        raise Problems(Problem("no_words", (WHERE, "edits", index, "token")))
    if read.network is None:
        return whatif.Word(t, compute.drawn(request, (token,), headless=True).embedding[0])
    (row,) = ids_of(read.network, (token,), (WHERE, "edits", index, "token"))
    return whatif.Word(t, read.network.embedding[row])


def _numbers(run: Run, t: int, x: Sequence[float], name: str) -> whatif.Edit:
    """Other numbers in the place of x_t. Raises WrongShape."""
    values = np.array(x, dtype=np.float64)
    params.check(name, values, (run.network.input_size,))
    return whatif.Word(t, values)


def _of_state(request: WhatIfRequest, read: InputSequence, run: Run, edit: Edit, index: int) -> whatif.Edit:
    """An edit of h_t, or of all of the state after step t."""
    size, name = run.network.hidden_size, f"edits.{index}"
    if edit.from_ is not None:
        return whatif.Transplant(edit.t, _transplant(request, read, edit.from_, index))
    if edit.h is not None:
        return whatif.replacing(edit.t, edit.h, size, f"{name}.h")
    unit = edit.unit or 0
    if unit >= size:
        raise NoSuchUnit(f"{name}.unit", unit, size - 1)
    value = edit.set_ if edit.set_ is not None else edit.clamp
    return whatif.Unit(edit.t, unit, value or 0.0, onward=edit.clamp is not None)


def _transplant(request: WhatIfRequest, read: InputSequence, source: Source, index: int) -> tuple[Array, ...]:
    """The state, a part each (H,), that the same network has after a step of another sentence, begun from zeros."""
    name, place = f"edits.{index}.from", (WHERE, "edits", index, "from", "sentence")
    if not read.vocabulary:
        raise Problems(Problem("no_words", place))
    try:
        other = tokens.text(source.sentence, request.tokenizer)
    except EmptySentence:
        raise EmptySentence(request.tokenizer, f"{name}.sentence") from None
    if source.t >= len(other.tokens):
        raise NoSuchStep(f"{name}.t", source.t, len(other.tokens) - 1)
    if read.network is None:
        network, ids = compute.drawn(request, other.vocabulary, headless=True), other.ids
    else:
        network, ids = read.network, ids_of(read.network, other.tokens, place)
    return compute.state_at(request, network, ids, source.t)
