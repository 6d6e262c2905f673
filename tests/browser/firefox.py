"""Find the Firefox that the tests drive, start it and speak WebDriver BiDi with it.

`python -m tests.browser.firefox` installs one where there is none. Playwright drives only a Firefox of its own build;
the Firefox ESR that schools have speaks WebDriver BiDi (w3c.github.io/webdriver-bidi) over a WebSocket.
Looked for in this order: the FIREFOX variable, the usual names on PATH.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from websockets.sync.client import ClientConnection, connect

from tests.browser.asking import PATIENCE, Asking
from tests.browser.chromium import APT, Managers, by_package, provide

NAMES = ("firefox-esr", "firefox")
MAC = Path("/Applications/Firefox.app/Contents/MacOS/firefox")
MANAGERS: Managers = {
    "apt-get": [[["update", "-qq"], [*APT, "firefox-esr"]], [[*APT, "firefox"]]],
    "dnf": [[["install", "-y", "-q", "firefox"]]],
    "apk": [[["add", "--quiet", "firefox-esr"]]],
    "pacman": [[["-Sy", "--noconfirm", "--needed", "firefox"]]],
}
MISSING = "No Firefox found and none could be installed. Install one, or: FIREFOX=/path/to/firefox make test"
ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")

# Nothing is asked of the network, nothing is remembered, and the scheme is ours.
PREFERENCES: dict[str, bool | int | str] = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "en",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "services.settings.server": "data:,",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


def find() -> Path | None:
    """The browser's executable, or None; a FIREFOX that names no file is an error."""
    if named := os.environ.get("FIREFOX"):
        if found := shutil.which(named):
            return Path(found)
        raise FileNotFoundError(f"FIREFOX names no program: {named}")
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    if on_path:
        return Path(on_path)
    return MAC if MAC.is_file() else None


def install() -> Path | None:
    """Install one by the system's package manager, if it may; return what is found then."""
    return by_package(MANAGERS, find)


class Firefox(Asking):
    """A tab of a running Firefox. Every error that the page logs or throws is kept in `errors`."""

    def __init__(self, connection: ClientConnection) -> None:
        super().__init__()
        self._connection = connection
        self._asked = 0
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._tab = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a command. Raises RuntimeError with what Firefox says is wrong."""
        self._asked += 1
        self._connection.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            message = json.loads(self._connection.recv(timeout=PATIENCE))
            if message["type"] == "event":
                self._hear(message["params"])
            elif message["id"] == self._asked:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result

    def _hear(self, entry: dict[str, Any]) -> None:
        if entry["level"] in {"error", "warn"}:
            frames = (entry.get("stackTrace") or {}).get("callFrames") or [{"url": ""}]
            self.errors.append(f"{entry['level']}: {entry['text']} ({frames[0]['url']})")

    def resize(self, width: int, height: int) -> None:
        """Give the page this size, in CSS px."""
        self._send("browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height})

    def before_each_page(self, function: str) -> None:
        """Call a JavaScript function in every page, before its own scripts."""
        self._send("script.addPreloadScript", functionDeclaration=function)

    def goto(self, url: str) -> None:
        """Load a page and wait for its load event."""
        self._send("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression, as JSON carries it; a promise is waited for."""
        wrapped = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        answer = self._send(
            "script.evaluate", expression=wrapped, target={"context": self._tab}, awaitPromise=True, userActivation=True
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def click(self, selector: str) -> None:
        """Press the middle of an element with the mouse, once it is in view."""
        script = f"""(() => {{
          const element = document.querySelector({json.dumps(selector)});
          element.scrollIntoView({{ block: "nearest", behavior: "instant" }});
          const {{ x, y, width, height }} = element.getBoundingClientRect();
          return width && [Math.round(x + width / 2), Math.round(y + height / 2)];
        }})()"""
        x, y = self.until(script)
        mouse = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": mouse})

    def press(self, key: str) -> None:
        """Press a key."""
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def _act(self, source: dict[str, Any]) -> None:
        self._send("input.performActions", context=self._tab, actions=[source])

    def screenshot(self, path: Path) -> None:
        """Write what is in the window as a PNG."""
        path.write_bytes(base64.b64decode(self._send("browsingContext.captureScreenshot", context=self._tab)["data"]))


@contextmanager
def started(executable: Path, scheme: Literal["light", "dark"] = "light") -> Iterator[Firefox]:
    """A Firefox without a window, with a profile of its own, ended and forgotten afterwards."""
    preferences = {**PREFERENCES, "layout.css.prefers-color-scheme.content-override": ("dark", "light").index(scheme)}
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [str(executable), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        environment = {**os.environ, "HOME": profile, "MOZ_CRASHREPORTER_DISABLE": "1"}
        said = Path(profile, "said.txt")
        with (
            said.open("wb") as told,
            subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=told) as process,
        ):
            try:
                with connect(f"{_address(process, said)}/session", max_size=None, proxy=None) as connection:
                    yield Firefox(connection)
            finally:
                process.terminate()
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """Where Firefox listens, once it says so. Raises RuntimeError with all that it said where it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if found := ADDRESS.search(said.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(f"Firefox did not start: {said.read_text(encoding='utf-8', errors='replace')}")


def main() -> int:
    """Provide Firefox."""
    return provide("Firefox", find, install, MISSING)


if __name__ == "__main__":
    sys.exit(main())
