"""The query string of GET /step → what the model validates."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from .problems import Limits, Problem, Problems, expected
from .schemas import PAGE_FIELDS, POST_ONLY

MOST_FIELDS = 100
LISTS = frozenset({"include"})
KEEPS_EMPTY = frozenset({"sentence"})
NUMBERS = {
    "integer": ("int_parsing", re.compile(r"-?[0-9]+")),
    "number": ("float_parsing", re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")),
}
"""By a field's type: the type of problem, and the pattern of a valid text. pydantic alone would take `1_0` too."""


def pairs(raw: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string, in order.

    Raises Problems where it is not UTF-8 or has more than MOST_FIELDS fields.
    """
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise Problems(Problem("not_utf8", ("query",))) from None
    except ValueError:
        raise Problems(Problem("too_many_fields", ("query",), {"limit": MOST_FIELDS})) from None


def step_fields(raw: bytes, limits: Limits) -> tuple[dict[str, object], list[Problem]]:
    """The fields of GET /step, still as text, lists split at commas; and the problems with the texts.

    `limits` is the table of `schemas.fields`. The page's own fields are left out, and so is an empty value of a field
    in the table (but for the sentence): it means the default. A problem is a field that only POST takes, a field
    that comes twice, and a number that is not written as one.
    """
    found: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name, value in pairs(raw):
        if name in PAGE_FIELDS:
            continue
        if name in LISTS:
            lists.setdefault(name, []).extend(part.strip() for part in value.split(",") if part.strip())
        elif name in POST_ONLY:
            problems.append(Problem("post_only", ("query", name), shown=value))
        elif name in found:
            problems.append(Problem("repeated", ("query", name), shown=value))
        else:
            found[name] = value
    return _values(found, limits, problems) | lists, problems


def _values(found: dict[str, str], limits: Limits, problems: list[Problem]) -> dict[str, object]:
    """The fields with a value; those that are no numbers but should be go to `problems`."""
    values: dict[str, object] = {}
    for name, value in found.items():
        limit = limits.get(name)
        if limit and not value and name not in KEEPS_EMPTY:
            continue
        if limit and limit["type"] in NUMBERS:
            kind, number = NUMBERS[limit["type"]]
            if not number.fullmatch(value):
                problems.append(expected(kind, ("query", name), limits, value))
                continue
        values[name] = value
    return values


def only_page_fields(raw: bytes) -> None:
    """Raise Problems for any field in the address of a POST but the page's own: its fields belong in the body."""
    unknown = [(name, value) for name, value in pairs(raw) if name not in PAGE_FIELDS]
    if unknown:
        known = {"known": ", ".join(sorted(PAGE_FIELDS))}
        raise Problems(*(Problem("extra_forbidden", ("query", name), known, value) for name, value in unknown))
