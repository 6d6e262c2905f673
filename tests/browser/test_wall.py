"""The wall: the stage fills the window for a room to see, is told beat by beat, and gives the page back as it was."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import address, caption, go, moment, playing, ready, settled, until
from tests.qr_codes import dark, modules

PROJECTOR = (1920, 1080)
READ = 28
"""The least size, in px, of what the back row reads on a projector of 1920 × 1080."""
ONE_PX = 0.5

SMALL = """
least => [...document.querySelectorAll('#stage *, .wall-layer *')].flatMap(e => {
  const own = [...e.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  if (!own || e.closest('td, th, caption, .unseen, [aria-live]')) return [];
  if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true})) return [];
  const {left, top, right, bottom, width, height} = e.getBoundingClientRect();
  // less high than a letter: it is there to be heard
  if (!width || height < 6 || right < 0 || bottom < 0 || left > innerWidth || top > innerHeight) return [];
  const matrix = e.getScreenCTM?.();
  const scale = matrix ? Math.hypot(matrix.a, matrix.b) : e.closest('.sights') ? width / e.offsetWidth : 1;
  const size = parseFloat(getComputedStyle(e).fontSize) * scale;
  const cut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  return size < least - 0.5 || cut ? [`${e.textContent}: ${size}${cut ? ', cut' : ''}`] : [];
})
"""
"""What is written smaller than `least` px, or is not whole in the window."""

COVERED = """
() => {
  const box = document.querySelector('#caption').getBoundingClientRect();
  const drawn = [...document.querySelectorAll('#stage .scene text')].filter(text => {
    const {top, bottom, width} = text.getBoundingClientRect();
    return width && bottom > box.top + 1 && top < box.bottom - 1;
  });
  return drawn.map(text => text.textContent);
}
"""
"""What of the picture lies under its caption."""


def on_wall(page: Page) -> Page:
    """Wait until the stage fills the window."""
    page.wait_for_function("() => document.documentElement.classList.contains('wall')")
    return settled(page)


def box(page: Page, selector: str) -> dict[str, Any]:
    """Where an element is in the window."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


def test_all_that_is_drawn_can_be_read_from_the_back_row(open_page: Callable[..., Page]) -> None:
    """Every cell, both ways, opened and as a text, in both languages: large, whole, with strokes to match."""
    korean = {"sentence": "나는 오늘 학교에 갔다", "lang": "ko"}
    page = on_wall(ready(open_page(address(4, wall=""), size=PROJECTOR, motion="reduce", scheme="dark")))
    seen: list[dict[str, Any]] = [
        {"u": 0.5},
        {"u": 8},
        {"u": 6.55, "cell": "lstm"},
        {"u": 6.55, "cell": "gru", **korean},
        {"u": 8, **korean},
        {"u": 1.9, "view": "cell"},
        {"u": 6.7, "view": "cell", **korean},
        {"u": 6.5, "view": "cell", "cell": "lstm"},
        {"u": 6.5, "view": "rolled"},
        {"u": 7, "view": "sentence"},
        {"u": 6.5, "objective": "next-token"},
    ]
    for look in seen:
        go(page, address(wall="", **look))
        page.wait_for_timeout(50)
        settled(page)
        assert page.evaluate(SMALL, READ) == [], look
        assert page.evaluate(COVERED) == [], look
        if "sentence" in look and "view" not in look:
            names = page.locator("#stage .said .name").all_text_contents()
            assert len(names) == 4, look
            assert not [name for name in names if "…" in name], look
    go(page, address(2, wall=""))
    stroke = page.locator('#stage .cell[data-t="1"] .A > rect').first.evaluate(
        "rect => parseFloat(getComputedStyle(rect).strokeWidth) * rect.getScreenCTM().a"
    )
    assert stroke >= 3
    scene, said = box(page, "#stage .scene"), box(page, "#caption")
    assert scene["width"] >= 0.99 * PROJECTOR[0]
    assert said["y"] >= 0.8 * PROJECTOR[1]
    assert page.locator(".masthead").is_hidden()
    assert page.locator(".article").is_hidden()


def test_a_clicker_walks_from_beat_to_beat(open_page: Callable[..., Page]) -> None:
    """Each key on and each key back; what covers the stage goes first; a code is of this moment, and opens the page."""
    page = on_wall(ready(open_page(address(0, wall="", cell="gru"), size=PROJECTOR, motion="reduce")))
    walked, said = [0.0], [caption(page)]
    for key in ("PageDown", "ArrowRight", "ArrowDown", "Space", "PageDown", "PageDown", "ArrowRight"):
        page.keyboard.press(key)
        walked.append(moment(page))
        said.append(caption(page))
    assert walked == sorted(set(walked))
    assert walked[5] == 1, "the first step is told phase by phase"
    assert walked[7] - walked[6] == pytest.approx(walked[6] - walked[5]), "and after it STEP by STEP"
    assert all(one != other for one, other in itertools.pairwise(said[1:]))
    for key, u in zip(("PageUp", "ArrowLeft", "ArrowUp", "PageUp"), reversed(walked[3:7]), strict=True):
        page.keyboard.press(key)
        assert moment(page) == u

    here = moment(page)
    blank, code = page.locator(".blank"), page.locator(".moment-code")
    page.keyboard.press("b")
    expect(blank).to_be_visible()
    assert box(page, ".blank") == {"x": 0, "y": 0, "width": 1920, "height": 1080}
    page.keyboard.press("PageDown")
    expect(blank).to_be_hidden()
    assert moment(page) == here, "a blank wall is shown first"

    page.keyboard.press("q")
    expect(code).to_be_visible()
    text = page.locator(".moment-code .address").inner_text()
    assert dark(page.locator(".moment-code svg").evaluate("svg => svg.outerHTML")) == modules(text)
    asked = parse_qs(urlsplit(text).query, keep_blank_values=True)
    assert asked["u"] == [str(here)]
    assert asked["cell"] == ["gru"]
    assert "wall" not in asked
    assert box(page, ".moment-code .code")["height"] >= 0.6 * PROJECTOR[1]
    assert page.evaluate(SMALL, READ) == []
    page.keyboard.press("ArrowRight")
    expect(code).to_be_hidden()
    assert moment(page) == here
    page.keyboard.press("Enter")
    until(page, lambda: playing(page))
    page.keyboard.press("q")
    expect(code).to_be_visible()
    assert not playing(page), "a moment that passes has no code"


