"""Builds the app; alone knows everyone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import JSONResponse
from starlette.requests import Request
from starlette.routing import Mount, Route
from starlette_compress import CompressMiddleware

from app import __version__
from app.api import schemas
from app.settings import ROOT, Settings
from app.web.files import PREFIX, StaticFiles
from app.web.headers import SecurityHeaders
from app.web.pages import Pages


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole application; without `settings`, those of the environment."""
    settings = settings or Settings()
    static = StaticFiles(ROOT / "static", live=settings.development)
    model = schemas.step_request(settings)
    pages = Pages(ROOT / "templates", static, schemas.fields(model))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield

    app = FastAPI(title="RNN Flow", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    async def healthz(request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    app.router.routes[:] = [
        Route("/", pages.index),
        Route("/docs", pages.docs),
        Route("/healthz", healthz),
        Mount(PREFIX, static),
    ]
    app.add_middleware(CompressMiddleware)
    app.add_middleware(SecurityHeaders)
    return app
