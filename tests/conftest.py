"""Fixtures for every test."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache

import httpx
import pytest
from hypothesis import settings

from app import main
from app.web.files import StaticFiles
from tests import forking
from tests.quick import QUICK, examples
from tests.serving import serving

# Tests time nothing: the default deadline of 200 ms an example fails on a busy machine.
usual = settings.get_profile("ci" if os.environ.get("CI") else "default")
settings.register_profile("untimed", usual, deadline=None, max_examples=examples(usual.max_examples))
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def defaults() -> Iterator[None]:
    """Every test starts from the settings as they are documented, whatever the shell has."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("RNNFLOW_")]:
            patch.delenv(name)
        if QUICK:  # some eighty servers would each compress what nobody asks for
            patch.setenv("RNNFLOW_WARM_UP", "false")
        yield


@pytest.fixture(autouse=True, scope="session")
def static_files_read_once() -> Iterator[None]:
    """An app reads, joins and hashes the page's files at its start: the tests make a hundred apps of the same files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(main, StaticFiles.__name__, cache(StaticFiles))
        yield


@pytest.fixture(autouse=True, scope="session")
def roots_of_trust_read_once() -> Iterator[None]:
    """Each of two hundred clients would read them for itself, and no test speaks TLS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", cache(httpx.create_ssl_context))
        yield


@pytest.fixture(autouse=True, scope="session")
def servers_forked(defaults: None) -> Iterator[None]:
    """Most tests need a server, and not its start."""
    with forking.allowed():
        yield


@pytest.fixture(scope="session")
def server(servers_forked: None) -> Iterator[str]:
    """The address of a real server, one for the whole run; it compresses nothing before it is asked for."""
    with serving(RNNFLOW_WARM_UP="false") as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: its driver keeps an event loop running, in which nobody else could start one."""
    items.sort(key=lambda item: "browser" in item.path.parts)


def pytest_collection_finish() -> None:
    """What collecting has made stays to the end: no collection of memory looks through it, and they are seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
