"""A phone: upright, time runs down; on its side, all that plays is in one row; and a thumb meets whatever it wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import viewport
from tests.browser.probe import look
from tests.browser.seeing import address, caption, go, moment, ready, settled, strip, touch, visit

UPRIGHT, LOW, SIDE = (390, 844), (360, 640), (844, 390)
THUMB = 44

SMALL = """
least => [...document.querySelectorAll(
  'a[href], button, select, summary, textarea, input, [role=slider], .upright .chip[data-t]'
)].flatMap(e => {
  if (!e.checkVisibility({visibilityProperty: true}) || e.closest('[inert], .unseen, .skip')) return [];
  // a link within a sentence is as high as its line
  if (e.tagName === 'A' && getComputedStyle(e).display === 'inline') return [];
  const all = [e, ...(e.labels ?? []), e.closest('label, .switched')].filter(Boolean)
    .map(part => part.getBoundingClientRect()).filter(({width, height}) => width > 2 && height > 2);
  const sizes = all.map(({width, height}) => Math.min(width, height));
  return sizes.length && Math.max(...sizes) < least - 0.5
    ? [`${e.tagName} ${e.id} ${e.textContent.trim().slice(0, 20)}: ${Math.max(...sizes)}`]
    : [];
})
"""


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Open a path on a phone of a size."""

    def open_(path: str, size: tuple[int, int] = UPRIGHT, **options: Any) -> Page:
        context = new_context(viewport=viewport(size), has_touch=True, is_mobile=True, **options)
        return visit(context.new_page(), path)

    return open_


