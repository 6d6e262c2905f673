"""Which browser the tests drive, and what is asked, in which order, where there is none."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.browser import chromium

DOWNLOADS = chromium._downloads


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with an empty PATH, no browser and no download of Playwright's."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "MAC", tmp_path / "none")
    monkeypatch.setattr(chromium, "_downloads", list)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have run; each succeeds and installs nothing."""
    commands: list[list[str]] = []

    def run(command: list[str]) -> bool:
        commands.append(command)
        return True

    monkeypatch.setattr(chromium, "_run", run)
    return commands


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_variable_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    named = program(tmp_path, "my-browser")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.find() == named


def test_a_variable_that_names_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    with pytest.raises(FileNotFoundError, match="CHROMIUM names no program: /nowhere/chrome"):
        chromium.find()


@pytest.mark.parametrize("name", chromium.NAMES)
def test_each_usual_name_is_found_on_the_path(name: str, tmp_path: Path) -> None:
    wanted = program(tmp_path, name)
    assert chromium.find() == wanted


def test_a_download_of_playwrights_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    downloaded = program(tmp_path, "headless")
    monkeypatch.setattr(chromium, "_downloads", lambda: [downloaded])
    assert chromium.find() == downloaded


def test_root_asks_the_package_manager_then_playwright(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: list[list[str]]
) -> None:
    program(tmp_path, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert chromium.install() is None
    assert [command[0] for command in asked] == ["apt-get", "apt-get", "apt-get", sys.executable]
    assert [command[-1] for command in asked[1:3]] == ["chromium-headless-shell", "chromium"]


def test_the_headless_shell_comes_before_a_whole_browser_but_where_that_is_asked_for(tmp_path: Path) -> None:
    shell, whole = program(tmp_path, "chromium-headless-shell"), program(tmp_path, "chromium")
    assert chromium.find() == shell
    assert chromium.find(chromium.WHOLE) == whole


def test_measurements_have_a_whole_browser_installed_for_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: list[list[str]]
) -> None:
    program(tmp_path, "chromium-headless-shell")
    program(tmp_path, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert chromium.main(["whole"]) == 1
    assert [command[-1] for command in asked] == ["-qq", "chromium", "chromium"]


def test_a_download_is_looked_for_inside_a_running_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts look for a browser once Playwright has begun, whose loop forbids a second one in the same thread."""
    monkeypatch.setattr(chromium, "_downloads", DOWNLOADS)

    async def look() -> list[Path]:
        return chromium._downloads()

    assert [path.is_absolute() for path in asyncio.run(look())] == [True]


def test_playwright_is_not_asked_when_the_package_manager_brought_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: list[list[str]]
) -> None:
    program(tmp_path, "apk")
    browser = program(tmp_path, "chromium")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert chromium.install() == browser
    assert [command[0] for command in asked] == ["apk"]


def test_without_permission_only_playwright_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: list[list[str]]
) -> None:
    program(tmp_path, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert chromium.install() is None
    assert asked == [chromium.PLAYWRIGHT]


def test_where_nothing_helps_one_line_says_what_to_do(
    asked: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert chromium.main([]) == 1
    assert capsys.readouterr().err.count("\n") == 1
