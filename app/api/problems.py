"""What went wrong → HTTP: the only place with status codes, and the way from an engine error to a sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import orjson
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request
from starlette.responses import Response

from app.engine import errors

Where = Literal["query", "body"]
Loc = tuple[str | int, ...]
Limits = Mapping[str, Mapping[str, Any]]

DEFAULT_STATUS = 422
STATUS = {
    "body_too_slow": 408,
    "body_too_large": 413,
    "query_too_long": 414,
    "wrong_content_type": 415,
    "overloaded": 503,
}
"""By type of problem; all others have DEFAULT_STATUS."""
REASONS: dict[int, tuple[str, frozenset[Where]]] = {
    408: ("The body did not arrive in time.", frozenset({"body"})),
    413: ("The body is over the limit.", frozenset({"body"})),
    414: ("The query string is over the limit.", frozenset({"query"})),
    415: ("The body is not said to be JSON.", frozenset({"body"})),
    422: ("A field is missing, unknown or outside its limits, or it is too much work.", frozenset({"query", "body"})),
    503: ("Too many large requests; `Retry-After` says when to come again.", frozenset({"query", "body"})),
}
SHOWN_CHARACTERS = 100
SHOWN_BYTES = 500


class Speak(Protocol):
    """A language: key and arguments → a sentence."""

    def __call__(self, key: str, /, **arguments: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; its sentence is the catalogue's `error-…` message of `key`, else of its type."""

    type: str
    loc: Loc
    arguments: Mapping[str, object] = field(default_factory=dict)
    shown: object = None
    key: str | None = None

    def detail(self, speak: Speak) -> dict[str, object]:
        """The problem as FastAPI writes one."""
        name = ".".join(part for part in self.loc[1:] if isinstance(part, str))
        key = f"error-{self.key or self.type}".replace("_", "-")
        sentence = speak(key, **{"field": name, "input": _short(self.shown), **self.arguments})
        return {"type": self.type, "loc": self.loc, "msg": sentence, "input": _bounded(self.shown)}


