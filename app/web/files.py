"""Static files: read and hashed at start, compressed when first asked for, then served from memory."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import brotli
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

PREFIX = "/static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
SLOW = 1 << 20
"""Bytes from which on Brotli is not asked for its best, which would take seconds."""
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=11 if len(body) < SLOW else 9),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
SMALLEST_COMPRESSED = 500
_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


@dataclass(frozen=True, slots=True)
class File:
    """One file: its bytes, and its compressed twins by coding (None where the coding gains nothing).

    They share one `etag`. It is weak: it names their content, not their bytes.
    """

    body: bytes
    media_type: str
    etag: str
    encoded: dict[str, bytes | None] = field(default_factory=dict)

    @property
    def compressible(self) -> bool:
        return (
            self.media_type.startswith(("text/", "application/", "image/svg")) and len(self.body) >= SMALLEST_COMPRESSED
        )

    def encode(self, coding: str) -> bytes | None:
        """The body in `coding`, made at the first call."""
        if coding not in self.encoded:
            packed = ENCODERS[coding](self.body)
            self.encoded[coding] = packed if len(packed) < len(self.body) else None
        return self.encoded[coding]


def file_of(body: bytes, suffix: str) -> File:
    """A file of these bytes; the `suffix` of its name gives its type."""
    media_type = TYPES.get(suffix, "application/octet-stream")
    return File(body, media_type, f'W/"{hashlib.sha256(body).hexdigest()[:20]}"')


async def answer(file: File, scope: Scope, headers: Mapping[str, str]) -> Response:
    """The answer to a request for `file`: the file in the best coding that the client takes, or 304 where it has it."""
    headers = {"vary": "accept-encoding", **headers, "etag": file.etag}
    if _has_it(file, scope):
        return Response(status_code=304, headers=headers)
    body = file.body
    if file.compressible:
        for coding in _accepted(scope):
            packed = file.encoded.get(coding) or await asyncio.to_thread(file.encode, coding)
            if packed is not None:
                headers["content-encoding"] = coding
                body = packed
                break
    return Response(body, media_type=file.media_type, headers=headers)


def _has_it(file: File, scope: Scope) -> bool:
    """Whether the client has this file: If-None-Match, compared weakly (RFC 9110, 13.1.2)."""
    asked = b",".join(value for name, value in scope["headers"] if name == b"if-none-match").decode("latin-1")
    return asked.strip() == "*" or file.etag.removeprefix("W/") in _ENTITY_TAG.findall(asked)


async def compress(files: Iterable[File]) -> None:
    """Compress them in advance, off the event loop, small ones first, so that no visitor waits for it."""
    for file in sorted(files, key=lambda file: len(file.body)):
        if file.compressible:
            for coding in ENCODERS:
                await asyncio.to_thread(file.encode, coding)


def _accepted(scope: Scope) -> list[str]:
    """The codings this client takes, the best first; a coding with q=0 is refused."""
    header = (
        b",".join(value for name, value in scope["headers"] if name == b"accept-encoding").decode("latin-1").lower()
    )
    wanted = {
        item.partition(";")[0].strip() for item in header.split(",") if not re.search(r";\s*q=0(\.0*)?\s*$", item)
    }
    return [coding for coding in ENCODERS if coding in wanted]


class StaticFiles:
    """ASGI application below /static: `/static/HASH/…` may be cached for ever, `/static/…` must be revalidated."""

    def __init__(self, root: Path, live: bool = False) -> None:
        """`live`: read each file again at every request and give no version, for those that edit them."""
        self.root = root
        self.live = live
        self.files = {} if live else {name: self._read(name) for name in self._names()}
        self.joined: set[str] = set()

    def _read(self, name: str) -> File:
        path = self.root / name
        return file_of(path.read_bytes(), path.suffix)

    def _names(self) -> list[str]:
        paths = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))

    @cached_property
    def version(self) -> str:
        """Ten hex digits that change when any file does."""
        digest = hashlib.sha256()
        for name, file in self.files.items():
            digest.update(f"{name}\0{file.etag}\n".encode())
        return digest.hexdigest()[:10]

    @property
    def prefix(self) -> str:
        """The path that pages put before a file's name."""
        return PREFIX if self.live else f"{PREFIX}/{self.version}"

    def find(self, name: str) -> File | None:
        """The file `name`, relative to the root, or None."""
        if not self.live:
            return self.files.get(name)
        return self._read(name) if name in self._names() else None

    async def warm(self) -> None:
        """Compress every file in every coding, but for those that pages get joined into another."""
        await compress(file for name, file in self.files.items() if name not in self.joined)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") not in {"GET", "HEAD"}:
            raise HTTPException(405, headers={"allow": "GET, HEAD"})
        name = scope["path"].removeprefix(f"{PREFIX}/")
        versioned = not self.live and name.startswith(f"{self.version}/")
        file = self.find(name.removeprefix(f"{self.version}/") if versioned else name)
        if file is None:
            raise HTTPException(404)
        response = await answer(file, scope, {"cache-control": FOREVER if versioned else ASK_AGAIN})
        return await response(scope, receive, send)
