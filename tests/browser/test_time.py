"""The one timeline: keys, buttons, dragging, speed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import address, caption, come_to, go, moment, playing, ready, settled, until


@pytest.fixture
def still(open_page: Callable[..., Page]) -> Page:
    """A page that is at the beginning."""
    return ready(open_page(address(0)))


def test_the_arrows_go_over_the_steps_and_back(still: Page) -> None:
    seen = []
    for _ in range(12):
        still.keyboard.press("ArrowRight")
        seen.append((moment(still), caption(still)[0]))
    labels = [*(f"STEP {n}" for n in range(1, 9)), *(f"BACK {n}" for n in range(1, 5))]
    assert seen == list(zip([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8], labels, strict=True))
    still.keyboard.press("ArrowRight")
    assert moment(still) == 8
    back = []
    for _ in range(11):
        still.keyboard.press("ArrowLeft")
        back.append((moment(still), caption(still)[0]))
    assert back == seen[-2::-1]


def test_with_shift_the_arrows_go_over_the_phases(still: Page) -> None:
    seen = []
    for _ in range(10):
        still.keyboard.press("Shift+ArrowRight")
        seen.append(moment(still))
    assert seen == sorted(set(seen))
    assert seen[4] == 1
    assert seen[9] == 2
    for wanted in seen[-2::-1]:
        still.keyboard.press("Shift+ArrowLeft")
        assert moment(still) == wanted


def test_home_and_end(still: Page) -> None:
    still.keyboard.press("End")
    assert moment(still) == 8
    still.keyboard.press("Home")
    assert moment(still) == 0


def test_space_plays_and_stops(still: Page) -> None:
    still.keyboard.press("Space")
    assert playing(still)
    still.wait_for_timeout(200)
    still.keyboard.press("Space")
    assert not playing(still)
    assert moment(still) > 0
    still.keyboard.press("End")
    still.keyboard.press("Space")
    assert playing(still), "from the end it begins again"
    still.keyboard.press("Space")
    assert moment(still) < 4


def test_keys_in_a_field_stay_in_the_field(still: Page) -> None:
    still.locator("#sentence").focus()
    for key in ("End", "Home", "ArrowRight"):
        still.keyboard.press(key)
    assert moment(still) == 0
    still.locator("#seed").focus()
    still.keyboard.press("ArrowLeft")
    assert moment(still) == 0


def test_the_buttons(still: Page) -> None:
    still.locator("#step-on").click()
    assert moment(still) == 0.5
    still.locator("#step-back").click()
    assert moment(still) == 0
    still.locator("#play").click()
    assert playing(still)
    still.locator("#step-on").click()
    assert not playing(still)


def test_the_buttons_say_what_they_do(still: Page) -> None:
    name = still.locator("#play").get_attribute("aria-label")
    still.locator("#play").click()
    assert still.locator("#play").get_attribute("aria-label") != name
    for button in still.locator(".transport button").all():
        assert button.get_attribute("title")
        assert button.get_attribute("aria-label") or button.inner_text().strip()


def drag(page: Page, selector: str, start: tuple[float, float], by: float) -> None:
    """Pull from a place in an element (shares of its size) by that many pixels to the right."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1]
    page.mouse.move(x, y)
    page.mouse.down()
    for part in (0.25, 0.5, 0.75, 1):
        page.mouse.move(x + by * part, y)
    page.mouse.up()
    settled(page)


def test_dragging_on_the_timeline(still: Page) -> None:
    box = still.locator("#timeline").bounding_box()
    assert box is not None
    drag(still, "#timeline", (0.1, 0.5), box["width"] * 0.4)
    assert moment(still) == pytest.approx(4, abs=0.1)
    assert not playing(still)
    drag(still, "#timeline", (0.5, 0.5), box["width"] * 0.6)
    assert moment(still) == 8, "beyond the line is its end"


def test_dragging_the_chain_moves_time(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(1.5)))
    drag(page, "#stage .scene", (0.6, 0.2), -200)
    later = moment(page)
    assert 1.5 < later <= 4
    drag(page, "#stage .scene", (0.4, 0.2), 120)
    assert moment(page) < later


def test_a_click_without_a_pull_does_not_move_time(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(1.5)))
    page.locator("#stage .scene").click(position={"x": 5, "y": 5})
    assert moment(page) == 1.5


PICTURES = ("#stage .scene", "#timeline", ".panel.pinned .chart", "section.gradient .chart")


def pictures(page: Page) -> list[str]:
    """What is drawn, and what is said of it."""
    drawn = [page.locator(selector).inner_html() for selector in PICTURES]
    return [*drawn, page.locator("#pinned-title").inner_text(), page.locator("#pinned-say").inner_text()]


@pytest.mark.parametrize("start", [0.2, 5.3])
def test_where_time_stops_every_picture_is_of_that_moment(open_page: Callable[..., Page], start: float) -> None:
    """While it flows the panels take turns with the stage; not once it stands."""
    page = ready(open_page(address(start)))
    for _ in range(3):
        page.keyboard.press("Space")
        page.wait_for_timeout(350)
        page.keyboard.press("Space")
        page.wait_for_timeout(350)
        assert moment(page) > start
        stopped = pictures(page)
        again = ready(open_page(page.url))
        # the panels of a page that opens come one after the other
        until(again, lambda again=again, stopped=stopped: pictures(again) == stopped)  # type: ignore[misc]
        again.close()


