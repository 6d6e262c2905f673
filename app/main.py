"""Builds the app; alone knows everyone."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import Mount, Route
from starlette_compress import CompressMiddleware

from . import __version__
from .api import cells, openapi, problems, routes, schemas
from .settings import ROOT, Settings
from .web.files import PREFIX, StaticFiles
from .web.headers import SECURITY_HEADERS
from .web.middleware import guard
from .web.pages import Pages


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole application; without `settings`, those of the environment."""
    settings = settings or Settings()
    static = StaticFiles(ROOT / "static", live=settings.development)
    pages = Pages(ROOT / "templates", static, schemas.fields(schemas.step_request(settings)))

    async def warm() -> None:
        await pages.warm()
        await static.warm()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(warm())
        gc.collect()
        gc.freeze()  # what is here now stays: the collector need not look through it again and again
        yield
        warming.cancel()

    app = FastAPI(
        title="RNN Flow", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    description = openapi.document(settings, app.title, app.version)
    app.openapi = lambda: description  # type: ignore[method-assign]
    app.router.routes[:] = [
        *routes.computing(settings, pages.speak),
        Route("/", pages.index),
        Route("/docs", pages.docs),
        Route("/cells", routes.constant(cells.describe())),
        Route("/healthz", routes.constant({"status": "ok"})),
        Route("/openapi.json", routes.constant(description)),
        Mount(PREFIX, static),
    ]
    app.add_exception_handler(Exception, problems.crashed(SECURITY_HEADERS))
    app.add_middleware(CompressMiddleware)
    guard(app, settings, pages.speak)
    return app
