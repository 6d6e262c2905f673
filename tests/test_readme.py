"""README's curl lines are replayed against a real server; the answers it shows are the answers that come."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
FILES = [block for block in BLOCKS if block.count("$ curl") > 1]
"""Blocks of several requests, of which one writes a file and the next sends it."""
SHOWN = [tuple(block.removeprefix("$ ").split("\n", 1)) for block in BLOCKS if block not in FILES]


def replay(command: str, server: str, folder: Path = ROOT) -> httpx.Response:
    """Do what the curl line says: `curl -s URL [--json BODY | --data-binary @FILE | -o FILE]`."""
    words = shlex.split(command)
    assert words[:2] == ["curl", "-s"]
    url = words[2].replace("localhost:8000", server)
    if words[3:4] == ["--json"]:
        return httpx.post(url, content=words[4], headers={"content-type": "application/json"})
    if words[3:4] == ["--data-binary"]:
        return httpx.post(url, content=(folder / words[4].removeprefix("@")).read_bytes())
    response = httpx.get(url)
    if words[3:4] == ["-o"]:
        (folder / words[4]).write_bytes(response.content)
    else:
        assert len(words) == 3
    return response


def part(whole: Any, shown: Any) -> Any:
    """What `whole` has under the names of `shown`."""
    if isinstance(shown, dict):
        return {name: part(whole.get(name), value) for name, value in shown.items()}
    return whole


def test_readme_shows_four_requests() -> None:
    assert len(SHOWN) == 4


@pytest.mark.parametrize(("command", "answer"), SHOWN)
def test_the_answer_shown_is_the_answer_that_comes(command: str, answer: str, server: str) -> None:
    response = replay(command, server)
    assert response.status_code == 200
    assert response.json() == json.loads(answer)


def test_a_file_goes_in(server: str, tmp_path: Path) -> None:
    (block,) = FILES
    lines = re.findall(r"^\$ (curl [^\n]+)\n((?:[^$].*\n)*)", block, re.MULTILINE)
    assert len(lines) == block.count("$ curl") == 3
    for command, answer in lines:
        response = replay(command, server, tmp_path)
        assert response.is_success, response.text
        if answer:
            shown = json.loads(answer)
            assert part(response.json(), shown) == shown


def test_the_second_request_gives_the_second_h_of_the_first(server: str) -> None:
    whole = json.loads(SHOWN[0][1])["steps"]
    sent = json.loads(shlex.split(SHOWN[1][0])[4])
    assert sent["state"]["h"] == whole[0]["h"]
    assert json.loads(SHOWN[1][1])["steps"][0]["h"] == whole[1]["h"]


def test_every_path_named_exists() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README)
    table = re.findall(r"`((?:app|static|tests|templates|bench|docs)/[\w./]*)`", README)
    missing = [path for path in {*links, *table} if not (ROOT / path).exists()]
    assert missing == []


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert named
    assert named <= targets