def test_speed_is_how_fast_time_passes(open_page: Callable[..., Page]) -> None:
    """The way made in the same 0.4 s of the page's clock, at ¼× and at 8×, in the same part of the first step."""
    page = ready(open_page(address(0)))
    made = {}
    for speed in ("0.25", "8"):
        go(page, address(0))
        page.locator("#speed").select_option(speed)
        page.locator("#play").focus()
        page.evaluate(
            """() => new Promise(done => {
              document.querySelector('#play').click();
              const start = performance.now();
              const look = () => performance.now() - start > 400
                ? (document.querySelector('#play').click(), done()) : requestAnimationFrame(look);
              requestAnimationFrame(look);
            })"""
        )
        made[speed] = moment(page)
    assert 0 < made["0.25"] < made["8"]
    assert [option.get_attribute("value") for option in page.locator("#speed option").all()] == [
        "0.25", "0.5", "1", "2", "4", "8",
    ]  # fmt: skip


def test_plus_and_minus_go_nearer_and_farther(still: Page) -> None:
    pressed = still.locator("button[data-view][aria-pressed=true]")
    order = [button.get_attribute("data-view") for button in still.locator("button[data-view]").all()]
    here = order.index(pressed.get_attribute("data-view"))
    still.keyboard.press("+")
    assert pressed.get_attribute("data-view") == order[here + 1]
    for _ in order:
        still.keyboard.press("-")
    assert pressed.get_attribute("data-view") == order[0]
    assert moment(still) == 0


def test_two_fingers_go_nearer_and_farther(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2), size=(390, 844), has_touch=True, is_mobile=True))
    box = page.locator(".sights").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = page.context.new_cdp_session(page)

    def pinch(start: float, end: float) -> None:
        def touch(kind: str, half: float) -> None:
            points = [{"x": x - half, "y": y, "id": 0}, {"x": x + half, "y": y, "id": 1}] if kind != "touchEnd" else []
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", start)
        for part in range(1, 9):
            touch("touchMove", start + (end - start) * part / 8)
        touch("touchEnd", end)

    pressed = page.locator("[data-view][aria-pressed=true]")
    pinch(50, 80)
    expect(pressed).to_have_attribute("data-view", "cell")
    pinch(80, 50)
    expect(pressed).to_have_attribute("data-view", "unrolled")
    pinch(80, 50)
    expect(pressed).to_have_attribute("data-view", "rolled")
    assert moment(page) == 2


@pytest.mark.parametrize("button", ["middle", "right"])
def test_only_the_first_button_moves_time(still: Page, button: Literal["middle", "right"]) -> None:
    still.locator("#timeline").click(button=button)
    assert moment(still) == 0
    still.locator("#timeline").click()
    assert moment(still) == pytest.approx(4, abs=0.1)


def test_space_plays_from_a_chosen_cell_too(still: Page) -> None:
    still.locator(".tabs label", has_text="GRU").click()
    settled(still)
    still.locator("#timeline").press("Home")
    still.locator("[name=cell]:checked").focus()
    still.keyboard.press("Space")
    assert playing(still)
    still.keyboard.press("Space")
    assert not playing(still)
    expect(still.locator("[name=cell]:checked")).to_have_value("gru")


def test_one_pinch_of_a_touchpad_is_one_view(still: Page) -> None:
    """A pinch is many small turns of a wheel; the next one begins after a silence, which the events' own times say."""
    pressed = still.locator("[data-view][aria-pressed=true]")
    pinch = """async direction => {
      const sights = document.querySelector('.sights');
      const pause = ms => new Promise(done => setTimeout(done, ms));
      await pause(200);
      for (let i = 0; i < 20; i++)
        sights.dispatchEvent(new WheelEvent('wheel', {ctrlKey: true, deltaY: 8 * direction, bubbles: true}));
    }"""
    for direction, name in ((1, "rolled"), (1, "sentence"), (-1, "rolled"), (-1, "unrolled"), (-1, "cell")):
        still.evaluate(pinch, direction)
        expect(pressed).to_have_attribute("data-view", name)


def test_escape_does_one_thing(open_page: Callable[..., Page]) -> None:
    """It leaves the opened cell only where it has nothing nearer to leave."""
    page = ready(open_page(address(2, view="cell")))
    pressed = page.locator("[data-view][aria-pressed=true]")
    page.locator("#sentence").press("Escape")
    expect(page.locator("#sentence")).not_to_be_focused()
    expect(pressed).to_have_attribute("data-view", "cell")
    page.locator(".more").click()
    expect(page.locator("#more")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#more")).to_be_hidden()
    expect(pressed).to_have_attribute("data-view", "cell")
    trajectory = page.locator("#trajectory")
    come_to(page, "#trajectory")
    expect(trajectory.locator(".state").first).to_be_attached()
    page.mouse.move(2, 2)  # what scrolls under a pointer is pointed at
    trajectory.focus()
    settled(page)
    trajectory.press("ArrowUp")
    expect(page.locator("#trajectory .state.pointed")).to_have_count(1)
    trajectory.press("Escape")
    expect(page.locator("#trajectory .state.pointed")).to_have_count(0)
    expect(pressed).to_have_attribute("data-view", "cell")
    trajectory.press("Escape")
    expect(pressed).to_have_attribute("data-view", "unrolled")