def box(page: Page, selector: str) -> dict[str, float]:
    """Where an element is in the window."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def middle(page: Page, selector: str) -> tuple[float, float]:
    """The middle of an element in the window."""
    found = box(page, selector)
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def still(page: Page) -> None:
    """Wait until the page has come to rest: a finger that stops a page on its way does nothing else."""
    page.evaluate("() => { window.before = -1; }")
    page.wait_for_function("() => scrollY === window.before || void (window.before = scrollY)", polling=200)


def a_of(t: int) -> str:
    """The A of a step."""
    return f'#stage .cell[data-t="{t}"] .A > rect'


def test_upright_four_cells_are_above_the_line_of_time_and_time_runs_down(phone: Callable[..., Page]) -> None:
    page = phone(address(4), reduced_motion="reduce")
    line = box(page, ".transport")["y"]
    cells = [box(page, a_of(t)) for t in range(4)]
    assert [cell["y"] for cell in cells] == sorted(cell["y"] for cell in cells)
    assert cells[-1]["y"] + cells[-1]["height"] <= line
    for t, cell in enumerate(cells):
        x, h = box(page, f'#stage [data-vector="x:{t}"]'), box(page, f'#stage [data-vector="h:{t}"]')
        assert x["x"] + x["width"] < cell["x"]
        assert h["x"] > cell["x"] + cell["width"]
        assert len(strip(page, "h", t)) == 8
    go(page, address(8))
    assert page.locator("#stage .remains").count() == 3
    for path in (address(5.45), address(8, cell="lstm", lang="ko"), address(8, cell="gru", hidden_size=16)):
        go(page, path)
        assert look(page) == [], path
    # what a finger points at is the number that it is on
    go(page, address(4))
    h = box(page, '#stage [data-vector="h:1"]')
    page.touchscreen.tap(h["x"] + h["width"] / 2, h["y"] + h["height"] * 5.5 / 8)
    expect(page.locator("#stage .tip")).to_contain_text("h₁[5] =")
    # one that is low has the same once its head is scrolled away
    page.set_viewport_size(viewport(LOW))
    settled(page)
    first, last = box(page, a_of(0)), box(page, a_of(3))
    assert last["y"] + last["height"] - first["y"] < box(page, ".transport")["y"]


def test_a_swipe_is_the_scrubber_and_scrolls_the_page_where_it_does_not_hold_a(phone: Callable[..., Page]) -> None:
    page = phone(address(1.5))
    x, y = middle(page, a_of(2))
    touch(page, (x + 120, y), (-180, 0))
    assert moment(page) == pytest.approx(3.5, abs=0.3)
    go(page, address(1.5))
    # beside the chain, and on another A, it scrolls
    for start in ((x + 130, y), (x, y)):
        at = page.evaluate("scrollY")
        touch(page, start, (0, -120))
        page.wait_for_function("at => scrollY > at + 60", arg=at)
        assert moment(page) == 1.5
    still(page)
    page.evaluate("scrollTo(0, 100)")
    settled(page)
    pitch = box(page, a_of(2))["y"] - box(page, a_of(1))["y"]
    touch(page, middle(page, a_of(1)), (0, pitch))
    assert moment(page) == pytest.approx(2.5, abs=0.15)
    assert page.evaluate("scrollY") == 100
    # the gradient is pulled up
    go(page, address(5.5))
    touch(page, middle(page, a_of(2)), (0, -pitch))
    assert moment(page) == pytest.approx(6.5, abs=0.15)
    assert page.evaluate("scrollY") == 100
    touch(page, middle(page, a_of(0)), (0, 0))
    expect(page.locator("#stage")).to_have_attribute("data-view", "cell")


def test_the_settings_are_behind_one_chip_that_says_them(phone: Callable[..., Page]) -> None:
    page = phone(address(2, seed=7))
    chip, sheet = page.locator("#settings-open"), page.locator("#settings")
    expect(chip).to_have_text("RNN · 8 · seed 7 · words")
    expect(sheet).to_be_hidden()
    chip.tap()
    for field in ("#hidden_size", "#seed", "#tokenizer", "#objective"):
        expect(page.locator(field)).to_be_visible()
    assert look(page) == []
    page.locator("#hidden_size").fill("6")
    page.locator("#tokenizer").select_option("char")
    page.locator("#settings .tabs label", has_text="GRU").tap()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(chip).to_be_focused()
    expect(chip).to_have_text("GRU · 6 · seed 7 · characters")
    chip.tap()
    page.touchscreen.tap(195, 20)
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize("size", [UPRIGHT, SIDE], ids=["upright", "side"])
def test_a_thumb_meets_every_target(phone: Callable[..., Page], size: tuple[int, int]) -> None:
    page = phone(address(2), size, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('.unfold[aria-expanded=false]').forEach(button => button.click())")
    page.locator("#settings-open").tap()
    small = {"settings": page.evaluate(SMALL, THUMB)}
    page.locator("#settings .done").tap()
    for path in (address(2), "/?act=1", "/?act=2", "/?act=3", "/?act=4"):
        if path.startswith("/?act"):
            ready(visit(page, path))
        for y in range(0, page.evaluate("document.documentElement.scrollHeight"), 1200):
            page.evaluate("y => scrollTo(0, y)", y)
            settled(page)
        small[path] = page.evaluate(SMALL, THUMB)
        assert page.evaluate("document.documentElement.scrollWidth") == size[0], path
    assert {path: found for path, found in small.items() if found} == {}


def test_in_the_acts_the_way_from_one_step_to_the_next_is_above_the_text(phone: Callable[..., Page]) -> None:
    page = phone("/?act=2&u=2.5", reduced_motion="reduce")
    scene = box(page, "#stage .scene")
    assert box(page, ".sight")["height"] <= 0.46 * UPRIGHT[1]
    top, bottom = scene["y"], scene["y"] + scene["height"]
    cells = {t: box(page, a_of(t)) for t in (1, 2, 3)}
    assert cells[2]["y"] >= top
    assert cells[2]["y"] + cells[2]["height"] <= bottom
    # of its neighbours the half that is nearer, and so the ways in and out
    assert cells[1]["y"] + cells[1]["height"] / 2 >= top
    assert cells[3]["y"] + cells[3]["height"] / 2 <= bottom
    assert caption(page)[1] != ""


def test_on_its_side_all_that_plays_is_in_one_row_and_the_stage_is_whole_above_it(phone: Callable[..., Page]) -> None:
    page = phone(address(2), SIDE, reduced_motion="reduce")
    bar = box(page, ".transport")
    assert bar["height"] <= 68
    middles = [middle(page, f"#{name}")[1] for name in ("play", "step-back", "step-on", "speed", "teach-open")]
    assert max(middles) - min(middles) < 4
    assert box(page, "#stage .scene")["height"] + bar["height"] <= SIDE[1]


def test_every_kind_of_run_is_upright_and_the_other_direction_reads_from_below(phone: Callable[..., Page]) -> None:
    page = phone(address(8, objective="next-token"), LOW)
    series = "/?" + urlencode({"inputs": "0.1;0.5;-0.3;0.8", "objective": "forecast", "u": 3.9})
    other = {"bidirectional": "true", "direction": "backward"}
    for path in (
        address(8, objective="next-token"),
        address(3.9, num_layers=2, layer=1, lang="ko"),
        address(5.4, num_layers=2, layer=0),
        series,
        address(4, **other, loss_at=0),
        address(1.6, **other, num_layers=2, layer=1),
    ):
        go(page, path)
        expect(page.locator("#stage .upright .chip")).to_have_count(4)
        assert look(page) == [], path
    cells = [box(page, a_of(k))["y"] for k in range(4)]
    assert cells == sorted(cells, reverse=True), "the last word is read first"
    # the A that is held pulls the reading up
    page.locator("#stage .scene").scroll_into_view_if_needed()
    still(page)
    at = page.evaluate("scrollY")
    touch(page, middle(page, a_of(1)), (0, -(cells[0] - cells[1])))
    assert moment(page) == pytest.approx(2.6, abs=0.15)
    assert page.evaluate("scrollY") == at
    # the one chain fades out, and does not jump
    page.evaluate("""() => {
      const scene = document.querySelector('#stage .scene');
      window.seen = [];
      const note = () => window.seen.push([Number(scene.style.opacity || 1), !!scene.querySelector('.upright')]);
      new MutationObserver(note).observe(scene, { attributes: true, attributeFilter: ['style'] });
    }""")
    page.locator("button[data-view=cell]").tap()
    expect(page.locator("#stage .upright")).to_have_count(0)
    page.wait_for_function("() => document.querySelector('#stage .scene').style.opacity === ''")
    looks = page.evaluate("window.seen")
    assert any(upright and clear < 1 for clear, upright in looks)
    assert any(not upright and clear < 1 for clear, upright in looks)
