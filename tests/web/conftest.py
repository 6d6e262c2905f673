from __future__ import annotations

import pytest

from tests.asgi import Client


@pytest.fixture(scope="session")
def client() -> Client:
    return Client()
