"""Fingers on a phone: what scrolls the page changes nothing on it, and what is drawn does not scroll."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SIZES, viewport
from tests.browser.seeing import address, come_to, fingers, moment, touch, visit

UP = (0, -240)


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone that stands."""
    context = new_context(viewport=viewport(SIZES["phone"]), has_touch=True, is_mobile=True)
    return visit(context.new_page(), address(2))


def place(page: Page, selector: str, across: float = 0.5, down: float = 0.5) -> tuple[float, float]:
    """A place in an element, in shares of its size."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def bring(page: Page, selector: str) -> None:
    """Scroll an element into the middle of the window, once it is drawn."""
    come_to(page, selector)
    page.locator(f"{selector} > *").first.wait_for(state="attached")
    page.locator(selector).evaluate("e => e.scrollIntoView({block: 'center'})")


def scrolled(page: Page, start: tuple[float, float]) -> None:
    """Swipe straight up and see the page scroll."""
    at = page.evaluate("scrollY")
    touch(page, start, UP)
    page.wait_for_function("at => scrollY > at + 100", arg=at)


def test_a_swipe_over_the_dial_scrolls_and_turns_nothing(phone: Page) -> None:
    bring(phone, "#dial")
    before = phone.url, phone.evaluate("history.length")
    scrolled(phone, place(phone, "#dial", 0.8))
    assert (phone.url, phone.evaluate("history.length")) == before
    bring(phone, "#dial")
    expect(phone.locator("#dial .handle")).to_have_count(1)
    touch(phone, place(phone, "#dial", 0.5, 0.6), (80, 0))
    expect(phone).to_have_url(re.compile("spectral_radius"))


def test_a_tap_on_the_dial_turns_it(phone: Page) -> None:
    bring(phone, "#dial")
    phone.touchscreen.tap(*place(phone, "#dial", 0.5, 0.6))
    expect(phone).to_have_url(re.compile(r"spectral_radius=1(&|$)"))


def test_a_swipe_over_the_timeline_scrolls_and_moves_no_time(phone: Page) -> None:
    phone.evaluate("scrollTo(0, 100)")
    scrolled(phone, place(phone, "#timeline", 0.8))
    assert moment(phone) == 2
    touch(phone, place(phone, "#timeline", 0.25), (90, 0))
    assert moment(phone) > 3


def test_a_tap_on_the_timeline_moves_time(phone: Page) -> None:
    phone.touchscreen.tap(*place(phone, "#timeline", 0.75))
    assert moment(phone) == pytest.approx(6, abs=0.2)


def test_a_swipe_over_the_bars_scrolls_and_edits_nothing(phone: Page) -> None:
    bring(phone, "#whatif-units")
    scrolled(phone, place(phone, "#whatif-units"))
    expect(phone.locator(".whatif .edits li")).to_have_count(0)


def test_a_tap_chooses_a_bar_and_its_end_is_drawn(phone: Page) -> None:
    bring(phone, "#whatif-units")
    units = phone.locator("#whatif-units")
    bars = units.locator(".unit")
    box = bars.nth(4).bounding_box()
    assert box is not None
    x = box["x"] + box["width"] / 2
    phone.touchscreen.tap(x, place(phone, "#whatif-units", down=0.1)[1])
    expect(phone.locator("#whatif-unit")).to_contain_text("Unit 4")
    expect(phone.locator(".whatif .edits li")).to_have_count(0)
    rises = float(units.get_attribute("aria-valuenow") or 0) > 0
    at = phone.evaluate("scrollY")
    touch(phone, (x, box["y"] + (0 if rises else box["height"])), (0, 24 if rises else -24))
    expect(phone.locator(".whatif .edits li")).to_have_count(1)
    assert phone.evaluate("scrollY") == at


def test_two_fingers_in_the_text_change_the_view_and_not_the_window(phone: Page) -> None:
    phone.locator("button[data-view=sentence]").tap()
    expect(phone.locator("#text-view .page")).to_be_visible()
    x, y = place(phone, "#text-view .page")
    fingers(phone, [[(x - half, y), (x + half, y)] for half in range(20, 121, 10)])
    expect(phone.locator("[data-view][aria-pressed=true]")).to_have_attribute("data-view", "rolled")
    assert phone.evaluate("visualViewport.scale") == 1
