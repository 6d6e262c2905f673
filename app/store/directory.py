"""Networks kept in a directory, one safetensors file each, which several processes may share without locks.

A file is written under another name and then renamed, so that nobody reads half of one. Its card is in its metadata.
Whether a network is there is asked of the directory each time, so that what another process wrote or deleted is seen.
A file that is damaged, or that this store did not write, counts as absent. When a file was last used is its time of
modification.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import os
import secrets
import stat
import time
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..engine.errors import EngineError
from ..exports import safetensors as written
from ..imports import safetensors
from ..imports.errors import BadFile
from .base import Bounds, TooLarge, Unavailable
from .in_process import InProcessStore
from .model import ID, Card, StoredModel, built, identity

SUFFIX, UNFINISHED = ".safetensors", ".part"
CARD, CHECK = "rnnflow", "rnnflow_sha256"
"""The metadata that hold the card as JSON, and its hash."""
ABANDONED_SECONDS = 3_600.0
"""An unfinished file of this age was left by a writer that died."""
HEADER = 8
Version = tuple[int, int]
"""Inode and size: they tell one writing of a file from another."""
Use = tuple[float, int, str]
"""When a network was last used, the bytes of its file, and its id."""


class DirectoryStore:
    """Networks in `directory`, which is made when the first one comes."""

    def __init__(self, directory: Path, bounds: Bounds) -> None:
        self._directory = directory
        self._bounds = bounds
        self._read = InProcessStore(bounds)
        self._versions: dict[str, Version] = {}

    def put(self, model: StoredModel) -> None:
        """Write a network. Raises TooLarge and Unavailable."""
        if model.card.bytes > self._bounds.bytes:
            raise TooLarge(self._bounds.bytes)
        unfinished = self._directory / f"{model.id}.{secrets.token_hex(8)}{UNFINISHED}"
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            _write(unfinished, model)
            unfinished.replace(self._path(model.id))
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise Unavailable(error.errno, error.strerror) from None
        self._sweep(model.id)

    def get(self, model_id: str) -> StoredModel | None:
        """The network with this id, used now; its numbers are checked against its id when they are read."""
        path = self._path(model_id)
        version = _version(path) if ID.fullmatch(model_id) else None
        if version is None or self._is_old(path):
            self._read.delete(model_id)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        kept = self._read.get(model_id)
        if kept is not None and self._versions.get(model_id) == version:
            return kept
        model = self._load(path)
        if model is not None and model.id == model_id:
            self._keep(model, version)
            return model
        return None

    def card(self, model_id: str) -> Card | None:
        """What is said of a network; only the head of its file is read."""
        path = self._path(model_id)
        if not ID.fullmatch(model_id) or self._is_old(path):
            return None
        card = _card(_head(path))
        return card if card is not None and card.id == model_id else None

    def list(self) -> builtins.list[Card]:
        """The cards of all networks, the newest first."""
        cards = (self.card(model_id) for _, _, model_id in self._uses())
        return sorted((card for card in cards if card is not None), key=lambda card: -card.created)

    def delete(self, model_id: str) -> bool:
        """Remove a network's file."""
        self._read.delete(model_id)
        if self.card(model_id) is None:
            return False
        try:
            self._path(model_id).unlink()
        except OSError:
            return False
        return True

    def _keep(self, model: StoredModel, version: Version) -> None:
        """Keep a network that was read, so that it is not read again as long as its file is the same."""
        self._read.put(model)
        kept = {card.id for card in self._read.list()}
        self._versions = {one: own for one, own in self._versions.items() if one in kept} | {model.id: version}

    def _path(self, model_id: str) -> Path:
        """The file of an id; for any other text, such as a path, a file that never exists."""
        return self._directory / f"{model_id if ID.fullmatch(model_id) else 'none'}{SUFFIX}"

    def _load(self, path: Path) -> StoredModel | None:
        """The network in a file. None where the file is damaged, not of this store, or larger than the bounds."""
        data = _bytes(path, self._bounds.bytes + safetensors.LONGEST_HEADER)
        if data is None:
            return None
        try:
            file = safetensors.read(data)
            card = _card(file.metadata)
            if card is None:
                return None
            arrays = {name: tensor.widened(name) for name, tensor in file.arrays.items()}
            network = built(arrays, card.nonlinearity, card.vocabulary)
        except (BadFile, EngineError):
            return None
        whole = identity(network, card.nonlinearity, card.vocabulary) == card.id
        return StoredModel(card, network) if whole else None

    def _is_old(self, path: Path) -> bool:
        """Whether a file is gone, or was last used too long ago, which counts as gone."""
        try:
            return path.stat().st_mtime < time.time() - self._bounds.seconds
        except (OSError, ValueError):
            return True

    def _uses(self) -> Iterator[Use]:
        """Of each file that could be a network: when it was last used, its bytes, its id."""
        try:
            entries = list(os.scandir(self._directory))
        except OSError:
            return
        for entry in entries:
            model_id = entry.name.removesuffix(SUFFIX)
            if entry.name != model_id and ID.fullmatch(model_id):
                with contextlib.suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(found.st_mode):
                        yield found.st_mtime, found.st_size, model_id

    def _sweep(self, newest: str) -> None:
        """Remove the least recently used files past the bounds, never the `newest`, and files without a writer."""
        uses = sorted(self._uses())
        count, total = len(uses), sum(size for _, size, _ in uses)
        oldest = time.time() - self._bounds.seconds
        for used, size, model_id in uses:
            if used >= oldest and count <= self._bounds.models and total <= self._bounds.bytes:
                break
            if model_id != newest:
                self._remove(self._path(model_id))
                count, total = count - 1, total - size
        for path in self._directory.glob(f"*{UNFINISHED}"):
            stem, _, _ = path.name.partition(".")
            with contextlib.suppress(OSError):
                if ID.fullmatch(stem) and path.stat().st_mtime < time.time() - ABANDONED_SECONDS:
                    self._remove(path)

    def _remove(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            path.unlink()


def _write(path: Path, model: StoredModel) -> None:
    text = json.dumps(asdict(model.card), ensure_ascii=False)
    metadata = {CARD: text, CHECK: _check(text)}
    with path.open("xb") as file:
        for piece in written.pieces(model.network.state_dict(), metadata):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _open(path: Path) -> int | None:
    """A regular file opened to be read; None for anything else, such as a link or a pipe."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError):
        return None
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return opened
    os.close(opened)
    return None


def _version(path: Path) -> Version | None:
    """The version of a file; None where there is none, or no regular one."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return None
    return (found.st_ino, found.st_size) if stat.S_ISREG(found.st_mode) else None


def _bytes(path: Path, limit: int) -> bytes | None:
    """All of a file of at most `limit` bytes."""
    opened = _open(path)
    if opened is None:
        return None
    try:
        with os.fdopen(opened, "rb") as file:
            data = file.read(limit + 1)
    except OSError:
        return None
    return data if len(data) <= limit else None


def _head(path: Path) -> dict[str, str]:
    """The metadata of a safetensors file that is as long as its header says; empty for any other."""
    opened = _open(path)
    if opened is None:
        return {}
    try:
        with os.fdopen(opened, "rb") as file:
            size = int.from_bytes(file.read(HEADER), "little")
            if size > safetensors.LONGEST_HEADER:
                return {}
            header = json.loads(file.read(size))
            whole = os.fstat(file.fileno()).st_size
        ends = [said["data_offsets"][1] for name, said in header.items() if name != safetensors.METADATA]
        metadata: dict[str, str] = header[safetensors.METADATA]
        return metadata if whole == HEADER + size + max(ends) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {}


def _card(metadata: dict[str, str]) -> Card | None:
    """The card in a file's metadata; None where there is none, or none that this store wrote."""
    try:
        text = metadata[CARD]
        if metadata[CHECK] != _check(text):
            return None
        said: dict[str, Any] = json.loads(text)
        words = said["vocabulary"]
        return Card(**said | {"vocabulary": None if words is None else tuple(words)})
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _check(text: str) -> str:
    return sha256(text.encode()).hexdigest()
