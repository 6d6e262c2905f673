"""Mistakes → HTTP: the only place with status codes. The engine's errors become problems in engine_problems.py."""

from __future__ import annotations

import math
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal, Protocol

import orjson
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request
from starlette.responses import Response
from starlette.status import HTTP_404_NOT_FOUND
from starlette.types import Scope

from . import lists
from .schemas import CONTROLS, POST_ONLY
from .surroundings import prefix_of

Where = Literal["query", "body"]
Loc = tuple[str | int, ...]
Limits = Mapping[str, Mapping[str, Any]]

DEFAULT_STATUS = 422
STATUS = {
    "not_http": 400,
    "not_one_host": 400,
    "bad_prefix": 400,
    "cross_site": 403,
    "not_found": 404,
    "unknown_model": 404,
    "method_not_allowed": 405,
    "head_too_slow": 408,
    "body_too_slow": 408,
    "body_too_large": 413,
    "query_too_long": 414,
    "target_too_long": 414,
    "wrong_content_type": 415,
    "wrong_content_encoding": 415,
    "head_too_large": 431,
    "too_many_header_fields": 431,
    "overloaded": 503,
    "models_off": 403,
    "training_off": 403,
    "unknown_job": 404,
    "model_read_only": 403,
    "file_too_large": 413,
    "model_too_large": 413,
    "file_pickle": 415,
    "file_unknown": 415,
    "store_unavailable": 503,
}
"""By type of problem; all others have DEFAULT_STATUS."""
REASONS: dict[int, tuple[str, frozenset[Where]]] = {
    400: ("This is not an HTTP request, or it does not name one Host.", frozenset({"query", "body"})),
    403: ("A page of another site asks; RNNFLOW_CORS_ORIGINS does not name it.", frozenset({"query", "body"})),
    404: ("No network is stored under the `model`.", frozenset({"query", "body"})),
    405: ("The address does not answer this method.", frozenset()),
    408: ("The header or the body did not arrive in time.", frozenset({"query", "body"})),
    413: ("The body is over the limit.", frozenset({"body"})),
    414: ("The query string is over the limit.", frozenset({"query"})),
    415: ("The body is not said to be JSON, or it is compressed.", frozenset({"body"})),
    422: ("A field is missing, unknown or outside its limits, or it is too much work.", frozenset({"query", "body"})),
    431: ("The header is over the limit.", frozenset({"query", "body"})),
    503: ("Too many large requests; `Retry-After` says when to come again.", frozenset({"query", "body"})),
}
MODEL_REASONS = {
    400: "This is not an HTTP request, or it does not name one Host.",
    403: "A page of another site asks, which RNNFLOW_CORS_ORIGINS does not name; or the network is in the box.",
    404: "No network is stored under this id, and none in the box has this name.",
    408: "The header or the body did not arrive in time.",
    413: "The file, or the network in it, is over the limit.",
    415: "The file is a pickle, or of no known format, or compressed.",
    422: "No network, or several, or one of another arithmetic than PyTorch's; or the file is damaged.",
    431: "The header is over the limit.",
    503: "Too many files at once; `Retry-After` says when to come again.",
}
"""What each status means at /models."""
TRAIN_REASONS = {status: text for status, (text, places) in REASONS.items() if "body" in places} | {
    403: "A page of another site asks, or this server trains nothing: RNNFLOW_TRAIN_AT_ONCE is 0.",
    404: "No network is stored under the `model`, or no training is kept under `resume`.",
    503: "Too many trainings; `Retry-After` says when to come again.",
}
"""What each status means at /train."""
QR_REASONS = {status: text for status, (text, places) in REASONS.items() if "query" in places and status != 404} | {
    422: "`path` is missing, begins with no single /, or is too long for a QR code.",
    503: "Too many long addresses; `Retry-After` says when to come again.",
}
"""What each status means at /qr."""
REFUSING_ALL = (400, 403, 408, 431)
REFUSING_IDS = (400, 403, 404, 408, 431)
REFUSING_WEIGHTS = (*REFUSING_IDS, 503)
REFUSING_FILES = (400, 403, 408, 413, 415, 422, 431, 503)
"""The statuses of refusals: of any request, of one for a stored network, for its weights, and of a file."""
BROKEN_JSON = {
    "unexpected end of hex": "other",
    "EOF": "ends",
    "unexpected end": "ends",
    "recursion": "deep",
    "trailing": "more",
}
"""How the parser's reasons begin, and the word for them in `error-json-invalid`."""
UNQUOTED = {"integer": "integer_unquoted", "number": "number_unquoted"}
"""The sentences for a text in JSON where a number is wanted."""
TOP = len(("body", "field"))
"""The parts of the place of a field of the request itself."""
CONTROL_CHARACTER = re.compile(f"[{CONTROLS}]")
SHOWN_CHARACTERS = 100
SHOWN_BYTES = 500
MOST_TOLD = 100
"""Mistakes told of one request."""
OF_FIELDS = frozenset({"training"})
"""Objects whose own fields are told as fields are."""
OWN_WORDS = frozenset({"edits", "parameters"})
"""Fields whose sentence says by an example what they take."""
ITEMS = {"labels": "texts", "symbols": "texts", "vocabulary": "texts", "token_ids": "ids"}
"""The sentences for a wrong item of a list, by field."""


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
        loc = [cut(part) if isinstance(part, str) else part for part in self.loc]
        name = ".".join(part for part in loc[1:] if isinstance(part, str))
        key = f"error-{self.key or self.type}".replace("_", "-")
        beyond = isinstance(self.shown, float) and math.isinf(self.shown)
        came = speak("number-beyond-range") if beyond else _short(self.shown, as_json=self.loc[0] == "body")
        sentence = speak(key, **{"field": name, "input": came, **self.arguments})
        return {"type": self.type, "loc": loc, "msg": sentence, "input": _bounded(self.shown)}


