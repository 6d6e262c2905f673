"""Find WebKitGTK's driver, start it on a screen that nobody sees, and speak WebDriver with it.

WebKitGTK is Safari's engine in its build for Linux; the package `webkit2gtk-driver` speaks W3C WebDriver over HTTP
(w3c.github.io/webdriver). Looked for in this order: the WEBKIT variable, the usual name on PATH. It needs a screen too:
Xvfb where it is installed, else the display that there is. Nothing is installed for it.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from tests.browser.asking import PATIENCE, Asking

NAME = "WebKitWebDriver"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's id, by W3C's word."""
DIRECT = build_opener(ProxyHandler({}))


def find() -> Path | None:
    """The driver's executable, or None; a WEBKIT that names no file is an error."""
    if named := os.environ.get("WEBKIT"):
        if found := shutil.which(named):
            return Path(found)
        raise FileNotFoundError(f"WEBKIT names no program: {named}")
    on_path = shutil.which(NAME)
    return Path(on_path) if on_path else None


def missing() -> str | None:
    """What is lacking here, in a sentence; None where WebKit can be run."""
    if find() is None:
        return f"no {NAME} here; on Debian and Ubuntu it is in the package webkit2gtk-driver"
    if shutil.which("Xvfb") is None and not os.environ.get("DISPLAY"):
        return "no screen for WebKit here: neither Xvfb nor a display"
    return None


class WebKit(Asking):
    """A window of a running WebKitGTK."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._session = ""
        self._address = address
        found = self._send("POST", "/session", {"capabilities": {"alwaysMatch": {}}})
        self._session = f"/session/{found['sessionId']}"
        self.version: str = found["capabilities"]["browserVersion"]

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The value that a command gives. Raises RuntimeError with what the driver says is wrong."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._address}{self._session}{path}", data, {"Content-Type": "application/json"})
        request.method = method
        try:
            with DIRECT.open(request, timeout=2 * PATIENCE) as response:
                return json.load(response)["value"]
        except HTTPError as error:
            wrong = json.load(error)["value"]
            raise RuntimeError(f"{path}: {wrong['error']}: {wrong['message']}") from None

    def resize(self, width: int, height: int) -> None:
        """Give the page this size, in CSS px: the window's own bars come on top of it."""
        deadline = time.monotonic() + PATIENCE
        while (inner := self.ask("[innerWidth, innerHeight]")) != [width, height]:
            assert time.monotonic() < deadline, f"WebKit's page stays at {inner}"
            outer = self._send("GET", "/window/rect")
            wanted = {"width": width + outer["width"] - inner[0], "height": height + outer["height"] - inner[1]}
            self._send("POST", "/window/rect", wanted)
            time.sleep(0.1)

    def goto(self, url: str) -> None:
        """Load a page and wait for its load event."""
        self._send("POST", "/url", {"url": url})

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression, as JSON carries it."""
        return self._send("POST", "/execute/sync", {"script": f"return ({expression})", "args": []})

    def click(self, selector: str) -> None:
        """Press an element with the mouse, once there is one."""
        self.until(f"document.querySelector({json.dumps(selector)})?.getClientRects().length")
        found = self._send("POST", "/element", {"using": "css selector", "value": selector})
        self._send("POST", f"/element/{found[ELEMENT]}/click", {})

    def press(self, key: str) -> None:
        """Press a key."""
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def screenshot(self, path: Path) -> None:
        """Write what is in the window as a PNG."""
        path.write_bytes(base64.b64decode(self._send("GET", "/screenshot")))

    def close(self) -> None:
        """End the session and its window."""
        self._send("DELETE", "")


@contextmanager
def started() -> Iterator[WebKit]:
    """A WebKitGTK with a home of its own, ended and forgotten afterwards."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as home, screen() as display:
        address = f"http://127.0.0.1:{_free_port()}"
        environment = {**os.environ, "DISPLAY": display, "HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
        # a laptop of a class has no graphics card worth the name either
        environment |= {"LIBGL_ALWAYS_SOFTWARE": "1", "GDK_BACKEND": "x11", "LANGUAGE": "en", "NO_AT_BRIDGE": "1"}
        command = [str(find()), "--host=127.0.0.1", f"--port={address.rpartition(':')[2]}"]
        with _running(command, environment) as process:
            _wait_for(process, address)
            window = WebKit(address)
            try:
                yield window
            finally:
                window.close()


@contextmanager
def screen() -> Iterator[str]:
    """The name of an X display that nobody sees; where there is no Xvfb, of the one that there is."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield os.environ["DISPLAY"]
        return
    told, tells = os.pipe()
    command = [xvfb, "-displayfd", str(tells), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with os.fdopen(told) as number, _running(command, dict(os.environ), tells):
        os.close(tells)
        yield f":{number.readline().strip()}"


@contextmanager
def _running(command: list[str], environment: dict[str, str], *files: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended afterwards, by force where it does not go."""
    with subprocess.Popen(
        command, env=environment, pass_fds=files, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    """Return once the driver answers. Raises RuntimeError where it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with DIRECT.open(f"{address}/status", timeout=PATIENCE):
                return
        except URLError:
            time.sleep(0.05)
    raise RuntimeError("WebKit's driver did not start")
