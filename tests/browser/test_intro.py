"""The opening: once, on an address that names nothing; ended by anything; with one gesture, and without a trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, Scheme, Watch
from tests.browser.probe import look
from tests.browser.seeing import moment, playing, ready, settled, until

Open = Callable[..., Page]
BEATS = {"sentence": 0.2, "read": 6.0, "unroll": 11.0, "question": 15.0, "back": 21.0, "pull": 26.0}
"""A second in each beat, and the order in which they come."""
FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
# the text comes after the opening, above the foot of the page
PLACES = """() => ['.masthead', '#stage', '.transport', '.sight'].map(s => {
  const {x, y, width, height} = document.querySelector(s).getBoundingClientRect();
  return [x, y + scrollY, width, height].map(Math.round).join();
})"""


def shown(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.classList.contains('intro')"))


def begun(page: Page) -> Page:
    """Wait until the page's script shows the opening."""
    page.wait_for_function("() => document.documentElement.hasAttribute('data-intro')")
    return ready(page)


def timed(open_page: Open, seconds: float, **options: object) -> Page:
    """The opening at a second of its own, or up to one later: the browser's clock is the test's, and stands still."""
    page = open_page("about:blank", intro=True, **options)
    page.clock.install()
    page.goto("/")
    begun(page)
    page.clock.pause_at(page.evaluate("Date.now() + 50"))
    page.clock.run_for(int(1000 * seconds))
    return page


def said(page: Page) -> str:
    return page.locator("#intro .say").inner_text()


def test_it_is_shown_once_and_leaves_the_address_bare(open_page: Open) -> None:
    page = begun(open_page("/", intro=True))
    assert shown(page)
    assert not playing(page), "time waits for it"
    page.keyboard.press("x")
    expect(page.locator("#intro")).to_have_count(0)
    # one line on the first screen says what the page is
    expect(page.locator(".article > .about")).to_be_in_viewport(ratio=1)
    expect(page.locator(".article > .about")).to_contain_text("Eight chapters")
    until(page, lambda: playing(page))
    assert page.evaluate("location.href").endswith("/")
    page.goto("/")
    assert not shown(ready(page))
    page.goto("/?intro")
    assert shown(begun(page)), "by the link at the foot of the page it comes again"
    assert page.evaluate("location.search") == ""


@pytest.mark.parametrize("path", ["/?u=3", "/?sentence=i+am", "/?lang=ko", "/?act=2", "/#stage"])
def test_an_address_that_names_anything_opens_the_page(open_page: Open, path: str) -> None:
    page = open_page(path, intro=True)
    assert not shown(ready(page))
    assert page.evaluate("localStorage.getItem('rnnflow.intro')") is None, "it is still to come"


@pytest.mark.parametrize("sign", ["key", "click", "wheel"])
def test_anything_ends_it_at_once_and_does_nothing_else(open_page: Open, sign: str) -> None:
    page = begun(open_page("/", intro=True))
    acts = {
        "key": lambda: page.keyboard.press("ArrowRight"),
        "click": lambda: page.mouse.click(700, 300),
        "wheel": lambda: page.mouse.wheel(0, 40),
    }
    acts[sign]()
    until(page, lambda: not shown(page))
    expect(page.locator("#intro")).to_have_count(0)
    until(page, lambda: playing(page))
    assert page.evaluate("location.search") == ""


