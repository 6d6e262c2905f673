"""Languages: one Fluent catalogue a file in static/locales, found there and nowhere listed.

What only the server says is in folders beside them, such as networks/en.ftl: no page waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern

DEFAULT = "en"
BEGINNING = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE | re.ASCII)
"""Where a message begins, or a term: what goes on with either is indented, or the end of a placeable."""
COMMENT = re.compile("^#.*", re.MULTILINE)
NAME = re.compile(r"-?[a-zA-Z][\w-]*", re.ASCII)


class Language:
    """One language. The browser fetches its catalogue as it is; here a message is parsed when it is first said.

    Where it lacks a message, `fallback` speaks: a language may begin with a few sentences.
    """

    def __init__(self, code: str, source: str, fallback: Language | None) -> None:
        self.code = code
        self.fallback = fallback
        self._source = source
        self._bundle = FluentBundle([code], use_isolating=False)
        self._values: dict[str, Pattern | None] = {}

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    @cached_property
    def _sources(self) -> dict[str, str]:
        """The lines of each message, and of each term, by its name; of two with one name the first."""
        begins = [(found.start(), found[1]) for found in BEGINNING.finditer(self._source)]
        ends = [*begins[1:], (len(self._source), "")]
        sources: dict[str, str] = {}
        for (begin, name), (end, _) in zip(begins, ends, strict=True):
            sources.setdefault(name, self._source[begin:end])
        return sources

    @cached_property
    def keys(self) -> frozenset[str]:
        """The messages that it has."""
        return frozenset(key for key, source in self._sources.items() if key[0] != "-" and _says_something(source))

    def _value(self, key: str) -> Pattern | None:
        """What a message says; None where it is no message."""
        if key not in self._values:
            self._learn(key)
            found = self._bundle.has_message(key)
            self._values[key] = self._bundle.get_message(key).value if found else None
        return self._values[key]

    def _learn(self, name: str) -> None:
        """Parse a message, and what its placeables may name."""
        waiting, learnt = [name], set()
        while waiting:
            source = self._sources.get(name := waiting.pop())
            if source is None or name in learnt:
                continue
            learnt.add(name)
            self._bundle.add_resource(FluentResource(source), allow_overrides=True)
            _, _, placed = source.partition("{")
            waiting += NAME.findall(placed)

    @property
    def name(self) -> str:
        """What the language calls itself (`language-name`), else its code."""
        return self("language-name") if "language-name" in self.keys else self.code

    @property
    def partial(self) -> bool:
        """Whether the fallback is needed beside it."""
        return self.fallback is not None and not self.keys >= self.fallback.keys

    @property
    def share(self) -> int:
        """How much of the fallback's messages it has, in whole per cent, rounded down, at least 1; 100: all of them."""
        if not self.fallback:
            return 100
        return max(1, 100 * len(self.keys & self.fallback.keys) // len(self.fallback.keys))

    @property
    def told_share(self) -> str:
        """The sentence that says which part of the page it speaks; "" where it speaks all of it."""
        return self("language-share", n=str(self.share)) if self.partial else ""

    @property
    def catalogues(self) -> list[str]:
        """The codes of the catalogues that the browser needs to speak it."""
        return [self.code, *(self.fallback.catalogues if self.fallback and self.partial else [])]

    def spoken(self, key: str) -> str:
        """The code of the language in which `key` is said here: its own, or the fallback's."""
        return self.fallback.spoken(key) if self.fallback and key not in self.keys else self.code

    def __call__(self, key: str, /, **args: object) -> str:
        """The sentence of `key`; a key missing here is looked up in the default language, then shown as it is."""
        value = self._value(key)
        if value is not None:
            return str(self._bundle.format_pattern(value, args)[0])
        return self.fallback(key, **args) if self.fallback else key


def _says_something(source: str) -> bool:
    """Whether a message has a value: its attributes, and comments after it, are not its value."""
    value = COMMENT.sub("", source.partition("=")[2]).strip()
    return bool(value) and not value.startswith(".")


def _read(path: Path, fallback: Language | None) -> Language:
    sources = (path, *sorted(path.parent.glob(f"*/{path.name}")))
    return Language(path.stem, "\n".join(source.read_text(encoding="utf-8") for source in sources), fallback)


def _wishes(accept_language: str) -> Iterator[str]:
    """Language tags of an Accept-Language header, the most wanted first."""
    weighted = []
    for item in accept_language.split(","):
        tag, _, quality = item.partition(";")
        try:
            weight = float(quality.partition("=")[2]) if quality else 1.0
        except ValueError:
            weight = 0.0
        if weight > 0:
            weighted.append((weight, tag.strip().lower()))
    yield from (tag for _, tag in sorted(weighted, key=lambda pair: -pair[0]))


class Locales:
    """All catalogues of a folder, by code."""

    def __init__(self, folder: Path) -> None:
        default = _read(folder / f"{DEFAULT}.ftl", None)
        others = (_read(path, default) for path in sorted(folder.glob("*.ftl")) if path.stem != DEFAULT)
        self.languages = {language.code: language for language in (default, *others)}
        self._by_tag = {code.lower(): language for code, language in self.languages.items()} | {"*": default}

    def choose(self, lang: str | None, accept_language: str | None) -> Language:
        """The language asked for by `lang`, else by the browser, else English; `ko-KR` finds `ko`."""
        for wish in (*([lang.lower()] if lang else []), *_wishes(accept_language or "")):
            found = self._by_tag.get(wish) or self._by_tag.get(wish.partition("-")[0])
            if found:
                return found
        return self.languages[DEFAULT]


@cache
def catalogues_of(folder: Path) -> Locales:
    """The catalogues of a folder as they are when it is first asked for: they are read once a process."""
    return Locales(folder)
