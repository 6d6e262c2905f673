"""Several workers find the networks that were sent to one of them."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest

from app.command.shared_store import STORE, shared_store
from app.settings import Settings
from tests.serving import started

SECONDS = 60
FILE = Path(__file__).parents[1] / "imports/files/gru16.safetensors"


def test_two_workers_share_a_store_that_goes_with_them(tmp_path: Path) -> None:
    with started("app", "--workers", "2", TMPDIR=str(tmp_path)) as (_, url):
        sent = httpx.post(f"{url}/models", content=FILE.read_bytes(), timeout=SECONDS)
        assert sent.status_code == 201
        assert [path.name[:8] for path in tmp_path.iterdir()] == ["rnnflow-"]
        asked = {"model": sent.json()["id"], "inputs": "1,2;3,4"}
        for _ in range(20):  # over as many connections, which either may take
            assert httpx.get(f"{url}{sent.headers['location']}", timeout=SECONDS).status_code == 200
            assert httpx.get(f"{url}/step", params=asked, timeout=SECONDS).status_code == 200
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("workers", "settings"), [(1, Settings()), (2, Settings(store="kept")), (2, Settings(store_models=0))]
)
def test_no_directory_where_none_is_needed(workers: int, settings: Settings) -> None:
    with shared_store(workers, settings, pytest.fail):
        assert STORE not in os.environ


def test_a_machine_without_a_place_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    told: list[str] = []
    with shared_store(2, Settings(), told.append):
        assert STORE not in os.environ
    (line,) = told
    assert line.startswith("each of the 2 workers keeps the networks sent to it for itself (No space left on device)")
    assert line.endswith("RNNFLOW_STORE can name a directory that they share")
