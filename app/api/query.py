"""The query string of GET /step → what the model validates."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from app.api.problems import Problem, Problems
from app.api.schemas import PAGE_FIELDS, POST_ONLY

MOST_FIELDS = 100
LISTS = frozenset({"include"})
KEEPS_EMPTY = frozenset({"sentence"})


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


def step_fields(raw: bytes) -> Mapping[str, object]:
    """The fields of GET /step, still as text; lists split at commas.

    The page's own fields are left out, and so is an empty value (but for the sentence): it means the default.
    Raises Problems naming each field that only POST takes or that comes twice.
    """
    found: dict[str, object] = {}
    lists: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name, value in pairs(raw):
        if name in PAGE_FIELDS or (not value and name not in KEEPS_EMPTY):
            continue
        if name in LISTS:
            lists.setdefault(name, []).extend(part.strip() for part in value.split(",") if part.strip())
        elif name in POST_ONLY:
            problems.append(Problem("post_only", ("query", name), shown=value))
        elif name in found:
            problems.append(Problem("repeated", ("query", name), shown=value))
        else:
            found[name] = value
    if problems:
        raise Problems(*problems)
    return found | lists


def only_page_fields(raw: bytes) -> None:
    """Raise Problems for any field in the address of a POST but the page's own: its fields belong in the body."""
    unknown = [(name, value) for name, value in pairs(raw) if name not in PAGE_FIELDS]
    if unknown:
        known = {"known": ", ".join(sorted(PAGE_FIELDS))}
        raise Problems(*(Problem("extra_forbidden", ("query", name), known, value) for name, value in unknown))