class Problems(Exception):
    """Raised with everything that is wrong with a request; `headers` go with the answer."""

    def __init__(self, *problems: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.headers = headers or {}

    def response(self, speak: Speak) -> Response:
        """The answer, its sentences in the language of `speak`."""
        body = orjson.dumps({"detail": [problem.detail(speak) for problem in self.problems]})
        status = STATUS.get(self.problems[0].type, DEFAULT_STATUS)
        return Response(body, status, {"vary": "accept-language", **self.headers}, media_type="application/json")


def crashed(headers: Mapping[str, str]) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The handler of what nobody foresaw: no detail leaves the server; `headers` go with the answer."""

    async def handler(_: Request, __: Exception) -> Response:
        return Response(b'{"detail":"Internal Server Error"}', 500, dict(headers), media_type="application/json")

    return handler


def reasons(where: Where) -> dict[int, str]:
    """What each status means, of those that a request with its fields in `where` may get."""
    return {status: text for status, (text, places) in REASONS.items() if where in places}


def overloaded(where: Where, retry_after: int) -> Problems:
    """The house is full; the client may come again after `retry_after` seconds."""
    problem = Problem("overloaded", (where,), {"seconds": retry_after})
    return Problems(problem, headers={"retry-after": str(retry_after)})


def from_validation(error: ValidationError, where: Where, limits: Limits) -> Problems:
    """What pydantic found, in our words; `limits` is the table of `schemas.fields`."""
    found = error.errors(include_url=False)
    inner = {each["loc"][:depth] for each in found for depth in range(1, len(each["loc"]))}
    return Problems(*(_from_pydantic(each, where, limits) for each in found if each["loc"] not in inner))


def _from_pydantic(found: ErrorDetails, where: Where, limits: Limits) -> Problem:
    loc: Loc = (where, *found["loc"])
    shown = found["input"]
    match found["type"]:
        case "missing":
            return Problem("missing", loc)
        case "extra_forbidden":
            return Problem("extra_forbidden", loc, {"known": ", ".join(limits)}, shown)
        case "json_invalid":
            return Problem("json_invalid", (where,), {"reason": found["ctx"]["error"]})
        case "model_type" if not found["loc"]:
            return Problem("not_an_object", loc, shown=shown)
        case "string_too_long":
            return Problem("string_too_long", loc, {**found["ctx"], "count": len(shown)}, shown)
        case "string_too_short":
            return Problem("empty_sentence", loc, shown=shown)
        case "string_pattern_mismatch":
            return Problem("control_character", loc, _control_character(shown), shown)
        case other:
            return _expected(other, loc, limits, shown)


def _expected(kind: str, loc: Loc, limits: Limits, shown: object) -> Problem:
    """A value outside its field's domain: the sentence says the domain, by the type in the field's schema."""
    limit = limits[str(loc[1])]
    whole = len(loc) == len(("body", "field"))
    array = whole and limit["type"] == "array"
    key = "edits" if loc[1] == "edits" else "choice" if limit["choices"] and not array else limit["type"]
    arguments = {"min": limit["min"], "max": limit["max"], "choices": ", ".join(limit["choices"] or ())}
    return Problem(kind, loc, arguments, shown, key)


def _control_character(sentence: str) -> dict[str, object]:
    """The first control character of a refused sentence and its place, counted from 0."""
    place, character = next(
        (i, c) for i, c in enumerate(sentence) if unicodedata.category(c) == "Cc" and c not in "\t\n\r"
    )
    return {"character": f"U+{ord(character):04X}", "place": place}


def from_engine(error: errors.EngineError, where: Where) -> Problems:
    """What the engine refused, beside the field that caused it."""
    problem = _of_the_question(error, where) or _of_the_numbers(error, where)
    return Problems(problem or Problem("refused", (where,), {"reason": str(error)}))


def _of_the_question(error: errors.EngineError, where: Where) -> Problem | None:
    """What was asked for and is not there."""
    match error:
        case errors.EmptySentence():
            return Problem("empty_sentence", (where, "sentence"))
        case errors.NoSuchStep(name=name, got=got, last=last):
            return Problem("not_a_step", (where, *_path(name)), {"last": last}, got)
        case errors.NoSuchUnit(name=name, got=got, last=last):
            return Problem("not_a_unit", (where, *_path(name)), {"last": last}, got)
        case errors.NotOneToken(name=name, got=got, tokenizer=tokenizer):
            return Problem("not_one_token", (where, *_path(name)), {"tokenizer": tokenizer}, got)
        case errors.NoNextToken(t=t):
            return Problem("no_next_token", (where, "loss_at"), {"t": t}, t)
        case errors.NoTarget(objective=objective):
            return Problem("target_needs_recall", (where, "target"), shown=objective)
    return None


def _of_the_numbers(error: errors.EngineError, where: Where) -> Problem | None:
    """Numbers, of the wrong count or size."""
    match error:
        case errors.OutOfRange(what=what, t=t):
            return Problem("out_of_range", (where, "spectral_radius"), {"name": what, "t": t})
        case errors.WrongShape(name=name, expected=expected, got=got):
            return Problem("state_length", (where, *_path(name)), {"expected": expected[-1], "got": got[-1]})
        case errors.WrongState(expected=expected, got=got):
            return Problem("state_parts", (where, "state"), {"expected": ", ".join(expected), "got": ", ".join(got)})
        case errors.NotFinite(name=name):
            return Problem("not_finite", (where, "state"), {"name": name})
        case errors.NoSpectralRadius(radius=radius):
            return Problem("no_spectral_radius", (where, "spectral_radius"), shown=radius)
    return None


def _path(name: str) -> Loc:
    """`edits.0.t` → where it stands."""
    return tuple(int(part) if part.isdecimal() else part for part in name.split("."))


def _short(value: object) -> str:
    """What came, short enough for a sentence; "…" where it is too deep to be written as JSON."""
    plain = isinstance(value, str | float) or type(value) is int
    text = str(value) if plain else (_json(value) or "…".encode()).decode()
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _bounded(value: object) -> object:
    """What came, if it is short: text is cut, anything else becomes null."""
    if isinstance(value, str):
        return _short(value)
    text = _json(value)
    return value if text and len(text) <= SHOWN_BYTES else None


def _json(value: object) -> bytes | None:
    """`value` as JSON; None where there is none: an integer of more than 64 bits, very deep nesting."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return None
