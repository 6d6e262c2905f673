"""A folder of static files, and requests for what is in it."""

from __future__ import annotations

import asyncio

import httpx
from fastapi import FastAPI
from starlette.routing import Mount

from app.web.files import StaticFiles

CODE = b"export const words = 'a boy';\n" * 50


def fetch(files: StaticFiles, url: str, **headers: str) -> httpx.Response:
    app = FastAPI(routes=[Mount("/static", files)])

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
            return await client.get(url, headers={"accept-encoding": "identity", **headers})

    return asyncio.run(send())
