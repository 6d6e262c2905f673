"""POST /models: the fields beside the file, in the address or in a form, and the file itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from ..engine.cells import cell_class
from ..imports.found import printable
from . import multipart, query
from .multipart import NotMultipart
from .problems import Loc, Problem, Problems
from .schemas import CONTROLS, PAGE_FIELDS

NONLINEARITIES = cell_class("rnn").nonlinearities
LONGEST_NAME, LONGEST_FIELD, MOST_MAPPED = 200, 1_000_000, 1_000
MOST_OPENED = 1 << 16
"""Lists and objects in the JSON of a field: to make more would hold every other thread."""
UNNAMED = "model"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file called `name` and how it is to be read; see imports.apart."""

    name: str
    data: bytes | bytearray
    prefix: str | None = None
    mapping: Mapping[str, str | None] | None = None
    vocabulary: tuple[str, ...] | None = None
    nonlinearity: str | None = None


def fields_of(scope: Scope) -> dict[str, str]:
    """The fields of the address, without the page's own. Raises Problems."""
    found: dict[str, str] = {}
    for name, value in query.pairs(scope["query_string"]):
        if name not in PAGE_FIELDS:
            _take(found, ("query", name), value)
    return found


def _take(found: dict[str, str], loc: Loc, value: str) -> None:
    name = str(loc[1])
    if name not in FIELDS:
        raise Problems(Problem("extra_forbidden", loc, {"known": ", ".join(FIELDS)}, value))
    if name in found:
        raise Problems(Problem("repeated", loc, shown=value))
    found[name] = value


def opened(scope: Scope, fields: dict[str, str], body: bytes | bytearray) -> Upload:
    """The upload in a body: the file itself, or a form that holds it and may say the fields again. Raises Problems."""
    try:
        mark = multipart.boundary(Headers(scope=scope).get("content-type", ""))
        if mark is not None:
            form, file = _form(list(multipart.parts(body, mark)))
            fields, body = {"name": file.filename or ""} | fields | form, file.content
    except NotMultipart:
        raise Problems(Problem("not_multipart", ("body",))) from None
    if not body:
        raise Problems(Problem("empty_file", ("body",)))
    loc = "query" if mark is None else "body"
    given = {name: value for name, value in fields.items() if value or name == "prefix"}
    read = {name: FIELDS[name]((loc, name), value) for name, value in given.items()}
    return Upload(
        read.pop("name", UNNAMED), body, **{ATTRIBUTES.get(name, name): value for name, value in read.items()}
    )


def _form(parts: list[multipart.Part]) -> tuple[dict[str, str], multipart.Part]:
    """The fields and the one file of a form. Raises Problems."""
    fields: dict[str, str] = {}
    files = [part for part in parts if part.filename is not None]
    if len(files) != 1:
        raise Problems(Problem("not_one_file", ("body",), {"count": len(files)}))
    for part in parts:
        if part.filename is None:
            if len(part.content) > LONGEST_FIELD:
                limits = {"max_length": LONGEST_FIELD, "count": len(part.content)}
                raise Problems(Problem("string_too_long", ("body", part.name), limits))
            _take(fields, ("body", part.name), part.content.decode("utf-8", "replace"))
    return fields, files[0]


def _name(_: Loc, value: str) -> str:
    """The last part of a path, without control characters."""
    last = re.split(r"[/\\]", value)[-1]
    return printable(re.sub(f"[{CONTROLS}\t\r\n]", "", last))[:LONGEST_NAME] or UNNAMED


def _text(_: Loc, value: str) -> str:
    return value


def _mapping(loc: Loc, value: str) -> Mapping[str, str | None]:
    """A JSON object of texts and nulls."""
    found = _json(value)
    if not isinstance(found, dict) or len(found) > MOST_MAPPED:
        raise Problems(Problem("file_map", loc, shown=value))
    if not all(theirs is None or isinstance(theirs, str) for theirs in found.values()):
        raise Problems(Problem("file_map", loc, shown=value))
    return found


def _vocabulary(loc: Loc, value: str) -> tuple[str, ...]:
    """A JSON list of texts, or texts parted by semicolons."""
    found = _json(value) if value.startswith("[") else value.split(";")
    if not isinstance(found, list) or not all(isinstance(word, str) and printable(word) == word for word in found):
        raise Problems(Problem("file_vocabulary_list", loc, shown=value))
    return tuple(found)


def _nonlinearity(loc: Loc, value: str) -> str:
    if value not in NONLINEARITIES:
        raise Problems(Problem("not_a_nonlinearity", loc, {"choices": ", ".join(NONLINEARITIES)}, value, "choice"))
    return value


def _json(value: str) -> Any:
    if value.count("[") + value.count("{") > MOST_OPENED:
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


FIELDS: dict[str, Callable[[Loc, str], Any]] = {
    "name": _name,
    "prefix": _text,
    "map": _mapping,
    "vocabulary": _vocabulary,
    "nonlinearity": _nonlinearity,
}
"""The fields beside the file, and how each is read."""
ATTRIBUTES = {"map": "mapping"}
