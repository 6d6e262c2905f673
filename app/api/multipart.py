"""multipart/form-data (RFC 7578) in memory: the parts of a body that has been read whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_PARTS, LONGEST_HEAD = 20, 8_192
STRETCH = 1 << 20
"""Bytes that are searched in one go: a search through a whole file would hold every other thread."""
BOUNDARY = re.compile(r"""multipart/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))""", re.IGNORECASE)
PARAMETER = r"""[;\s]%s="((?:[^"\\\r\n]|\\.)*)\""""
NAME, FILENAME = (re.compile(PARAMETER % name, re.IGNORECASE) for name in ("name", "filename"))


class NotMultipart(ValueError):
    """The body is not what its Content-Type says."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form: its name, its bytes, and the name of the file where it is one."""

    name: str
    content: bytes | bytearray
    filename: str | None


def boundary(content_type: str) -> bytes | None:
    """What parts the body; None where it is no form by its content type. Raises NotMultipart where that lacks it."""
    if not content_type.lower().startswith("multipart/"):
        return None
    match = BOUNDARY.match(content_type)
    if not match:
        raise NotMultipart
    return (match[1] or match[2]).encode("latin-1", "replace")


def parts(body: bytes | bytearray, mark: bytes) -> Iterator[Part]:
    """The fields in order. Raises NotMultipart, also where there are more than MOST_PARTS."""
    line = b"\r\n--" + mark
    at = 0 if body.startswith(line[2:]) else _find(body, line, 0)
    if at < 0:
        raise NotMultipart
    at += len(line) - (2 if at == 0 else 0)
    for _ in range(MOST_PARTS):
        if body[at : at + 2] == b"--":
            return
        end = _find(body, line, at)
        head_end = body.find(b"\r\n\r\n", at, at + LONGEST_HEAD)
        if body[at : at + 2] != b"\r\n" or end < 0 or not at <= head_end < end:
            raise NotMultipart
        yield _part(body[at:head_end].decode("utf-8", "replace"), body[head_end + 4 : end])
        at = end + len(line)
    raise NotMultipart


def _find(body: bytes | bytearray, line: bytes, at: int) -> int:
    """Where `line` comes next from `at` on; -1 where it does not come."""
    for start in range(at, len(body), STRETCH):
        found = body.find(line, start, start + STRETCH + len(line) - 1)
        if found >= 0:
            return found
    return -1


def _part(head: str, content: bytes | bytearray) -> Part:
    disposition = next((said for said in head.split("\r\n") if said.lower().startswith("content-disposition:")), "")
    name, filename = NAME.search(disposition), FILENAME.search(disposition)
    if not name:
        raise NotMultipart
    return Part(name[1], content, filename[1] if filename else None)
