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
