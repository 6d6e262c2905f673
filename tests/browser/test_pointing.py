"""Pointing travels: one unit that is pointed at is lit in every picture; cables and A answer; time never turns back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import SIZES, viewport
from tests.browser.seeing import address, answer, come_to, moment, settled, visit

UNIT = 7
STRIP = '#stage [data-vector="h:1"]'
OPACITIES = """selector => Object.fromEntries([...document.querySelectorAll(selector)].map(
  e => [e.dataset.unit, Number(getComputedStyle(e).opacity)]))"""


def box(place: Locator) -> tuple[float, float, float, float]:
    """Left, top, width and height of an element in the window."""
    found = place.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def point_at_unit(page: Page, j: int = UNIT) -> None:
    """Point at a number of h₁ on the stage."""
    x, y, width, height = box(page.locator(STRIP))
    page.mouse.move(x + width * (j + 0.5) / 8, y + height / 2)
    settled(page)


def point_at_a(page: Page, t: int) -> tuple[float, float]:
    """Point at the middle of A at step t, and say where that is."""
    x, y, width, height = box(page.locator(f'.cell[data-t="{t}"] .A rect').first)
    place = (x + width / 2, y + height / 2)
    page.mouse.move(*place)
    settled(page)
    return place


@pytest.fixture
def chain(page: Page) -> Page:
    """The chain after three words, at rest."""
    return visit(page, address(3))


def test_a_number_of_the_stage_is_lit_everywhere(chain: Page) -> None:
    point_at_unit(chain)
    threads = chain.evaluate(OPACITIES, ".cell[data-t='1'] .output > .cable path, .link .cable path")
    assert threads.pop(str(UNIT)) == 1
    assert set(threads.values()) == {0.2}
    for t in (0, 2):
        cells = chain.evaluate(OPACITIES, f'#stage [data-vector="h:{t}"] rect')
        assert cells.pop(str(UNIT)) == 1
        assert set(cells.values()) == {0.45}
    # its neighbours in the strip that is being read can be compared
    assert set(chain.evaluate(OPACITIES, f"{STRIP} rect").values()) == {1}
    expect(chain.locator(".lit-unit .lit-thread").first).to_be_visible()
    # its sum, and what it gives to itself
    expect(chain.locator("#pinned-title")).to_contain_text(f"[{UNIT}]")
    expect(chain.locator(".panel.pinned .row-light")).to_have_count(1)
    # its line of the overview, on both ways
    rows = chain.locator("#timeline rect.row")
    expect(rows).to_have_count(2)
    canvas = box(chain.locator("canvas.states"))
    row = box(rows.first)
    assert row[1] + row[3] / 2 == pytest.approx(canvas[1] + canvas[3] * (UNIT + 0.5) / 8, abs=1)


def test_what_is_lit_goes_with_the_pointer(chain: Page) -> None:
    point_at_unit(chain)
    chain.mouse.move(5, 5)
    settled(chain)
    assert set(chain.evaluate(OPACITIES, ".link .cable path").values()) == {1}
    expect(chain.locator("#timeline rect.row")).to_have_count(0)
    expect(chain.locator(".lit-unit")).to_have_count(0)
    expect(chain.locator(".sights .tip")).to_be_hidden()


def test_a_weight_below_lights_its_unit_on_the_stage(chain: Page) -> None:
    come_to(chain, ".panel.pinned")
    x, y, _, _ = box(chain.locator(".panel.pinned .chart"))
    # W's sixth line: what unit 5 gives
    chain.mouse.move(x + 40, y + 4 + 5.5 * 16.83)
    settled(chain)
    threads = chain.evaluate(OPACITIES, ".link .cable path")
    assert threads.pop("5") == 1
    assert set(threads.values()) == {0.2}


def test_a_line_of_the_overview_lights_its_unit_on_the_stage(chain: Page) -> None:
    x, y, width, height = box(chain.locator("canvas.states"))
    chain.mouse.move(x + width * 0.3, y + height * 2.5 / 8)
    settled(chain)
    threads = chain.evaluate(OPACITIES, ".link .cable path")
    assert threads.pop("2") == 1
    assert set(threads.values()) == {0.2}


def test_the_keys_of_the_panel_point_too(chain: Page) -> None:
    chain.keyboard.press("Tab")
    chain.locator(".panel.pinned .chart").focus()
    chain.keyboard.press("ArrowDown")
    chain.keyboard.press("ArrowDown")
    settled(chain)
    threads = chain.evaluate(OPACITIES, ".link .cable path")
    assert [unit for unit, opacity in threads.items() if opacity == 1] == ["2"]
    chain.locator("#play").focus()
    settled(chain)
    assert set(chain.evaluate(OPACITIES, ".link .cable path").values()) == {1}


def test_the_tip_is_12_px_outside_of_the_strip(chain: Page) -> None:
    point_at_unit(chain)
    tip, strip = box(chain.locator(".sights .tip")), box(chain.locator(STRIP))
    assert tip[1] + tip[3] == pytest.approx(strip[1] - 12, abs=1)


def test_a_cable_says_its_vector_its_norm_and_both_its_ends(chain: Page, server: str) -> None:
    x, y, width, height = box(chain.locator('.cell[data-t="1"] .A rect').first)
    chain.mouse.move(x + width + 30, y + height / 2)
    h = answer(server)["steps"][1]["h"]
    norm = sum(v * v for v in h) ** 0.5
    expect(chain.locator(".sights .tip")).to_contain_text(f"from A at “am” to A at “a” · ‖h₁‖ = {norm:.2f}")


def test_the_gradient_on_its_way_says_the_same(page: Page) -> None:
    visit(page, address(7))
    x, y, width, height = box(page.locator('.cell[data-t="2"] .A rect').first)
    page.mouse.move(x + width + 60, y + height / 2)
    expect(page.locator(".sights .tip")).to_contain_text("gradient · from A at “boy” back to A at “a” · ‖∂L/∂h₂‖ = 10")


@pytest.mark.parametrize(("lang", "word"), [("en", "open"), ("ko", "열기")])
def test_a_rises_and_says_that_it_opens(page: Page, lang: str, word: str) -> None:
    visit(page, address(3, lang=lang))
    before = box(page.locator('.cell[data-t="1"] .A rect').first)
    point_at_a(page, 1)
    after = box(page.locator('.cell[data-t="1"] .A rect').first)
    assert before[1] - after[1] == pytest.approx(2, abs=0.1)
    expect(page.locator(".opens text")).to_have_text(word)
    assert page.locator(".scene").evaluate("e => getComputedStyle(e).cursor") == "zoom-in"


def test_a_says_so_while_the_keys_are_at_its_button(chain: Page) -> None:
    chain.locator("button[data-view=unrolled]").focus()
    chain.keyboard.press("Tab")
    expect(chain.locator("button[data-view=cell]")).to_be_focused()
    expect(chain.locator('.cell[data-t="2"] .opens')).to_be_visible()


@pytest.mark.parametrize("u", [0.5, 2.2, 3.0, 5.4, 7.0])
def test_opening_a_never_turns_time_back(page: Page, u: float) -> None:
    visit(page, address(u))
    for t in range(4):
        point = point_at_a(page, t)
        before = moment(page)
        page.mouse.click(*point)
        expect(page.locator("button[data-view=cell]")).to_have_attribute("aria-pressed", "true")
        settled(page)
        assert moment(page) >= before
        expect(page.locator("#pinned-title")).to_contain_text(["“i”", "“am”", "“a”", "“boy”"][t])
        page.keyboard.press("Escape")
        page.wait_for_function("() => !document.querySelector('.opened')")


def test_a_finger_s_tap_points(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(viewport=viewport(SIZES["phone"]), has_touch=True, is_mobile=True)
    phone = visit(context.new_page(), address(2))
    x, y, width, height = box(phone.locator(STRIP))
    phone.touchscreen.tap(x + width / 2, y + height * 3.5 / 8)
    expect(phone.locator(".sights .tip")).to_contain_text("h₁[3] = ")
    threads = phone.evaluate(OPACITIES, ".cell[data-t='1'] .output > .cable path")
    assert [unit for unit, opacity in threads.items() if opacity == 1] == ["3"]
    phone.touchscreen.tap(200, 20)
    expect(phone.locator(".sights .tip")).to_be_hidden()
