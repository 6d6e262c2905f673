"""The page's budgets, in real Chromium against a server of its own: `python bench/page.py`.

Bytes over the wire, first paint and first motion on a slow line, frame times while it plays and is scrubbed, and what
a frame costs the main thread, as it is and with the processor throttled (main_thread.py: its own processor time,
whatever else runs on the machine). Frames are counted by requestAnimationFrame.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from bench.main_thread import Cost, cost, traced
from tests.browser import chromium
from tests.serving import serving

SIZE: ViewportSize = {"width": 1440, "height": 900}
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
"""1.6 Mbit/s, 150 ms."""
SLOW_LOADS = 5
FRAME = 1000 / 60 + 0.15
PLAYING_SECONDS = 5
MAIN_THREAD = {1: 2.2, 4: 8.0}
"""What a frame may cost the main thread, in ms, by how many times slower the processor is made."""
KILOBYTE = 1000

SHORT = {"sentence": "i am a boy"}
LONG = {"sentence": " ".join(f"w{i % 50}" for i in range(200)), "hidden_size": 64}
PAST_CAPTIONS = 3
"""The playhead from which no caption of LONG is given the time to be read."""
BACK_PAST_CAPTIONS = 203
"""The same on the way back."""
VERY_LONG = {"sentence": " ".join(f"w{i % 90}" for i in range(5000))}

FIRST_MOTION = """
window.firstMotion = window.firstPicture = null;
(() => {
  let before;
  const look = time => {
    const picture = document.querySelector('#intro svg')?.innerHTML;
    const words = [...document.querySelectorAll('#intro .words span')].map(word => word.style.transform);
    if (picture) window.firstPicture ??= time;
    const at = picture && words.join() + picture;
    if (at && before && at !== before) return void (window.firstMotion = time);
    before = at;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

FRAMES = """
seconds => new Promise(done => {
  const times = [];
  const tick = time => {
    times.push(time);
    if (time - times[0] < seconds * 1000) requestAnimationFrame(tick);
    else done(times.slice(1).map((t, i) => t - times[i]));
  };
  requestAnimationFrame(tick);
})
"""

SCRUB = """
seconds => new Promise(done => {
  const line = document.querySelector('#timeline');
  const {left, width, top, height} = line.getBoundingClientRect();
  const send = (type, share) => line.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, isPrimary: true, button: 0, buttons: 1, bubbles: true,
    clientX: left + 10 + (width - 20) * share, clientY: top + height / 2,
  }));
  line.setPointerCapture = () => {};
  line.hasPointerCapture = () => true;
  const times = [];
  send('pointerdown', 0);
  const tick = time => {
    times.push(time);
    const share = (time - times[0]) / (seconds * 1000);
    if (share >= 1) { send('pointerup', 1); return done(times.slice(1).map((t, i) => t - times[i])); }
    send('pointermove', 0.5 - 0.5 * Math.cos(4 * Math.PI * share));
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})
"""


def machine() -> str:
    """The processor, how many of it, and the system: what the times depend on."""
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    name = re.search(r"model name\s*:\s*(.+)", described)
    return f"{name[1] if name else platform.processor()}, {os.cpu_count()} cores, {platform.system()}"


class Table:
    """Rows of what was measured against its budget; remembers whether all were met."""

    def __init__(self) -> None:
        self.missed = 0

    def row(self, what: str, measured: float, unit: str, budget: float, *, at_least: bool = False) -> None:
        """Print one row."""
        met = measured >= budget if at_least else measured <= budget
        self.missed += not met
        sign = "≥" if at_least else "≤"
        print(f"{what:<68} {measured:>8.1f} {unit:<4} {sign} {budget:>6.1f} {'ok' if met else 'MISSED'}", flush=True)


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[tuple[Page, CDPSession]]:
    """A fresh page that has visited nothing, and its debugging session."""
    context = browser.new_context(viewport=SIZE, base_url=url, locale="en")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    try:
        yield page, session
    finally:
        context.close()


def ready(page: Page) -> None:
    """Wait until the page has drawn its first answer."""
    page.wait_for_function("() => document.body.dataset.ready !== undefined", timeout=60_000)
    page.wait_for_timeout(300)


def visit(page: Page, fields: dict[str, Any], u: float) -> None:
    """Open the page with these fields, standing at u; a sentence too long for an address is pasted.

    A hand has moved there: what comes with its first sign, the code of lower panels above all, has come.
    """
    if len(fields["sentence"]) < 8000:
        page.goto(f"/?{urlencode({**fields, 'u': u})}")
        ready(page)
        page.mouse.move(SIZE["width"] / 2, SIZE["height"] - 5)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        return
    page.goto("/?sentence=a&u=0")
    ready(page)
    with page.expect_response(lambda response: "/step" in response.url and response.ok, timeout=60_000):
        page.locator("#sentence").fill(fields["sentence"])
    page.wait_for_timeout(1500)
    if "playing" in (page.locator("#play").get_attribute("class") or ""):
        page.locator("#play").click()


def wire(browser: Browser, url: str) -> tuple[float, list[str]]:
    """Kilobytes of the first visit, as encoded on the line, headers aside; and requests that left the host."""
    with opened(browser, url) as (page, session):
        sizes: list[float] = []
        foreign: list[str] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.on("request", lambda request: None if request.url.startswith(url) else foreign.append(request.url))
        page.goto("/")
        ready(page)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        return sum(sizes) / KILOBYTE, foreign


def slow_load(browser: Browser, url: str) -> tuple[float, ...]:
    """First contentful paint, the opening's picture and its first motion, in seconds, on the slow line."""
    with opened(browser, url) as (page, session):
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        page.add_init_script(FIRST_MOTION)
        page.goto("/")
        page.wait_for_function("() => window.firstMotion !== null", timeout=30_000)
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        return tuple(ms / 1000 for ms in (paint, *page.evaluate("[window.firstPicture, window.firstMotion]")))


def frames(page: Page, session: CDPSession, script: str, throttle: float = 1) -> tuple[list[float], Cost]:
    """Frame times in ms while `script` runs, and what a frame costs the main thread."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    times, events = traced(page, session, lambda: page.evaluate(script, PLAYING_SECONDS))
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return times, cost(events, len(times))


def smooth(times: list[float]) -> float:
    """Percent of frames that came in time."""
    return 100 * sum(time <= FRAME for time in times) / len(times)


def playing(page: Page) -> None:
    """Let it play from where it is."""
    page.locator("#play").click()
    page.wait_for_timeout(300)


def measure(table: Table, browser: Browser, url: str) -> None:
    """All rows."""
    kilobytes, foreign = wire(browser, url)
    table.row("first visit, over the wire, compressed", kilobytes, "kB", 300)
    table.row("requests that leave the host", len(foreign), "", 0)
    paints, pictures, motions = zip(*(slow_load(browser, url) for _ in range(SLOW_LOADS)), strict=True)
    table.row("first paint, 1.6 Mbit/s and 150 ms (median)", statistics.median(paints), "s", 0.8)
    table.row("the opening's picture, the same line (median)", statistics.median(pictures), "s", 1.7)
    table.row("its first motion, the same line (median)", statistics.median(motions), "s", 1.7)
    runs: list[tuple[str, dict[str, Any], float]] = [
        ("“i am a boy”", SHORT, 0),
        ("“i am a boy”, LSTM", {**SHORT, "cell": "lstm"}, 0),
        ("“i am a boy”, going back", SHORT, 4),
        ("T=200 H=64", LONG, 0),
        ("T=200 H=64, GRU", {**LONG, "cell": "gru"}, 0),
        ("T=200 H=64, past its captions", LONG, PAST_CAPTIONS),
        ("T=200 H=64, going back past its captions", LONG, BACK_PAST_CAPTIONS),
    ]
    for name, fields, u in runs:
        for throttle, budget in MAIN_THREAD.items():
            with opened(browser, url) as (page, session):
                visit(page, fields, u)
                playing(page)
                times, spent = frames(page, session, FRAMES, throttle)
            slower = f", processor {throttle}× slower" if throttle > 1 else ""
            table.row(f"playing {name}{slower}: frames in 16.8 ms", smooth(times), "%", 95, at_least=True)
            table.row(f"playing {name}{slower}: main thread a frame", spent.total, "ms", budget)
            print(f"  {spent}", flush=True)
    with opened(browser, url) as (page, session):
        visit(page, VERY_LONG, 0)
        times, _ = frames(page, session, SCRUB)
    table.row("scrubbing T=5,000: frames a second", 1000 * len(times) / sum(times), "/s", 50, at_least=True)


def main() -> int:
    """Print the table; 1 where a budget is missed."""
    table = Table()
    print(machine())
    with serving() as url, sync_playwright() as playwright:
        launch: Callable[..., Browser] = playwright.chromium.launch
        browser = launch(executable_path=chromium.find(chromium.WHOLE), args=list(chromium.FLAGS))
        measure(table, browser, url)
        browser.close()
    print(f"{table.missed} budgets missed" if table.missed else "all budgets met")
    return int(table.missed > 0)


if __name__ == "__main__":
    sys.exit(main())