def test_the_page_comes_back_as_it_was(open_page: Callable[..., Page]) -> None:
    """P, the pointer's light, a played beat, and Escape: the focus, the place and the address are those of before."""
    page = ready(open_page(address(2, lang="ko"), size=PROJECTOR, lang="ko"))
    page.locator("button[data-view=unrolled]").focus()
    page.evaluate("scrollTo(0, 240)")
    before = (page.evaluate("scrollY"), page.url, box(page, ".masthead"), box(page, "#stage .scene"))
    page.keyboard.press("p")
    on_wall(page)
    until(page, lambda: "wall" in page.url)
    bar = page.locator(".wall-bar")
    names = bar.locator("button").evaluate_all("all => all.map(button => button.getAttribute('aria-label'))")
    places = bar.locator("button").evaluate_all("all => all.map(button => button.getBoundingClientRect().left)")
    assert "(B)" in names[5]
    assert places == sorted(set(places)), "side by side"

    light = page.locator("div.spotlight")
    expect(light).to_be_hidden()
    page.mouse.move(480, 270)
    page.mouse.move(960, 540)
    expect(light).to_be_visible()
    assert light.evaluate("light => [light.style.getPropertyValue('--x'), light.style.getPropertyValue('--y')]") == [
        "50%",
        "50%",
    ]
    page.keyboard.press("s")
    page.mouse.move(700, 500)
    expect(light).to_be_hidden()
    page.keyboard.press("s")
    expect(light).to_be_visible()
    page.keyboard.press("PageDown")
    expect(light).to_be_hidden()
    page.keyboard.press("PageDown")
    assert not playing(page), "a second press is at the end of the beat"
    assert moment(page) > 2
    page.keyboard.press("PageDown")
    assert playing(page)
    until(page, lambda: not playing(page))
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    # what the address says of the moment is written by now, and nothing but the wall changes it
    until(page, lambda: parse_qs(urlsplit(page.url).query)["u"] == ["2"])

    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.documentElement.classList.contains('wall')")
    settled(page)
    assert page.evaluate("document.activeElement.dataset.view") == "unrolled"
    until(page, lambda: "wall" not in page.url)
    after = (page.evaluate("scrollY"), page.url, box(page, ".masthead"), box(page, "#stage .scene"))
    assert after == before
    page.keyboard.press("q")
    page.keyboard.press("b")
    assert page.locator(".wall-layer").count() == 0, "they are the wall's keys"


@pytest.mark.parametrize("size", [(1800, 1000), (2560, 1440)], ids=["wide", "widest"])
def test_a_very_wide_window_shows_the_stage_larger(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    page = ready(open_page(address(6.55), size=size, motion="reduce"))
    for path in (address(6.55), "/?act=2&u=6.55"):
        go(page, path)
        scene = page.locator("#stage .scene")
        scale = scene.evaluate("scene => scene.getScreenCTM().a")
        assert scale >= (1.25 if size[0] < 2200 else 1.8) - 0.01
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]
        drawn = box(page, "#stage .scene")
        assert drawn["x"] + drawn["width"] <= size[0] + ONE_PX
        assert box(page, ".transport")["y"] >= drawn["y"] + drawn["height"] - ONE_PX, "nothing lies on it"


@pytest.mark.parametrize("size", [(1024, 600), (683, 384)], ids=["netbook", "twice as large"])
def test_a_low_window_has_the_whole_of_a_in_view(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    """With its h, its x and the play button, before anything is scrolled, in the acts and in the instrument."""
    page = ready(open_page("/?act=1&u=1.9", size=size, motion="reduce"))
    looks = ["/?act=1&u=1.9", address(1.9), address(6.55, cell="lstm", lang="ko")]
    # three lines of words more, above each h
    looks += [address(6.55, objective="next-token")] if size[1] > 400 else []
    for path in looks:
        go(page, path)
        page.evaluate("scrollTo(0, 0)")
        settled(page)
        bar = box(page, ".transport")
        for part in ('.cell[data-t="1"] .A > rect', '[data-vector="h:1"]', '[data-vector="x:1"]'):
            found = box(page, f"#stage {part}")
            assert found["y"] >= 0, (path, part)
            assert found["y"] + found["height"] <= bar["y"] + ONE_PX, (path, part)
        play = box(page, "#play")
        assert play["y"] + play["height"] <= size[1], path
        assert page.evaluate("document.documentElement.scrollWidth") == size[0], path
