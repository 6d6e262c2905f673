"""Text at 200 %, a window of 320 px, and a focus that nothing covers: WCAG 2.2, 1.4.4, 1.4.10 and 2.4.11."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import SIZES, every_language, viewport
from tests.browser.probe import look
from tests.browser.seeing import address, ready, settled

# Only the letters grow, as with a browser's "zoom text only"; the pictures keep their size.
LARGER = """
() => {
  const all = [...document.querySelectorAll('body *')].filter(e => !e.closest('svg, canvas'));
  const sizes = all.map(e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight].map(parseFloat));
  all.forEach((e, i) => {
    e.style.fontSize = `${2 * sizes[i][0]}px`;
    if (sizes[i][1]) e.style.lineHeight = `${2 * sizes[i][1]}px`;
  });
}
"""
COVERED = """
() => {
  const [e, bar] = [document.activeElement, document.querySelector('.transport')];
  if (!e || e === document.body) return null;
  const [own, over] = [e, bar].map(part => part.getBoundingClientRect());
  const hidden = !bar.contains(e) && own.height > 0 && own.top >= over.top - 1 && own.bottom <= over.bottom + 1;
  return hidden ? e.id || e.className || e.textContent : '';
}
"""


@every_language
def test_a_page_at_twice_and_four_times_its_size_loses_nothing(open_page: Callable[..., Page], lang: str) -> None:
    page = ready(open_page(address(2.5), lang=lang, motion="reduce"))
    found = {}
    for size in ((640, 360), (320, 640)):
        page.set_viewport_size(viewport(size))
        if wrong := look(settled(page)):
            found[size] = wrong
    assert found == {}


@every_language
def test_letters_twice_as_large_lose_nothing(open_page: Callable[..., Page], lang: str) -> None:
    page = ready(open_page(address(2.5), lang=lang, size=SIZES["laptop"], motion="reduce"))
    page.evaluate(LARGER)
    page.wait_for_timeout(200)
    assert look(settled(page)) == []


def test_nothing_covers_what_has_the_focus_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5), size=SIZES["phone"], motion="reduce"))
    covered, reached = [], 0
    for _ in range(120):
        page.keyboard.press("Tab")
        at = settled(page).evaluate(COVERED)
        if at is None:
            break
        reached += 1
        covered += [at] if at else []
    assert reached > 40
    assert covered == []
