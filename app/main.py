"""Builds the app: the only module that knows all others."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette_compress import CompressMiddleware

from . import __version__, store
from .addresses import origins
from .api import models, openapi, problems, qr, routes, schemas, train
from .api.routing import PageRoute, methods_of, without_slash
from .engine import tokens
from .networks import WithBox
from .settings import ROOT, Settings
from .web.files import PREFIX, StaticFiles
from .web.headers import security_headers
from .web.middleware import guard
from .web.pages import Pages

WARM_SECONDS = 1.0
"""A server that has just started first answers those who wait for it, then prepares what others will ask for."""
BEYOND_PLAIN = "é"
"""A text whose tokenizer needs Unicode's tables, which take a second to get ready."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole application; without `settings`, those of the environment."""
    settings = settings or Settings()
    static = StaticFiles(ROOT / "static", live=settings.development)
    fields = schemas.fields(schemas.step_request(settings))
    pages = Pages(ROOT / "templates", static, fields, settings.public_url, settings.root_path)

    async def warm() -> None:
        await asyncio.sleep(WARM_SECONDS)
        await pages.warm()
        await static.warm()
        await asyncio.to_thread(app.openapi)
        await asyncio.to_thread(tokens.tokenize, BEYOND_PLAIN, "word")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(warm() if settings.warm_up else asyncio.sleep(0))
        gc.collect()
        gc.freeze()  # what is here now stays: the collector need not look through it again
        yield
        warming.cancel()
        trainings.close()

    bounds = store.Bounds(settings.store_models, settings.store_bytes, settings.store_seconds)
    learned = _store_of_trainings(settings)
    kept = store.Beside(store.opened(settings.store, bounds), learned)
    found = WithBox(kept)

    app = FastAPI(
        title="RNN Flow",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.router.route_class = PageRoute
    app.router.default = without_slash(app.router)
    routes.add_operations(app.router, settings, pages.speak, models.finder(found))
    routes.add_server(app.router, settings)
    qr.add(app.router, settings, pages.speak)
    models.add(app.router, settings, found, pages.speak)
    trainings = train.add(app.router, settings, models.finder(found), learned, pages.speak)
    app.state.models, app.state.trainings = kept, trainings
    app.get("/", include_in_schema=False)(pages.index)
    app.get("/docs", include_in_schema=False)(pages.docs)
    app.mount(PREFIX, static)
    app.openapi = cache(lambda: openapi.document(app))  # type: ignore[method-assign]
    routes.add_late(app.router, "/openapi.json", lambda prefix: openapi.served_at(app.openapi(), prefix))
    app.add_exception_handler(
        HTTPException, problems.unrouted(pages.speak, lambda scope: methods_of(app.router.routes, scope))
    )
    app.add_exception_handler(Exception, problems.crashed(security_headers(origins(settings.frame_ancestors))))
    app.add_middleware(CompressMiddleware)
    guard(app, settings, pages.speak)
    return app


def _store_of_trainings(settings: Settings) -> store.Store:
    """Where the networks of trainings are kept, apart from those that are sent."""
    bounds = store.Bounds(settings.train_networks, settings.train_network_bytes, settings.train_kept_seconds)
    return store.opened(str(Path(settings.store) / "learned") if settings.store else "", bounds)
