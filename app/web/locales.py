"""Languages: one Fluent catalogue a file in static/locales, found there and nowhere listed.

What only the server says is in folders beside them, such as networks/en.ftl: no page waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

DEFAULT = "en"


class Language:
    """One language; it is parsed when it first speaks. The browser fetches its catalogue as it is.

    Where it lacks a message, `fallback` speaks: a language may begin with a few sentences.
    """

    def __init__(self, code: str, source: str, fallback: Language | None) -> None:
        self.code = code
        self.fallback = fallback
        self._source = source

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    @cached_property
    def _resource(self) -> ast.Resource:
        return _parsed(self._source)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The messages that it has."""
        return frozenset(
            entry.id.name for entry in self._resource.body if isinstance(entry, ast.Message) and entry.value
        )

    @cached_property
    def _bundle(self) -> FluentBundle:
        bundle = FluentBundle([self.code], use_isolating=False)
        bundle.add_resource(self._resource)
        return bundle

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
        if key in self.keys:
            value = self._bundle.get_message(key).value
            if value is not None:
                return str(self._bundle.format_pattern(value, args)[0])
        return self.fallback(key, **args) if self.fallback else key


@lru_cache(maxsize=8)
def _parsed(source: str) -> ast.Resource:
    """A catalogue that is read again while others are being written is not parsed again."""
    return FluentResource(source)


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
