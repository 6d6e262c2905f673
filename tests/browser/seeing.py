"""What a test sees on the page: the playhead, the caption, the numbers; and what /step says they should be."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Locator, Page

PATIENCE = 20_000
"""How long, in ms, a test waits for what must come: no test is about speed, and a machine may be busy."""
EVERYTHING = "inputs,gates,gradients,parameters,projection"
WRITTEN = """
() => new Promise(done => {
  let [before, since] = [location.href, performance.now()];
  const look = () => {
    if (location.href !== before) [before, since] = [location.href, performance.now()];
    if (performance.now() - since > 300) done(before);
    else setTimeout(look, 30);
  };
  look();
})
"""
"""The address, once it has stayed the same for longer than its next writing may take (page/address-bar.js)."""


def ready(page: Page) -> Page:
    """Wait until the page has its first answer, its words and its letters."""
    page.wait_for_function("() => document.body.dataset.ready !== undefined")
    page.evaluate("() => document.fonts.ready.then(() => undefined)")
    return settled(page)


def visit(page: Page, path: str) -> Page:
    """Load a path and wait until it can be judged."""
    page.goto(path)
    return ready(page)


def settled(page: Page) -> Page:
    """Wait until what was asked for is drawn: its answer is here, and two frames have passed."""
    page.wait_for_function("() => !document.querySelector('#stage[aria-busy=true]')")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page


def query(page: Page) -> dict[str, str]:
    """The fields of the address bar, which follows what is shown a little later; the last of two with one name."""
    fields = parse_qs(urlsplit(page.evaluate(WRITTEN)).query, keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def come_to(page: Page, selector: str, *, bound: bool = True) -> Locator:
    """Come to a panel or a part of one, open it where it is a row, and wait until its code is there (`bound`)."""
    found = page.locator(selector).first
    row = page.locator(".slot", has=page.locator(selector)).locator(".unfold")
    code = "part => part.closest('.panel')?.dataset.bound !== undefined"

    def here() -> bool:
        # a row that moves while it is pressed may not be the one that was hit
        if row.count() and row.get_attribute("aria-expanded") == "false":
            row.click()
            page.wait_for_timeout(50)
        if row.count() and not found.is_visible():
            row.scroll_into_view_if_needed()
            return False
        found.scroll_into_view_if_needed()
        return not (bound and row.count()) or bool(found.evaluate(code))

    # those above it come to their height meanwhile
    until(page, here)
    found.scroll_into_view_if_needed()
    return found


def told(message: Locator) -> str:
    """The sentence of a message, without its button."""
    return str(message.evaluate("element => element.firstChild?.nodeValue ?? ''"))


def until(page: Page, came: Callable[[], object]) -> None:
    """Wait, while the page lives on, until `came` gives something."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not came():
        assert time.monotonic() < deadline, "it never came"
        page.wait_for_timeout(20)


def address(u: float | None = None, **fields: object) -> str:
    """A page's address."""
    query = {"sentence": "i am a boy", **fields, **({} if u is None else {"u": u})}
    return f"/?{urlencode(query)}"


def answer(server: str, **fields: object) -> dict[str, Any]:
    """What /step says to the same fields, with everything in it."""
    query = {"sentence": "i am a boy", "include": EVERYTHING, **fields}
    with urlopen(f"{server}/step?{urlencode(query)}") as response:
        return json.load(response)  # type: ignore[no-any-return]


def moment(page: Page) -> float:
    """The moment u of a page that is still."""
    return float(page.locator("#timeline").get_attribute("aria-valuenow") or "nan")


def playing(page: Page) -> bool:
    """Whether time passes."""
    return "playing" in (page.locator("#play").get_attribute("class") or "")


def caption(page: Page) -> tuple[str, str]:
    """Label and sentence: ("STEP 3", "“am” and …")."""
    return page.locator("#caption .step").inner_text(), page.locator("#caption .text").inner_text()


def strip(page: Page, symbol: str, t: int) -> list[str]:
    """The numbers written on the strip of h_t or x_t in the stage, unit by unit."""
    found: list[str] = page.evaluate(
        """symbol => {
          const numbers = document.querySelectorAll(`#stage [data-vector="${symbol}"] .numbers text`);
          return [...numbers].map(t => t.textContent);
        }""",
        f"{symbol}:{t}",
    )
    return found


def texts(page: Page, selector: str) -> list[str]:
    """Every text mark below `selector` with its index and power in one line: "10−1.33", "h2"."""
    found: list[str] = page.locator(", ".join(f"{part} text" for part in selector.split(", "))).evaluate_all(
        "all => all.map(t => t.textContent)"
    )
    return found


def short(value: float) -> str:
    """A number as the page writes it: two decimals, a true minus."""
    digits = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 9.995 else 2
    return re.sub(r"^-(?=0(\.0+)?$)", "", f"{value:.{digits}f}").replace("-", "−")


def tight(value: float) -> str:
    """A number where there is little room: three letters and its sign."""
    text = f"{value:.{0 if abs(value) >= 9.95 else 1 if abs(value) >= 0.995 else 2}f}"
    return re.sub(r"^(-?)0\.", r"\1.", text).replace("-.00", ".00").replace("-", "−")


def tenths(value: float) -> str:
    """A number where there is the least room: one decimal."""
    text = re.sub(r"^(-?)0\.", r"\1.", f"{value:.{0 if abs(value) >= 9.95 else 1}f}")
    return ".0" if text == "-.0" else text.replace("-", "−")


def written(values: list[float]) -> tuple[list[str], list[str], list[str]]:
    """What a strip may show of a vector: every number in full, in little room, or in the least."""
    return [short(v) for v in values], [tight(v) for v in values], [tenths(v) for v in values]


def power(log10: float) -> str:
    """A power of ten as a text mark has it in one line."""
    return "10" + re.sub(r"^-(?=0\.0+$)", "", f"{log10:.{1 if abs(log10) >= 99.995 else 2}f}").replace("-", "−")


def go(page: Page, path: str) -> Page:
    """Bring an open page to another address, as going back and forth does: quicker than loading it again."""
    with page.expect_response(re.compile(r"/step\?")):
        page.evaluate(
            "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path
        )
    page.wait_for_function("() => document.querySelector('#timeline').hasAttribute('aria-valuenow')")
    return settled(page)


def touch(page: Page, start: tuple[float, float], by: tuple[float, float]) -> Page:
    """One finger down, along and up."""
    (x, y), (dx, dy) = start, by
    return fingers(page, [[(x + dx * part / 8, y + dy * part / 8)] for part in range(9)])


def fingers(page: Page, places: list[list[tuple[float, float]]]) -> Page:
    """Fingers down at the first places, along the others, and up: a place a finger in each."""
    session = page.context.new_cdp_session(page)
    for part, each in enumerate(places):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(each)]
        kind = "touchMove" if part else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return settled(page)
