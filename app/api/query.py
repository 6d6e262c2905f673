"""The query string of GET /step → what the model validates."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from .problems import Limits, Loc, Problem, Problems, expected, wrong_number
from .schemas import PAGE_FIELDS, POST_ONLY

MOST_FIELDS = 100
LISTS = frozenset({"include"})
TEXTS = frozenset({"labels", "vocabulary"})
"""Fields whose texts are parted by ROW."""
IDS = frozenset({"token_ids"})
ROW, ITEM = ";", ","
"""What parts the rows of numbers and texts, and the numbers in a row."""
IN_STATE_DICT = "."
"""What is in the name of each of `parameters`, and in no other field's."""
KEEPS_EMPTY = frozenset({"sentence"})
NUMBERS = {
    "boolean": ("bool_parsing", re.compile(r"true|false")),
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
    """The fields of GET /step, numbers in lists read and all else still as text; and the problems with the texts.

    `limits` is the table of `schemas.fields`. The page's own fields are left out, and so is an empty value of a field
    in the table (but for the sentence): it means the default. A name with a point is one of `parameters`. A problem is
    a field that only POST takes, a field that comes twice, and a number that is not written as one.
    """
    found: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name, value in pairs(raw):
        if name in PAGE_FIELDS:
            continue
        if name in LISTS:
            lists.setdefault(name, []).extend(_parts(value, ITEM))
        elif name in POST_ONLY:
            key = "parameters_apart" if name == "parameters" else None
            problems.append(Problem("post_only", ("query", name), shown=value, key=key))
        elif name in found:
            problems.append(Problem("repeated", ("query", name), shown=value))
        else:
            found[name] = value
    return _values(found, limits, problems) | lists, problems


def _parts(value: str, separator: str) -> list[str]:
    return [part.strip() for part in value.split(separator) if part.strip()]


def _values(found: dict[str, str], limits: Limits, problems: list[Problem]) -> dict[str, object]:
    """The fields with a value; those that are no numbers but should be go to `problems`."""
    values: dict[str, object] = {}
    parameters: dict[str, object] = {}
    for name, value in found.items():
        known = name in limits or IN_STATE_DICT in name
        if known and not value and name not in KEEPS_EMPTY:
            continue
        try:
            if IN_STATE_DICT in name:
                parameters[name] = _numbers(name, value)
            elif name in limits:
                values[name] = _value(name, value, limits)
            else:
                values[name] = value
        except Problems as error:
            problems.extend(error.problems)
    return values | ({"parameters": parameters} if parameters else {})


def _value(name: str, value: str, limits: Limits) -> object:
    """The value of a field. Raises Problems for a number that is not written as one."""
    if name == "inputs":
        return _numbers(name, value)
    if name in TEXTS:
        return value.split(ROW)
    if name in IDS:
        return _ids(name, value, limits)
    kind, number = NUMBERS.get(limits[name]["type"], (None, None))
    if kind and number and not number.fullmatch(value):
        raise Problems(expected(kind, ("query", name), limits, value))
    return value


def _ids(name: str, value: str, limits: Limits) -> list[str]:
    kind, number = NUMBERS["integer"]
    ids = [part.strip() for part in value.split(ITEM)]
    for place, text in enumerate(ids):
        if not number.fullmatch(text):
            raise Problems(expected(kind, ("query", name, place), limits, text))
    return ids


def _numbers(name: str, value: str) -> list[float] | list[list[float]]:
    """Numbers parted by commas, rows by semicolons. One row is a plain list where it is of a bias.

    Raises Problems for the first that is no number.
    """
    rows = [_row(("query", name, place), row) for place, row in enumerate(value.split(ROW))]
    return rows[0] if len(rows) == 1 and "bias" in name else rows


def _row(loc: Loc, row: str) -> list[float]:
    _, number = NUMBERS["number"]
    texts = [text.strip() for text in row.split(ITEM)]
    for place, text in enumerate(texts):
        if not number.fullmatch(text):
            raise Problems(wrong_number((*loc, place), text))
    return list(map(float, texts))


def only_page_fields(raw: bytes) -> None:
    """Raise Problems for any field in the address of a POST but the page's own: its fields belong in the body."""
    unknown = [(name, value) for name, value in pairs(raw) if name not in PAGE_FIELDS]
    if unknown:
        known = {"known": ", ".join(sorted(PAGE_FIELDS))}
        raise Problems(*(Problem("extra_forbidden", ("query", name), known, value) for name, value in unknown))
