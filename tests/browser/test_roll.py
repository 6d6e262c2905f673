"""The roll, frame by frame as it is drawn: each A slides whole under the one that is read, and the loop turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import address, ready, until

# Each frame of a roll: how many A there are, the least opacity of what one is in, where each is, the turns of the loop.
FILM = """() => {
  window.film = [];
  const scene = document.querySelector('#stage .scene');
  const opacityOf = part => {
    let least = 1;
    for (let each = part; each !== scene; each = each.parentElement)
      least = Math.min(least, Number(getComputedStyle(each).opacity));
    return least;
  };
  new MutationObserver(() => {
    const boxes = [...scene.querySelectorAll('.cell .A > rect')];
    window.film.push({
      boxes: boxes.length,
      opacity: Math.min(...boxes.map(opacityOf)),
      places: boxes.map(box => Math.round(box.getBoundingClientRect().x)),
      turns: scene.querySelectorAll('.grooves').length,
      height: scene.getBoundingClientRect().height,
    });
  }).observe(scene, {subtree: true, childList: true, attributes: true});
}"""


def roll(page: Page, name: str) -> list[dict[str, Any]]:
    """Go to another view, wait until all is still, and give the frames."""
    page.evaluate(FILM)
    page.locator(f"button[data-view={name}]").click()
    page.wait_for_timeout(200)
    seen = [0]

    def still() -> bool:
        seen.append(page.evaluate("() => window.film.length"))
        page.wait_for_timeout(150)
        return seen[-1] > 2 and seen[-1] == page.evaluate("() => window.film.length")

    until(page, still)
    frames: list[dict[str, Any]] = page.evaluate("() => window.film")
    return frames


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
@pytest.mark.parametrize("u", [3.9, 6.4])
def test_each_a_slides_whole_onto_one(open_page: Callable[..., Page], cell: str, u: float) -> None:
    page = ready(open_page(address(u, cell=cell)))
    frames = roll(page, "rolled")
    assert {frame["boxes"] for frame in frames} == {4}
    assert {frame["opacity"] for frame in frames} == {1}
    assert len({frame["height"] for frame in frames}) == 1, "the page below stays where it is"
    spread = [max(frame["places"]) - min(frame["places"]) for frame in frames]
    assert spread[0] > 500
    assert spread[-1] < 60
    assert len(set(spread)) >= 4
    back = roll(page, "unrolled")
    assert max(back[-1]["places"]) - min(back[-1]["places"]) > 500


def test_scrubbing_turns_the_loop(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(3.3, view="rolled")))
    groove = page.locator("#stage .grooves path").first
    before = groove.get_attribute("stroke-dasharray")
    turns = page.locator("#stage .grooves").count()
    page.keyboard.press("ArrowRight")
    expect(groove).not_to_have_attribute("stroke-dasharray", before or "")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#stage .grooves")).to_have_count(turns + 1)
    expect(page.locator("#stage .remembered")).to_have_count(3)


def test_without_motion_the_loop_is_there_at_once(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(3.3), motion="reduce"))
    assert len(roll(page, "rolled")) <= 3
    expect(page.locator("#stage .grooves")).not_to_have_count(0)
