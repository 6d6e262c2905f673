"""Find the Chromium that the browser tests drive; `python -m tests.browser.chromium` installs one where there is none.

Looked for in this order: the CHROMIUM variable, the usual names on PATH, Playwright's own download. The headless shell,
which is Chromium without its windows, comes first: the tests take a third less of a machine in it. Measurements are
taken in a whole one, which `python -m tests.browser.chromium whole` installs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NAMES = (SHELL, *WHOLE)
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

MISSING = "No Chromium found and none could be installed. Install one, or: CHROMIUM=/path/to/chrome make test"
APT = ["install", "-y", "-qq", "--no-install-recommends"]

Managers = Mapping[str, list[list[list[str]]]]
"""What each system's package manager is asked for, one way after the other until one brings a browser; the first
manager found is asked."""
PACKAGE_MANAGERS: Managers = {
    "apt-get": [[["update", "-qq"], [*APT, SHELL]], [[*APT, "chromium"]]],
    "dnf": [[["install", "-y", "-q", "chromium"]]],
    "apk": [[["add", "--quiet", "chromium"]]],
    "pacman": [[["-Sy", "--noconfirm", "--needed", "chromium"]]],
}
WHOLE_BY: Managers = {**PACKAGE_MANAGERS, "apt-get": [[["update", "-qq"], [*APT, "chromium"]]]}
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]

# Without a sandbox where there is none to be had (root, containers), and without Chromium's own errands on the network.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
)


def find(names: tuple[str, ...] = NAMES) -> Path | None:
    """The browser's executable, or None; a CHROMIUM that names no file is an error. `names` are looked for on PATH."""
    if named := os.environ.get("CHROMIUM"):
        if found := shutil.which(named):
            return Path(found)
        raise FileNotFoundError(f"CHROMIUM names no program: {named}")
    on_path = next(filter(None, map(shutil.which, names)), None)
    if on_path:
        return Path(on_path)
    return next((path for path in (MAC, *_downloads()) if path.is_file()), None)


def _downloads() -> list[Path]:
    """Where Playwright would keep its own Chromium. Asked in a thread: the caller's may have Playwright's loop."""
    from playwright.sync_api import sync_playwright

    def ask() -> Path:
        with sync_playwright() as playwright:
            return Path(playwright.chromium.executable_path)

    with ThreadPoolExecutor(1) as thread:
        return [thread.submit(ask).result()]


def install() -> Path | None:
    """Install a browser by the system's package manager if it may, else by Playwright; return what is found then."""
    if found := by_package(PACKAGE_MANAGERS, find):
        return found
    _run(PLAYWRIGHT)
    return find()


def find_whole() -> Path | None:
    """A Chromium with its windows: frames are counted in the one that people use."""
    return find(WHOLE)


def install_whole() -> Path | None:
    """The same for that one."""
    if found := by_package(WHOLE_BY, find_whole):
        return found
    _run(PLAYWRIGHT)
    return find_whole()


def by_package(managers: Managers, look: Callable[[], Path | None]) -> Path | None:
    """What `look` finds once the system's package manager, if it may, has installed what it is asked for."""
    for program, ways in managers.items():
        if shutil.which(program) and (prefix := _permission()) is not None:
            for steps in ways:
                if all(_run([*prefix, program, *step]) for step in steps) and (found := look()):
                    return found
            break
    return None


def _permission() -> list[str] | None:
    """What goes before a package manager's command: nothing for root, `sudo -n` where it asks for no password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _run(command: list[str]) -> bool:
    print("+", *command, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode == 0


def provide(name: str, find: Callable[[], Path | None], install: Callable[[], Path | None], missing: str) -> int:
    """Say which browser the tests will use, installing one if need be; 1 where that fails."""
    try:
        found = find() or install()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    if found is None:
        print(missing, file=sys.stderr)
        return 1
    print(f"{name}: {found}")
    return 0


def main(arguments: list[str]) -> int:
    """Provide Chromium; with `whole`, the one that measurements are taken in."""
    ways = (find_whole, install_whole) if arguments == ["whole"] else (find, install)
    return provide("Browser", *ways, MISSING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
