"""Which Firefox the tests drive, and what is asked where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import chromium, firefox


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """A machine of root's with an empty PATH and no Firefox; the commands that would run."""
    commands: list[list[str]] = []

    def run(command: list[str]) -> bool:
        commands.append(command)
        return True

    monkeypatch.delenv("FIREFOX", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(firefox, "MAC", tmp_path / "none")
    monkeypatch.setattr(chromium, "_run", run)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return commands


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_variable_comes_before_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path, named = program(tmp_path, "firefox-esr"), program(tmp_path, "mine")
    assert firefox.find() == on_path
    monkeypatch.setenv("FIREFOX", str(named))
    assert firefox.find() == named
    monkeypatch.setenv("FIREFOX", "/nowhere/firefox")
    with pytest.raises(FileNotFoundError, match="FIREFOX names no program: /nowhere/firefox"):
        firefox.find()


def test_the_package_manager_is_asked_for_the_esr_then_for_any(tmp_path: Path, asked: list[list[str]]) -> None:
    program(tmp_path, "apt-get")
    assert firefox.install() is None
    assert [command[-1] for command in asked] == ["-qq", "firefox-esr", "firefox"]


def test_where_nothing_helps_one_line_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert firefox.main() == 1
    assert capsys.readouterr().err.strip() == firefox.MISSING
