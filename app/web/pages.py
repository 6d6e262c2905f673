"""Pages: each template is rendered once per language and then served from memory."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from ..api.surroundings import prefix_of
from . import assets
from .files import ASK_AGAIN, File, StaticFiles, answer, compress, file_of
from .locales import DEFAULT, Language, Locales, catalogues_of

INDEX, ENTRY = "index.html", "js/main.js"
STYLES = {
    "page": [
        *("fonts", "base", "masthead", "fields", "numbers", "panels", "marks", "stage", "chain"),
        *("transport", "rows", "passages", "acts", "gradient", "opened", "text", "plain", "head"),
    ],
    "lower": [
        *("pinned", "forecast", "teach", "write-on", "trajectory", "neurons", "squash", "exercise", "dial", "memory"),
        *("compare", "whatif", "beside", "clipping", "trust", "models", "experiment", "lab"),
    ],
}
"""The page's style sheets, in the order of their cascade: those of the first screen, and those of what is below it."""
BARE = {"intro", "lang"}
"""What an address may hold that names no run and no moment: the opening may be shown there."""
FIRST = {"sentence": "i am a boy", "seed": "1390"}
"""What an untouched page asks for, as it says it in its links."""
PARAMETER = re.compile(r"(embedding|rnn|linear)\.")
"""How the names of weights begin that an address may hold."""
MOST_RENDERED = 256
"""Pages that are kept. A proxy could name a prefix after the other."""
LONGEST_QUERY = 65_536
"""Bytes of a query string that are read: for `lang`, and for whether a page opens untouched."""


class Pages:
    """Renders the templates of a folder. With `static.live` they are rendered again at every request."""

    def __init__(
        self,
        folder: Path,
        static: StaticFiles,
        fields: dict[str, dict[str, Any]],
        public_url: str = "",
        prefix: str = "",
    ) -> None:
        """`public_url`: where people reach the server, for the pictures of link previews.

        `prefix`: the path in front of the app's own with which most requests come.
        """
        self.static = static
        self.fields = fields
        self.public_url = public_url
        self._prefix = prefix
        self._script = assets.script(static, ENTRY)
        self._styles = {name: assets.styles(static, name, parts) for name, parts in STYLES.items()}
        self._rendered: dict[tuple[str, str, str, bool, bool, bool], File] = {}
        self._templates = _templates(folder, static.live)
        self._locales = catalogues_of(static.root / "locales")

    @property
    def locales(self) -> Locales:
        """The catalogues; read again while they are being written."""
        if self.static.live:
            self._locales = Locales(self.static.root / "locales")
        return self._locales

    def speak(self, scope: Scope) -> Language:
        """The language of a request: `lang=`, then Accept-Language, then English."""
        return self.locales.choose(_query(scope).get("lang"), Headers(scope=scope).get("accept-language"))

    async def index(self, request: Request) -> Response:
        """GET /: the page."""
        return await self._answer(request.scope, INDEX, self.speak(request.scope))

    async def docs(self, request: Request) -> Response:
        """GET /docs: Swagger UI from our own files."""
        return await self._answer(request.scope, "docs.html", self.locales.languages[DEFAULT])

    async def warm(self) -> None:
        """Have the page ready in every language."""
        if not self.static.live:
            kinds = [(False, False, False), (True, False, True), (True, True, True)]
            pages = [(language, kind) for language in self.locales.languages.values() for kind in kinds]
            await compress([self._page(INDEX, language, self._prefix, *kind) for language, kind in pages])

    async def _answer(self, scope: Scope, template: str, language: Language) -> Response:
        bare = _query(scope).keys() <= BARE
        page = self._page(template, language, prefix_of(scope), self._untouched(scope), bare, self._story(scope))
        vary = "accept-encoding, accept-language"
        headers = {"cache-control": ASK_AGAIN, "content-language": language.code, "vary": vary}
        return await answer(page, scope, headers)

    def _page(self, template: str, language: Language, prefix: str, untouched: bool, bare: bool, story: bool) -> File:
        key = template, language.code, prefix, untouched, bare, story
        if self.static.live or key not in self._rendered:
            if len(self._rendered) >= MOST_RENDERED:
                self._rendered.clear()
            text = self._render(template, language, prefix, untouched, bare, story)
            self._rendered[key] = file_of(text.encode(), ".html")
        return self._rendered[key]

    def _picture(self, language: Language) -> str:
        """The still picture of the page in a language, or in the default one, within the static files."""
        own = f"preview/{language.code}.png"
        return own if self.static.find(own) else f"preview/{DEFAULT}.png"

    def _untouched(self, scope: Scope) -> bool:
        """Whether an address asks for no other run than an untouched page shows."""
        return self._asked(_query(scope)) in ({}, FIRST)

    def _story(self, scope: Scope) -> bool:
        """Whether an address opens the acts; else it opens the instrument. The page's address.js has the same rule."""
        query = _query(scope)
        return "act" in query or "lesson" in query or not (self._asked(query) or "u" in query)

    def _asked(self, query: QueryParams) -> dict[str, str]:
        """The request fields and weights that an address names."""
        return {name: query[name] for name in query if name in self.fields or PARAMETER.match(name)}

    def _render(self, template: str, language: Language, prefix: str, untouched: bool, bare: bool, story: bool) -> str:
        static = prefix + self.static.prefix
        return self._templates.get_template(template).render(
            t=language,
            lang=language.code,
            catalogues=language.catalogues,
            languages=list(self.locales.languages.values()),
            base=prefix,
            static=static,
            fields=self.fields,
            untouched=untouched,
            story=story,
            bare=bare,
            public_url=self.public_url,
            picture=f"{static}/{self._picture(language)}",
            sentence=FIRST["sentence"],
            script=self._script,
            opening=None if self.static.live else assets.OPENING,
            screen=None if self.static.live else assets.FIRST_SCREEN,
            styles=self._styles,
        )


@cache
def _templates(folder: Path, live: bool) -> Environment:
    """The templates of a folder: each is compiled once a process; `live`: again when it has changed."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=live,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _query(scope: Scope) -> QueryParams:
    return QueryParams(scope["query_string"][:LONGEST_QUERY])