def test_it_ends_before_its_script_is_there(open_page: Open, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = open_page("about:blank", intro=True)
    page.route("**/*.bundle.js", lambda route: route.abort())
    page.goto("/", wait_until="commit")
    page.wait_for_selector("#intro .words", state="visible")
    page.keyboard.press("x")
    assert not shown(page)
    expect(page.locator(".masthead")).to_be_visible()


def test_where_nothing_can_be_remembered_it_comes_only_when_asked_for(open_page: Open) -> None:
    page = open_page("about:blank", intro=True)
    page.add_init_script(FORBIDDEN)
    page.goto("/")
    assert not shown(ready(page))
    assert playing(page)
    page.goto("/?intro")
    assert shown(begun(page))


@pytest.mark.parametrize(("lang", "size"), [("en", "desktop"), ("ko", "phone")])
def test_it_reads_unrolls_asks_blames_and_hands_over(open_page: Open, lang: str, size: str) -> None:
    page = timed(open_page, 0, lang=lang, size=SIZES[size])
    told, before = [], 0.0
    for beat, second in BEATS.items():
        page.clock.run_for(int(1000 * (second - before)))
        before = second
        assert page.locator("#intro").get_attribute("data-beat") == beat
        told.append(said(page))
        boxes = page.locator("#intro .scene .A").count()
        assert boxes >= 1
    assert len(set(told)) == len(BEATS)
    assert all(any("가" <= letter <= "힣" for letter in text) == (lang == "ko") for text in told)
    assert "9.4" in told[3]
    assert "am" in told[3], "what it answers, wrongly"
    expect(page.locator("#intro .pull")).to_be_focused()


CLEAR = """() => {
  const seen = element => getComputedStyle(element).visibility !== 'hidden';
  const last = [...document.querySelectorAll('#intro .words span')].at(-1);
  if (last.style.opacity === '0') return true;
  const word = last.getBoundingClientRect();
  const parts = [...document.querySelectorAll('#intro .scene :is(.chip[data-t], .A)')].filter(seen);
  return word.bottom <= innerHeight && parts.every(part => {
    const box = part.getBoundingClientRect();
    return word.left >= box.right || word.right <= box.left || word.top >= box.bottom || word.bottom <= box.top;
  });
}"""
"""Whether the last word, as long as it waits, lies on nothing of the picture and is whole in the window."""


def test_its_words_come_to_a_one_after_the_other(open_page: Open) -> None:
    # a phone on its side has no room below the picture
    page = timed(open_page, 0.9, size=(844, 390))
    opacities = "() => [...document.querySelectorAll('#intro .words span')].map(s => s.style.opacity).join('')"
    assert page.evaluate(opacities) in {"", "1111"}
    seen = []
    for _ in range(5):
        page.clock.run_for(1700)
        seen.append(page.evaluate(opacities))
        assert page.evaluate(CLEAR), "what waits lies on the picture"
    assert seen[-1] == "0000"
    assert [row.count("0") for row in seen] == sorted(row.count("0") for row in seen)


def test_the_river_swells_and_dries_by_keys_and_the_page_knows_nothing_of_it(open_page: Open) -> None:
    page = timed(open_page, BEATS["pull"])
    handle = page.locator("#intro .pull")
    passing(page, lambda: handle.get_attribute("aria-valuenow"))
    drawn = float(handle.get_attribute("aria-valuenow") or "nan")
    assert drawn == pytest.approx(0.49, abs=0.005)
    left: dict[str, str] = {}
    for key, radius in (("End", 4), ("Home", 0)):
        page.keyboard.press(key)
        passing(page, lambda: said(page) not in {"", *left.values()})
        expect(handle).to_have_attribute("aria-valuenow", str(radius))
        page.wait_for_function("text => document.querySelector('#intro .say').textContent !== text", arg="")
        left[key] = said(page)
    page.keyboard.press("PageUp")
    passing(page, lambda: "0.50" in said(page))
    assert left["End"] != left["Home"]
    page.keyboard.press("Escape")
    page.clock.run_for(1500)
    expect(page.locator("#intro")).to_have_count(0)
    assert page.locator("#spectral_radius").input_value() == ""
    assert page.evaluate("location.search") == ""


def passing(page: Page, came: Callable[[], object]) -> None:
    """Let time pass until `came` gives something."""

    def step() -> object:
        page.clock.run_for(50)
        return came()

    until(page, step)


def test_the_handle_is_dragged_and_then_the_page_comes_by_itself(open_page: Open) -> None:
    page = timed(open_page, BEATS["pull"])
    passing(page, lambda: page.locator("#intro .knob").count())
    box = page.locator("#intro .knob").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = said(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y, steps=4)
    passing(page, lambda: said(page) != before)
    assert shown(page), "a hand on the handle ends nothing"
    page.mouse.up()
    page.clock.run_for(6000)
    expect(page.locator("#intro")).to_have_count(0)
    assert not shown(page)


def test_nothing_moves_when_it_goes(open_page: Open) -> None:
    page = open_page("about:blank", intro=True)
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => e.value)))
          .observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto("/")
    begun(page)
    behind = page.evaluate(PLACES)
    page.evaluate("shifts.length = 0")
    page.keyboard.press("x")
    expect(page.locator("#intro")).to_have_count(0)
    assert page.evaluate(PLACES) == behind
    assert sum(page.evaluate("shifts")) < 0.001


def test_with_reduced_motion_there_are_four_pictures_to_step_through(open_page: Open) -> None:
    page = begun(open_page("/", intro=True, motion="reduce"))
    told = []
    for i in range(4):
        told.append(said(page))
        still = page.locator("#intro .scene").inner_html()
        page.wait_for_timeout(300)
        assert page.locator("#intro .scene").inner_html() == still
        if i < 3:
            expect(page.locator("#intro .next")).to_be_focused()
            page.keyboard.press("Enter")
    assert len(set(told)) == 4
    expect(page.locator("#intro .next")).to_be_hidden()
    page.locator("#intro .before").click()
    assert said(page) == told[2]
    page.locator("#intro .ways .end").click()
    expect(page.locator("#intro")).to_have_count(0)
    settled(page)
    assert moment(page) == 4


@pytest.mark.parametrize(("scheme", "lang", "size"), [("light", "en", "desktop"), ("dark", "ko", "phone")])
def test_axe_and_the_probe_find_nothing(
    open_page: Open, axe: Callable[[Page], list[str]], scheme: Scheme, lang: str, size: str
) -> None:
    page = begun(open_page("/", intro=True, motion="reduce", scheme=scheme, lang=lang, size=SIZES[size]))
    for _ in range(3):
        assert axe(page) == []
        assert look(page) == []
        page.locator("#intro .next").click()
        settled(page)
    page.wait_for_selector("#intro .knob")
    assert axe(page) == []
    assert look(page) == []
