"""The tour: offered once, fetched on demand, eight stops by mouse and by keys, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import SIZES, Scheme
from tests.browser.probe import look
from tests.browser.seeing import address, moment, ready, settled

STOPS = 8


def begin(page: Page) -> Page:
    """Take the offer and wait for the first stop."""
    ready(page).locator("#tour-offer [data-tour]").click()
    return stopped(page)


def stopped(page: Page) -> Page:
    """Wait until a stop stands: its way on has the focus."""
    page.wait_for_function("() => document.activeElement?.classList.contains('driver-popover-next-btn')")
    return settled(page)


def stop(page: Page) -> tuple[str, str]:
    """The title of the stop, and how far the tour has come."""
    card = page.locator(".driver-popover")
    return card.locator(".driver-popover-title").inner_text(), card.locator(
        ".driver-popover-progress-text"
    ).inner_text()


def test_it_is_offered_once_and_never_fetched_unasked(open_page: Callable[..., Page]) -> None:
    page = open_page("about:blank")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(address(2.5))
    ready(page)
    expect(page.locator("#tour-offer")).to_be_visible()
    assert [url for url in asked if "driver" in url or "tour.css" in url] == []
    page.locator("#tour-dismiss").click()
    expect(page.locator("#tour-offer")).to_be_hidden()
    page.reload()
    ready(page)
    expect(page.locator("#tour-offer")).to_be_hidden()
    page.locator("#tour").click()
    stopped(page)
    assert any(url.endswith("vendor/driver.js") for url in asked)


@pytest.mark.parametrize("size", ["desktop", "laptop", "tablet", "phone"])
def test_its_offer_covers_nothing_and_moves_nothing_when_it_goes(open_page: Callable[..., Page], size: str) -> None:
    page = ready(open_page(address(2.5), size=SIZES[size], motion="reduce"))
    offer = page.locator("#tour-offer")
    expect(offer).to_be_visible()
    box = offer.bounding_box()
    assert box is not None
    under = """box => [...document.querySelectorAll('main h2, main p, main svg, main .panel, main button')]
      .filter(e => !e.closest('#tour-offer') && e.checkVisibility())
      .map(e => [e, e.tagName === 'H2' ? e.querySelector('.text') ?? e : e])
      .filter(([e, text]) => [...text.getClientRects()].some(r => r.width && r.left < box.x + box.width - 1
        && r.right > box.x + 1 && r.top < box.y + box.height - 1 && r.bottom > box.y + 1))
      .map(([e]) => `${e.tagName} ${e.id}`)"""
    assert page.evaluate(under, box) == []
    place = """() => ['.scene', '.transport', '.panel']
      .map(s => document.querySelector(s).getBoundingClientRect().top + scrollY)"""
    before = page.evaluate(place)
    # to scroll there, on a phone, would dismiss it as well
    page.locator("#tour-dismiss").dispatch_event("click")
    expect(offer).to_be_hidden()
    assert page.evaluate(place) == before


@pytest.mark.parametrize(("lang", "size"), [("en", "desktop"), ("ko", "phone")])
def test_its_stops_are_real_controls_and_it_covers_none_of_its_words(
    open_page: Callable[..., Page], lang: str, size: str
) -> None:
    page = begin(open_page(address(2.5), lang=lang, size=SIZES[size], motion="reduce"))
    seen = []
    for i in range(STOPS):
        title, progress = stop(page)
        assert progress == f"{i + 1} / {STOPS}"
        assert bool(re.search("[가-힣]", title)) == (lang == "ko")
        lit = page.locator(".driver-active-element")
        expect(lit).to_be_in_viewport()
        card = page.locator(".driver-popover").bounding_box()
        assert card is not None
        assert card["x"] >= 0
        assert card["y"] >= 0
        assert card["x"] + card["width"] <= SIZES[size][0]
        assert card["y"] + card["height"] <= SIZES[size][1]
        mine = [finding for finding in look(page) if title[:12] in finding or "driver" in finding]
        assert mine == []
        seen.append(title)
        if i < STOPS - 1:
            page.locator(".driver-popover-next-btn").click()
            page.wait_for_function(
                "n => document.querySelector('.driver-popover-progress-text')?.textContent.startsWith(n)",
                arg=f"{i + 2} ",
            )
            stopped(page)
    assert len(set(seen)) == STOPS
    page.locator(".driver-popover-next-btn").click()
    expect(page.locator(".driver-popover")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "tour"


def test_keys_lead_through_it_and_leave_the_playhead_alone(open_page: Callable[..., Page]) -> None:
    page = begin(open_page(address(2.5), motion="reduce"))
    page.keyboard.press("ArrowRight")
    expect(page.locator(".driver-popover-progress-text")).to_have_text(f"2 / {STOPS}")
    stopped(page).keyboard.press("ArrowLeft")
    expect(page.locator(".driver-popover-progress-text")).to_have_text(f"1 / {STOPS}")
    stopped(page).keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.driver-popover, .driver-active-element')")
    page.keyboard.press("Escape")
    expect(page.locator(".driver-popover")).to_have_count(0)
    assert moment(page) == 2.5
    page.keyboard.press("ArrowRight")
    assert moment(settled(page)) != 2.5


def test_the_control_that_is_shown_can_be_used(open_page: Callable[..., Page]) -> None:
    page = begin(open_page(address(2.5), motion="reduce"))
    page.keyboard.press("ArrowRight")
    expect(page.locator(".driver-popover-progress-text")).to_have_text(f"2 / {STOPS}")
    page.locator(".tabs label").nth(1).click()
    expect(page.locator("input[name=cell][value=gru]")).to_be_checked()
    expect(page.locator(".driver-popover")).to_have_count(1)


@pytest.mark.parametrize(("scheme", "lang"), [("light", "ko"), ("dark", "en")])
def test_axe_finds_nothing(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: Scheme, lang: str
) -> None:
    page = begin(open_page(address(2.5), scheme=scheme, lang=lang, motion="reduce"))
    assert axe(page) == []
