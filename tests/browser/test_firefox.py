"""The page in a real Firefox ESR: it opens, plays, opens its A, its panels and its acts, and keeps to the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest

from tests.browser import firefox
from tests.browser.conftest import SEEN
from tests.browser.firefox import Firefox

DRAWN = "document.body?.dataset.ready !== undefined && !document.querySelector('#stage[aria-busy=true]')"
PAPER: dict[Literal["light", "dark"], str] = {"light": "rgb(251, 250, 246)", "dark": "rgb(18, 17, 22)"}
BOX = "(({ left, top, right, bottom }) => [left, top, right, bottom])"


@contextmanager
def running(scheme: Literal["light", "dark"]) -> Iterator[Firefox]:
    executable = firefox.find()
    assert executable is not None, firefox.MISSING
    with firefox.started(executable, scheme) as tab:
        tab.before_each_page(f"() => {{ {SEEN} }}")
        yield tab


@pytest.fixture(scope="module")
def browser() -> Iterator[Firefox]:
    with running("light") as tab:
        yield tab


@pytest.fixture
def tab(browser: Firefox, output_path: str, request: pytest.FixtureRequest) -> Iterator[Firefox]:
    """The tab, in the size of an old laptop; it fails the test whose page logs or throws an error."""
    browser.errors.clear()
    browser.resize(1366, 768)
    yield browser
    Path(output_path).mkdir(parents=True, exist_ok=True)
    browser.screenshot(Path(output_path, "firefox.png"))
    assert browser.errors == []


def visit(tab: Firefox, address: str) -> None:
    tab.goto(address)
    tab.until(DRAWN)


def test_it_plays_and_its_a_opens(tab: Firefox, server: str) -> None:
    visit(tab, f"{server}/?sentence=i+am+a+boy&u=0")
    step = "document.querySelector('.above .step').textContent"
    assert tab.ask(step) == "STEP 1"
    tab.click("#play")
    tab.until(f"{step} === 'STEP 2'")
    tab.click("#play")
    tab.click("button[data-view=cell]")
    tab.until("document.querySelectorAll('#stage .opened *').length > 20")


def test_more_lies_in_the_window_and_closes_by_escape(tab: Firefox, server: str) -> None:
    for width, height in (1366, 768), (1024, 600):
        tab.resize(width, height)
        visit(tab, f"{server}/?sentence=i+am+a+boy&u=2.5")
        tab.click(".more")
        tab.until("document.querySelector('#more').matches(':popover-open')")
        left, top, right, bottom = tab.ask(f"{BOX}(document.querySelector('#more').getBoundingClientRect())")
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
        tab.press("\ue00c")
        tab.until("!document.querySelector('#more').matches(':popover-open')")


def test_a_phones_settings_lie_in_the_window(tab: Firefox, server: str) -> None:
    tab.resize(390, 844)
    visit(tab, f"{server}/?sentence=i+am+a+boy&u=2.5")
    tab.click("#settings-open")
    tab.until("document.querySelector('#settings').classList.contains('open')")
    left, top, right, bottom = tab.ask(f"{BOX}(document.querySelector('#settings').getBoundingClientRect())")
    assert (left, right) == (0, 390)
    assert 0 <= top < bottom <= 844.1
    assert tab.ask("document.querySelector('#seed').getBoundingClientRect().width") > 0


def test_every_act_and_every_panel_opens(tab: Firefox, server: str) -> None:
    for act in range(1, 5):
        visit(tab, f"{server}/?act={act}")
        tab.until(f"document.querySelectorAll('#act-{act} .passage').length > 2")
        assert tab.ask("document.querySelectorAll('#stage path, #stage rect, #stage canvas').length") > 5
        for name in tab.ask(f"[...document.querySelectorAll('#act-{act} .slot')].map((slot) => slot.dataset.panel)"):
            slot = f"document.querySelector('#act-{act} .slot[data-panel={name}]')"
            if tab.ask(f"{slot}.matches('.absent')"):
                continue
            if not tab.ask(f"{slot}.matches('.open')"):
                tab.ask(f"{slot}.querySelector('.unfold').click()")
            tab.until(f"{slot}.matches('.open')")
            # those above it come to their height meanwhile
            tab.until(f"({slot}.scrollIntoView(), {slot}.querySelector('.panel').dataset.bound !== undefined)")


def test_the_dark_scheme(server: str) -> None:
    colours = {}
    for scheme in PAPER:
        with running(scheme) as tab:
            visit(tab, f"{server}/?sentence=i+am+a+boy&u=2.5")
            colours[scheme] = tab.ask("getComputedStyle(document.documentElement).backgroundColor")
            assert tab.errors == []
    assert colours == PAPER
