"""A request to write on → the tokens that the network samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..engine import sampling, tokens
from ..engine.errors import NoHead, ReadsBackward, WrongHead
from ..engine.network import Network
from ..engine.sampling import Sampled
from ..engine.tokens import Stroke
from . import compute
from .input_sequence import InputSequence, field_read
from .problems import Problem, Problems, Where
from .schemas import SampleRequest

WHERE: Where = "body"
"""It comes in a body alone."""


def sampled(request: SampleRequest, read: InputSequence) -> tuple[Network, Sampled]:
    """The network, and what it writes after what is read. Raises Problems where it cannot, and EngineError."""
    if read.x is not None:
        raise Problems(Problem("sample_numbers", (WHERE, "inputs")))
    network = compute.network(request, read)
    _check(network, (WHERE, "model" if request.model else "parameters" if request.parameters else "bidirectional"))
    if not network.vocabulary:
        rows = {"rows": len(network.embedding)}
        raise Problems(Problem("sample_no_vocabulary", (WHERE, field_read(request)), rows))
    found = sampling.sample(
        network,
        read.ids,
        request.length,
        temperature=request.temperature,
        seed=request.seed,
        state=compute.initial_state(request),
    )
    return network, found


def _check(network: Network, place: tuple[str, ...]) -> None:
    """Raise Problems unless the network says the next token."""
    try:
        sampling.check(network)
    except NoHead:
        raise Problems(Problem("sample_no_head", place)) from None
    except WrongHead as error:
        counts = {"classes": error.got, "words": error.expected}
        raise Problems(Problem("sample_classes", place, counts)) from None
    except ReadsBackward:
        raise Problems(Problem("sample_bidirectional", place)) from None


class Written(NamedTuple):
    """The new tokens as they are written: how, one by one, the whole text, and whether it reads back."""

    strokes: list[Stroke]
    text: str
    reads_back: bool


def written(request: SampleRequest, read: InputSequence, new: Sequence[str]) -> Written:
    """What is read, as text, with what is written after it. Ids are first made a text themselves."""
    before = request.sentence
    if before is None:
        before = tokens.written_on("", read.tokens, request.tokenizer)
    text = tokens.written_on(before, new, request.tokenizer)
    reads_back = bool(text.strip()) and tokens.tokenize(text, request.tokenizer) == (*read.tokens, *new)
    return Written(tokens.strokes(before, new, request.tokenizer), text, reads_back)
