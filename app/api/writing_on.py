"""A request to write on → the tokens that the network samples."""

from __future__ import annotations

from collections.abc import Sequence

from ..engine import sampling, tokens
from ..engine.errors import NoHead, ReadsBackward, WrongHead
from ..engine.network import Network
from ..engine.sampling import Sampled
from . import compute
from .problems import Problem, Problems, Where
from .reading import Reading, field_read
from .schemas import SampleRequest

WHERE: Where = "body"
"""It comes in a body alone."""


def sampled(request: SampleRequest, read: Reading) -> tuple[Network, Sampled]:
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


def text(request: SampleRequest, read: Reading, new: Sequence[str]) -> tuple[str, bool]:
    """What is read with what is written after it, as text, and whether the tokenizer reads the same tokens in it."""
    if request.sentence is not None:
        found = tokens.written_on(request.sentence, new, request.tokenizer)
    else:
        found = tokens.written_on("", (*read.tokens, *new), request.tokenizer)
    return found, bool(found) and tokens.tokenize(found, request.tokenizer) == (*read.tokens, *new)
