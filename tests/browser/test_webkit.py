"""The page in a real WebKitGTK: it plays, goes back, opens its A, reads as text, in Korean, and shows a panel.

WebKit is Safari's engine; Safari itself runs on no machine of these tests. Skipped where WebKitGTK's driver is absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import webkit
from tests.browser.conftest import SEEN
from tests.browser.webkit import WebKit

LACKS = webkit.missing()
pytestmark = pytest.mark.skipif(LACKS is not None, reason=str(LACKS))

DRAWN = "document.body?.dataset.ready !== undefined && !document.querySelector('#stage[aria-busy=true]')"
HEAR = """(() => {
  window.wrong = [];
  addEventListener("error", ({ message }) => wrong.push(message));
  addEventListener("unhandledrejection", ({ reason }) => wrong.push(String(reason)));
  return true;
})()"""
STEP = "document.querySelector('.above .step').textContent"


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[WebKit]:
    """One window for all of this file; it has seen the opening."""
    with webkit.started() as window:
        window.goto(f"{server}/healthz")
        window.ask(f"(() => {{ {SEEN} return true; }})()")
        yield window


@pytest.fixture
def tab(browser: WebKit, output_path: str) -> Iterator[WebKit]:
    """The window, in the size of an old laptop; a page that throws once it is drawn fails its test."""
    browser.resize(1366, 768)
    yield browser
    Path(output_path).mkdir(parents=True, exist_ok=True)
    browser.screenshot(Path(output_path, "webkit.png"))
    assert browser.ask("window.wrong") == []


def visit(tab: WebKit, address: str) -> None:
    tab.goto(address)
    tab.ask(HEAR)
    tab.until(DRAWN)


def test_it_plays_and_its_a_opens(tab: WebKit, server: str) -> None:
    visit(tab, f"{server}/?sentence=i+am+a+boy&u=0")
    assert tab.ask(STEP) == "STEP 1"
    tab.click("#play")
    tab.until(f"{STEP} === 'STEP 2'")
    tab.click("#play")
    tab.click("button[data-view=cell]")
    tab.until("document.querySelectorAll('#stage .opened *').length > 20")
    tab.press("\ue00c")


def test_it_goes_back_in_time(tab: WebKit, server: str) -> None:
    visit(tab, f"{server}/?sentence=i+am+a+boy&cell=lstm&u=5.5")
    assert tab.ask("document.querySelector('.above').matches('.back')")
    assert tab.ask("document.querySelectorAll('#stage .river, #stage [class*=river]').length") > 0
    before = tab.ask("document.querySelector('#caption .text').textContent")
    tab.press("\ue014")
    tab.until(f"document.querySelector('#caption .text').textContent !== {before!r}")


def test_time_runs_down_on_a_phone(tab: WebKit, server: str) -> None:
    # WebKitGTK's own bar is no narrower than 447 px
    tab.resize(480, 844)
    visit(tab, f"{server}/?sentence=i+am+a+boy&u=2.5")
    tab.until("document.querySelector('#stage .scene.stands .upright')")
    tab.click("#settings-open")
    tab.until("document.querySelector('#settings').classList.contains('open')")
    assert tab.ask("document.querySelector('#seed').getBoundingClientRect().width") > 0
    tab.press("\ue00c")
    tab.until("!document.querySelector('#settings').classList.contains('open')")


def test_the_text_and_korean(tab: WebKit, server: str) -> None:
    visit(tab, f"{server}/?sentence=나는+소년이다&lang=ko&tokenizer=jamo&view=sentence&u=4")
    assert tab.ask("document.documentElement.lang") == "ko"
    tab.until("/ㄴ/.test(document.querySelector('#text-view .prose').textContent)")
    assert tab.ask(STEP) == "8단계"


def test_a_panel_and_more(tab: WebKit, server: str) -> None:
    visit(tab, f"{server}/?sentence=i+am+a+boy&u=2.5")
    tab.click(".more")
    tab.until("document.querySelector('#more').getClientRects().length > 0")
    left, top, right, bottom = tab.ask(
        "(({ left, top, right, bottom }) => [left, top, right, bottom])"
        "(document.querySelector('#more').getBoundingClientRect())"
    )
    assert left >= 0
    assert top >= 0
    assert right <= 1366
    assert bottom <= 768
    tab.press("\ue00c")
    tab.until("document.querySelector('#more').getClientRects().length === 0")
    slot = "document.querySelector('.slot:has(.trust)')"
    tab.until(f"{slot}.matches('.open') || {slot}.querySelector('.unfold').click()")
    # those above it come to their height meanwhile
    tab.until(f"({slot}.scrollIntoView(), {slot}.querySelector('.panel').dataset.bound !== undefined)")
    tab.click("#check")
    tab.until("/nudges at 4 steps/.test(document.querySelector('#trust-say').textContent)")