class Problems(Exception):
    """Raised with everything that is wrong with a request; `headers` go with the answer."""

    def __init__(self, *problems: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.headers = headers or {}

    def showing(self, sent: Mapping[str, object]) -> Problems:
        """The same, each showing the value at its place in `sent`, the values by field."""
        shown = (
            replace(problem, shown=_at(sent, problem.loc[1:])) if problem.loc[1:] else problem
            for problem in self.problems
        )
        return Problems(*shown, headers=self.headers)

    def response(self, speak: Speak) -> Response:
        """The answer, its sentences in the language of `speak`."""
        body = orjson.dumps({"detail": [problem.detail(speak) for problem in self.problems[:MOST_TOLD]]})
        status = STATUS.get(self.problems[0].type, DEFAULT_STATUS)
        return Response(body, status, {"vary": "accept-language", **self.headers}, media_type="application/json")


Handler = Callable[[Request, Exception], Awaitable[Response]]


def unrouted(speak: Callable[[Scope], Speak], methods: Callable[[Scope], list[str]]) -> Handler:
    """The handler of a request that no route takes; `methods` finds those that its address answers."""

    async def handler(request: Request, error: Exception) -> Response:
        told = (getattr(error, "headers", None) or {}).get("allow")  # by what is mounted, which has no routes
        found = getattr(error, "status_code", 0) != HTTP_404_NOT_FOUND  # a folder that is mounted has its own root
        allowed = (found and methods(request.scope)) or (told.split(", ") if told else [])
        return (_not_allowed(request, allowed) if allowed else _not_found(request)).response(speak(request.scope))

    return handler


def _not_found(request: Request) -> Problems:
    scope = request.scope
    docs = f"{prefix_of(scope)}/docs"
    return Problems(Problem("not_found", ("path",), {"docs": docs}, prefix_of(scope) + scope["path"]))


def _not_allowed(request: Request, allowed: list[str]) -> Problems:
    known = ", ".join(allowed)
    address = cut(prefix_of(request.scope) + request.scope["path"])
    problem = Problem("method_not_allowed", ("path",), {"address": address, "known": known}, request.method)
    return Problems(problem, headers={"allow": known})


def crashed(headers: Mapping[str, str]) -> Handler:
    """The handler of an error in the server: no detail leaves it; `headers` go with the answer."""

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


def from_validation(error: ValidationError, where: Where, limits: Limits, before: Iterable[Problem] = ()) -> Problems:
    """pydantic's findings in our words, after those of `before`; `limits` is the table of `schemas.fields`."""
    found = error.errors(include_url=False)
    inner = {each["loc"][:depth] for each in found for depth in range(1, len(each["loc"]))}
    told = (
        _of_a_list(each, where) if each["type"] in lists.ERRORS else _from_pydantic(each, where, limits)
        for each in found
        if each["loc"] not in inner
    )
    return Problems(*before, *islice(told, MOST_TOLD))


def _from_pydantic(found: ErrorDetails, where: Where, limits: Limits) -> Problem:
    loc: Loc = (where, *found["loc"])
    shown = found["input"]
    match found["type"]:
        case "missing":
            return Problem("missing", loc)
        case "extra_forbidden":
            return Problem("extra_forbidden", loc, {"known": ", ".join(_known(loc, limits))}, shown)
        case "json_invalid":
            return Problem("json_invalid", (where,), _broken_json(found["ctx"]["error"]))
        case "model_type" if not found["loc"]:
            return Problem("not_an_object", loc, shown=shown)
        case "string_too_long":
            return Problem("string_too_long", loc, {**found["ctx"], "count": len(shown)}, shown)
        case "string_too_short":
            key = None if loc[1:] == ("sentence",) else "empty_text"
            return Problem("empty_sentence", loc, shown=shown, key=key)
        case "string_pattern_mismatch":
            key = None if loc[1:] == ("sentence",) else "control_character_in_text"
            return Problem("control_character", loc, _control_character(shown), shown, key)
        case other:
            return expected(other, loc, limits, shown, found.get("ctx", {}).get("max_length"))


def _of_a_list(found: ErrorDetails, where: Where) -> Problem:
    """The first thing that is wrong in nested lists of numbers; see lists.py."""
    context = found["ctx"]
    place: Loc = (*found["loc"], *context["place"])
    loc: Loc = (where, *(place[1:] if where == "query" and place[0] == "parameters" else place))
    match found["type"]:
        case lists.WRONG_NUMBER:
            return wrong_number(loc, context["came"])
        case lists.RAGGED:
            return Problem("ragged", loc, {"expected": context["expected"], "got": context["got"]})
        case kind:
            return Problem(kind, loc, shown=context["came"])


def wrong_number(loc: Loc, came: object) -> Problem:
    """An item of a list that is no finite number."""
    key = "wrong_number_in_query" if loc[0] == "query" else "wrong_number_in_body"
    return Problem("wrong_number", loc, shown=came, key=key)


def _broken_json(error: str) -> dict[str, object]:
    """Where and, as a word for the catalogues, why a body is no JSON, from the parser's English."""
    reason, _, place = error.rpartition(" at line ")
    line, _, column = place.partition(" column ")
    kind = next((kind for words, kind in BROKEN_JSON.items() if reason.startswith(words)), "other")
    return {"reason": kind, "line": int(line), "column": int(column)}


def _known(loc: Loc, limits: Limits) -> Iterable[str]:
    """The fields that are known where an unknown one is: in the request, or in an object in one of its fields."""
    *_, parent = (part for part in loc[:-1] if isinstance(part, str))
    if len(loc) > TOP:
        fields: Iterable[str] = limits[str(loc[1])]["fields"][parent]
        return fields
    return [name for name in limits if loc[0] == "body" or name not in POST_ONLY]


def expected(kind: str, loc: Loc, limits: Limits, shown: object, most: object = None) -> Problem:
    """A value outside its field's domain: the sentence says the domain, by the type in the field's schema.

    `most` is the limit of a list that is too long.
    """
    if kind == "too_long" and loc[1:] != ("edits",):
        return Problem(kind, loc, {"max_length": most})
    if kind == "too_short" and loc[1:] != ("edits",):
        return Problem(kind, loc, shown=shown, key="empty_list")
    if loc[1] in ITEMS and len(loc) > TOP:
        return Problem(kind, loc, shown=shown, key=ITEMS[str(loc[1])])
    limit = limits[str(loc[1])]
    whole = len(loc) == TOP
    if loc[1] in OF_FIELDS and len(loc) == TOP + 1:
        limit, whole = limit["inner"][str(loc[TOP])], True
    array = whole and limit["type"] == "array"
    key = str(loc[1]) if loc[1] in OWN_WORDS else "choice" if limit["choices"] and not array else limit["type"]
    if loc[0] == "body" and isinstance(shown, str):
        key = UNQUOTED.get(key, key)
    arguments = {"min": limit["min"], "max": limit["max"], "choices": ", ".join(limit["choices"] or ())}
    return Problem(kind, loc, arguments, shown, key)


def _control_character(sentence: str) -> dict[str, object]:
    """The first control character of a refused sentence and its place, counted from 0."""
    place = next(found.start() for found in CONTROL_CHARACTER.finditer(sentence))
    return {"character": f"U+{ord(sentence[place]):04X}", "place": place}


def _at(sent: object, place: Loc) -> object:
    """The value at a place in the values sent; None if there is none."""
    for part in place:
        try:
            sent = sent[part]  # type: ignore[index]
        except (LookupError, TypeError):
            return None
    return sent


def _short(value: object, *, as_json: bool = False) -> str:
    """A value short enough for a sentence; "…" for one too deep to be written as JSON."""
    if isinstance(value, str):
        text = cut(value)
        return (_json(text) or b"").decode() if as_json or not text else text
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    plain = isinstance(value, float) or type(value) is int
    return cut(str(value) if plain else (_json(value) or "…".encode()).decode())


def cut(text: str) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _bounded(value: object) -> object:
    """A value if it is short: a longer text is cut, anything else becomes None."""
    if isinstance(value, str):
        return _short(value)
    text = _json(value)
    return value if text and len(text) <= SHOWN_BYTES else None


def _json(value: object) -> bytes | None:
    """`value` as JSON; None for an integer of more than 64 bits and for very deep nesting."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return None
