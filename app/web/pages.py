"""Pages: templates rendered once a language, then answered from memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from app.web.files import StaticFiles
from app.web.locales import Language, Locales

ENTRY = "js/main.js"
LONGEST_QUERY = 65_536
"""Bytes of a query string that are searched for `lang`."""


class Pages:
    """Renders the templates of a folder. `static.live` also means: render anew at every request."""

    def __init__(self, folder: Path, static: StaticFiles, fields: dict[str, dict[str, Any]]) -> None:
        self.static = static
        self.fields = fields
        self._script = static.script(ENTRY)
        self._rendered: dict[tuple[str, str], bytes] = {}
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=static.live,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._locales = Locales(static.root / "locales")

    @property
    def locales(self) -> Locales:
        """The catalogues; read again while they are being written."""
        if self.static.live:
            self._locales = Locales(self.static.root / "locales")
        return self._locales

    def speak(self, scope: Scope) -> Language:
        """The language of a request: `lang=`, then Accept-Language, then English."""
        query = QueryParams(scope["query_string"][:LONGEST_QUERY])
        return self.locales.choose(query.get("lang"), Headers(scope=scope).get("accept-language"))

    async def index(self, request: Request) -> Response:
        """GET /: the page."""
        return self._page(request, "index.html")

    async def docs(self, request: Request) -> Response:
        """GET /docs: Swagger UI from our own files."""
        return self._page(request, "docs.html")

    def _page(self, request: Request, template: str) -> Response:
        language = self.speak(request.scope)
        key = template, language.code
        if self.static.live or key not in self._rendered:
            self._rendered[key] = self._render(template, language).encode()
        headers = {"cache-control": "no-cache", "content-language": language.code, "vary": "accept-language"}
        return HTMLResponse(self._rendered[key], headers=headers)

    def _render(self, template: str, language: Language) -> str:
        return self._templates.get_template(template).render(
            t=language,
            lang=language.code,
            languages=list(self.locales.languages.values()),
            static=self.static.prefix,
            fields=self.fields,
            script=self._script,
            catalogue=language.source,
        )
