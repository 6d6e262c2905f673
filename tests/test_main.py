"""The application's start: what it prepares once those who wait have been answered."""

from __future__ import annotations

import asyncio

import pytest

from app import main
from app.settings import Settings
from app.web.files import StaticFiles
from app.web.pages import Pages


@pytest.mark.parametrize("wanted", [True, False])
def test_files_are_compressed_ahead_where_that_is_wanted(wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed: list[str] = []

    async def pages(_: Pages) -> None:
        warmed.append("pages")

    async def files(_: StaticFiles) -> None:
        warmed.append("files")

    monkeypatch.setattr(main, "WARM_SECONDS", 0)
    monkeypatch.setattr(Pages, "warm", pages)
    monkeypatch.setattr(StaticFiles, "warm", files)
    app = main.create_app(Settings(warm_up=wanted))

    async def live() -> None:
        async with app.router.lifespan_context(app):
            for _ in range(5):
                await asyncio.sleep(0)

    asyncio.run(live())
    assert warmed == (["pages", "files"] if wanted else [])
