"""How often the page is redrawn while the spectral dial is dragged: `python bench/dial.py`.

Real Chromium against a server of its own, T = 50, H = 32, the dial in view. The hand is a pointer event a frame; an
update is an answer of /step drawn in the gradient's curve. The main thread's own time an update says what a machine
that does nothing else could do.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser import chromium
from tests.serving import serving

BUDGET = 20
SECONDS = 5
FIELDS = {"sentence": " ".join(f"w{i}" for i in range(50)), "hidden_size": 32, "u": 60}

DRAG = """
seconds => new Promise(done => {
  const line = document.querySelector('#dial');
  const {left, width, top} = line.getBoundingClientRect();
  line.setPointerCapture = () => {};
  line.hasPointerCapture = () => true;
  const send = (type, share) => line.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, button: 0, bubbles: true, clientX: left + width * share, clientY: top + 56,
  }));
  let updates = 0, last = '';
  const watch = new MutationObserver(() => {
    const curve = document.querySelector('section.gradient .gradient-curve .way').getAttribute('d');
    if (curve !== last) updates += 1;
    last = curve;
  });
  watch.observe(document.querySelector('section.gradient .chart'), {subtree: true, attributes: true, childList: true});
  const start = performance.now();
  send('pointerdown', 0.3);
  const tick = () => {
    const passed = (performance.now() - start) / 1000;
    send('pointermove', 0.5 - 0.3 * Math.cos(2 * passed));
    if (passed < seconds) return requestAnimationFrame(tick);
    send('pointerup', 0.5);
    watch.disconnect();
    done(updates / passed);
  };
  requestAnimationFrame(tick);
})
"""


def main() -> int:
    """Print updates a second; 1 where they are too few."""
    with serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(chromium.WHOLE), args=list(chromium.FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, base_url=url, locale="en")
        page.goto(f"/?{urlencode(FIELDS)}")
        page.locator("#dial").scroll_into_view_if_needed()
        page.wait_for_selector("#dial .sigma-name")
        page.wait_for_timeout(1000)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        before = _busy(session)
        rate = _drag(page)
        own = 1000 * (_busy(session) - before) / (rate * SECONDS)
        browser.close()
    met = rate >= BUDGET
    print(
        f"updates while dragging the dial, T = 50, H = 32: {rate:.1f}/s, at least {BUDGET}: {'ok' if met else 'MISSED'}"
    )
    print(f"the main thread's own time an update: {own:.1f} ms")
    return 0 if met else 1


def _drag(page: Page) -> float:
    rate: float = page.evaluate(DRAG, SECONDS)
    return rate


def _busy(session: CDPSession) -> float:
    """Processor seconds that the page's main thread has had."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "ThreadTime")


if __name__ == "__main__":
    sys.exit(main())
