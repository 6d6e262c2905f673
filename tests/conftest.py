"""Fixtures for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import serving


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a real server, one for the whole run."""
    with serving() as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: its driver keeps an event loop running, in which nobody else could start one."""
    items.sort(key=lambda item: "browser" in item.path.parts)
