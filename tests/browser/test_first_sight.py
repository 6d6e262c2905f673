"""The page with nothing touched: it moves, it reads, it comes back, and its captions keep step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import address, caption, moment, playing, ready, settled, visit

WATCH_STEPS = """
window.seen = [];
new MutationObserver(() => {
  const label = document.querySelector('#caption .step')?.textContent;
  if (label && seen.at(-1) !== label) seen.push(label);
}).observe(document, {subtree: true, childList: true, characterData: true});
"""


def test_an_untouched_page_plays_and_reaches_the_end_of_the_way_back(page: Page) -> None:
    page.add_init_script(WATCH_STEPS)
    page.goto("/")
    page.wait_for_function("() => seen.length > 1")
    assert playing(page)
    assert page.evaluate("location.search") == "", "an untouched page keeps its bare address"
    assert page.locator("#timeline").get_attribute("aria-valuenow"), "the slider has its value while it moves"
    page.locator("#speed").select_option("8")
    page.wait_for_function("() => !document.querySelector('#play').classList.contains('playing')")
    labels = page.evaluate("seen")
    every = [*(f"STEP {n}" for n in range(1, 9)), *(f"BACK {n}" for n in range(1, 5))]
    # on a busy machine a frame may come after a whole step at this speed
    assert labels == [label for label in every if label in labels]
    assert (labels[0], labels[-1]) == (every[0], every[-1])
    assert moment(page) == 8


def test_motion_begins_within_two_seconds(page: Page) -> None:
    """The page's own clock: from navigation to the first change of the drawn moment."""
    page.add_init_script(
        """
        window.moved = null;
        const look = () => {
          const head = document.querySelector('#timeline .head');
          const at = head && (head.getAttribute('cx') ?? head.getAttribute('transform'));
          if (at && window.first === undefined) window.first = at;
          else if (at && at !== window.first) return void (window.moved = performance.now());
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """
    )
    page.goto("/")
    page.wait_for_function("() => window.moved !== null")


@pytest.mark.parametrize(
    ("u", "label", "words"),
    [
        (0.3, "STEP 1", ["“i”", "enters A"]),
        (0.9, "STEP 2", ["A gives h₀"]),
        (1.3, "STEP 3", ["“am”", "h₀"]),
        (1.9, "STEP 4", ["A gives h₁", "“a”"]),
        (2.4, "STEP 5", ["A computes h₁ Wₕ and x₂ Wₓ"]),
        (2.55, "STEP 6", ["A adds them up"]),
        (3, "STEP 6", ["A gives h₂", "“boy”"]),
        (3.1, "STEP 7", ["“boy”", "h₂"]),
        (4, "STEP 8", ["A gives h₃"]),
        (4.1, "BACK 1", ["L = 1.32"]),
        (6.2, "BACK 3", ["arrives at “am”"]),
        (6.5, "BACK 3", ["× tanh′", "% is left"]),
        (6.7, "BACK 3", ["× Wₕᵀ", "% is left"]),
        (6.9, "BACK 3", ["leaves for “i”"]),
        (8, "BACK 4", ["“i”", "of what set out at h₃"]),
    ],
)
def test_each_moment_has_its_caption(page: Page, u: float, label: str, words: list[str]) -> None:
    visit(page, address(u))
    assert caption(page)[0] == label
    for word in words:
        assert word in caption(page)[1]


def test_a_screen_reader_hears_the_caption_where_the_motion_stops(page: Page) -> None:
    visit(page, address(1.3))
    expect(page.locator("#live[aria-live=polite]")).to_have_count(1)
    label, text = caption(page)
    live = page.locator("#live").inner_text()
    assert live.startswith(label)
    assert text.split(":")[0] in live
    page.keyboard.press("ArrowRight")
    assert caption(page)[0] in page.locator("#live").inner_text()


def test_nothing_shifts_while_it_plays(open_page: Callable[..., Page]) -> None:
    """The places of the page's parts at many moments: the values change, the layout does not."""
    page = ready(open_page(address(0)))
    places = set()
    for u in (0, 0.4, 1, 2.7, 4, 4.3, 5.6, 8):
        page.evaluate(
            "u => history.replaceState(null, '', u) || dispatchEvent(new PopStateEvent('popstate'))", address(u)
        )
        page.wait_for_function("u => document.querySelector('#timeline').ariaValueNow == u", arg=str(u))
        settled(page)
        places.add(
            page.evaluate(
                """() => ['#stage', '#stage .sights', '.transport', '#timeline', '.panels', '.panel', 'footer']
                  .map(s => document.querySelector(s).getBoundingClientRect())
                  .map(r => [r.x, r.y, r.width, r.height].map(Math.round).join()).join(' ')"""
            )
        )
    assert len(places) == 1, places
