"""Fixtures for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.serving import serving


@pytest.fixture(autouse=True, scope="session")
def defaults() -> Iterator[None]:
    """Every test starts from the settings as they are documented, whatever the shell has."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("RNNFLOW_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def server(defaults: None) -> Iterator[str]:
    """The address of a real server, one for the whole run; it does not join and compress the page's files at start."""
    with serving(RNNFLOW_DEVELOPMENT="true") as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: its driver keeps an event loop running, in which nobody else could start one."""
    items.sort(key=lambda item: "browser" in item.path.parts)
