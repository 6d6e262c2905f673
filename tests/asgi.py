"""The app without a server: requests straight into it."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any

import httpx

from app.main import create_app
from app.settings import Settings


class Client:
    """Synchronous requests to an app of its own; an exception that leaves the app is an answer of 500, as in life."""

    def __init__(self, **settings: Any) -> None:
        self.app = create_app(Settings(**settings))

    def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, url, **options)

        return asyncio.run(send())

    def get(self, url: str, **options: Any) -> httpx.Response:
        return self.request("GET", url, **options)

    def post(self, url: str, **options: Any) -> httpx.Response:
        return self.request("POST", url, **options)

    def step(self, **fields: Any) -> dict[str, Any]:
        """The answer to a POST, which must be 200."""
        response = self.post("/step", json=fields)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def refusal(self, **fields: Any) -> list[dict[str, Any]]:
        """The details of a 422 to a GET."""
        response = self.get("/step", params=fields)
        assert response.status_code == 422, response.text
        details: list[dict[str, Any]] = response.json()["detail"]
        return details


@cache
def client_of(**settings: Any) -> Client:
    """The one client of these settings, for tests that leave its app as it is: an app takes a fifth of a second."""
    return Client(**settings)


def only(response: httpx.Response, status: int = 422) -> dict[str, Any]:
    """The one thing that the answer says is wrong."""
    assert response.status_code == status, response.text
    (detail,) = response.json()["detail"]
    assert list(detail) == ["type", "loc", "msg", "input"]
    return dict(detail)
