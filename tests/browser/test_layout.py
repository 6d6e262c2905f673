"""Nothing is too small, clipped, overlapping or off the page, at any size, in any view, at any moment."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SIZES, Watch, every_language, every_size, viewport
from tests.browser.probe import look
from tests.browser.seeing import address, come_to, go, ready, settled, touch, visit

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitän"
MOMENTS = [
    address(0),
    address(1.9),
    address(4.2),
    address(5.45, lang="ko"),
    address(8, cell="gru"),
    address(2.4, cell="lstm"),
    address(6.3, cell="lstm", objective="next-token", lang="ko"),
    address(1.2, sentence="hello", hidden_size=1, input_size=1),
    address(13, sentence="so it goes and so it goes on and on", hidden_size=2, spectral_radius=0.01),
    address(7.5, sentence=f"{LONG_WORD} 👩‍🚀 나는 밥을 먹었다 {LONG_WORD}", hidden_size=64),
    address(2.4, hidden_size=256, input_size=256),
    address(25.5, sentence=" ".join(["word"] * 40), seed=5),
]
VIEWS = [
    address(u, view=view, **fields)
    for view in ("sentence", "rolled", "cell")
    for u, fields in (
        (1.9, {}),
        (5.45, {"cell": "lstm", "lang": "ko"}),
        (2.4, {"cell": "gru", "hidden_size": 16}),
        (25.5, {"sentence": " ".join(["word"] * 40), "hidden_size": 64}),
    )
]


OPENED = 900
"""ms."""


@pytest.mark.parametrize("addresses", [MOMENTS, VIEWS], ids=["chain", "views"])
@every_size
def test_nothing_is_small_clipped_overlapping_or_outside(
    open_page: Callable[..., Page], size: tuple[int, int], addresses: list[str]
) -> None:
    page = ready(open_page(address(0), size=size, motion="reduce"))
    found = {}
    for path in addresses:
        go(page, path)
        if "view=cell" in path:
            # an A that opens has all of its letters once it is open; what the bar of time hides is no overlap
            page.wait_for_timeout(OPENED)
            page.evaluate("document.querySelector('.transport').style.position = 'static'")
        if findings := look(page):
            found[path] = findings
    assert found == {}, found


@pytest.mark.parametrize("view", ["rolled", "cell"])
def test_nothing_is_clipped_on_the_way_between_two_views(open_page: Callable[..., Page], view: str) -> None:
    page = ready(open_page(address(2.4)))
    page.locator(f"button[data-view={view}]").click()
    for _ in range(4):
        page.wait_for_timeout(120)
        assert [finding for finding in look(page) if not finding.startswith("overlap")] == []


def test_a_word_of_one_letter_or_forty_moves_nothing_else(open_page: Callable[..., Page]) -> None:
    """The places of the panels are the same whatever the words are."""
    page = ready(open_page(address(0), motion="reduce"))
    places = set()
    for sentence in ("a b c d", f"{LONG_WORD} b c d", "나는 밥을 먹었다 👩‍🚀"):
        go(page, address(4, sentence=sentence))
        places.add(str(page.locator("#stage .scene").bounding_box()))
    assert len(places) == 1


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone: touch, no hover."""
    context = new_context(viewport=viewport(SIZES["phone"]), has_touch=True, is_mobile=True)
    return visit(context.new_page(), address(0))


def test_a_phone_needs_no_hover(phone: Page) -> None:
    phone.locator("#step-on").tap()
    settled(phone)
    assert phone.locator("#caption .step").inner_text() == "STEP 1"
    phone.locator("#play").tap()
    assert "playing" in (phone.locator("#play").get_attribute("class") or "")
    phone.locator("#play").tap()
    before = phone.locator("#pinned-say").inner_text()
    chart = phone.locator(".panel.pinned .chart")
    come_to(phone, ".panel.pinned .chart")
    box = chart.bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + 60)
    settled(phone)
    assert phone.locator("#pinned-say").inner_text() != before


def test_a_swipe_moves_time_and_the_page_still_scrolls(phone: Page) -> None:
    go(phone, address(1.5))
    box = phone.locator("#stage .scene").bounding_box()
    assert box is not None
    touch(phone, (box["x"] + box["width"] * 0.8, box["y"] + 120), (-160, 0))
    assert float(phone.locator("#timeline").get_attribute("aria-valuenow") or 0) > 1.5
    at = phone.evaluate("scrollY")
    touch(phone, (box["x"] + box["width"] * 0.5, box["y"] + 160), (0, -120))
    phone.wait_for_function("at => scrollY > at", arg=at)


LONG_WORD = "a" + "W" * 38 + "b"


def test_what_is_wrong_is_said_in_the_window_of_a_phone(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("status of 422")
    for name, value in (("hidden_size", "0"), ("seed", "-5")):
        page = ready(open_page(address(2), size=(390, 844)))
        page.locator("#settings-open").click()
        page.locator(f"#{name}").fill(value)
        said = page.locator(f"#problem-{name}")
        expect(said).to_be_visible()
        box = said.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("size", [(390, 844), (768, 1024), (1440, 900)])
def test_a_long_word_breaks_before_the_page_scrolls_sideways(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = ready(open_page(address(2.6, sentence=f"a {LONG_WORD} {LONG_WORD} b"), size=size))
    for panel in (".panel.pinned", ".trajectory"):
        come_to(page, panel)
        settled(page)
        assert page.locator(panel).evaluate("panel => panel.scrollWidth <= panel.clientWidth"), panel
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_the_panels_keep_their_heights_from_phase_to_phase(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(0, cell="lstm", objective="next-token"), size=(390, 844)))
    heights = set()
    for _ in range(36):
        heights.add(page.locator(".panel.pinned").evaluate("panel => panel.getBoundingClientRect().height"))
        page.keyboard.press("Shift+ArrowRight")
    assert len(heights) == 1


@every_language
@pytest.mark.parametrize("size", [(844, 390), (667, 375)], ids=["large", "small"])
def test_a_phone_on_its_side_shows_the_cell_beside_its_controls(
    new_context: Callable[..., BrowserContext], size: tuple[int, int], lang: str
) -> None:
    """h, A and x are above the timeline at once, with no scrolling."""
    context = new_context(viewport=viewport(size), has_touch=True, is_mobile=True)
    page = visit(context.new_page(), address(2, lang=lang))

    def place(selector: str) -> tuple[float, float]:
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        return box["y"], box["y"] + box["height"]

    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    top, bottom = place(".transport")
    assert bottom <= size[1] + 1
    for part in ('[data-vector="h:1"]', '.cell[data-t="1"] .A', '[data-vector="x:1"]'):
        above, below = place(f"#stage {part}")
        assert above >= 0
        assert below <= top
    page.locator("#play").tap()
    assert "playing" in (page.locator("#play").get_attribute("class") or "")


LOW_WINDOWS = {"landscape": (844, 390), "small": (667, 375), "zoomed": (720, 450)}


@pytest.mark.parametrize("size", LOW_WINDOWS.values(), ids=LOW_WINDOWS)
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_in_a_low_window_h_a_x_and_the_word_are_in_sight_together(
    open_page: Callable[..., Page], size: tuple[int, int], cell: str
) -> None:
    page = ready(open_page(address(1.9, cell=cell), size=size, motion="reduce"))
    for u in (1.9, 4, 6.55):
        go(page, address(u, cell=cell))
        step = 1 if u < 4 else 3 if u == 4 else 1
        parts = [page.locator(f'#stage [data-vector="{name}:{step}"]').first for name in ("h", "x")]
        parts.append(page.locator(f'#stage .chip[data-t="{step}"]').first)
        parts[0].evaluate("h => scrollTo(0, scrollY + h.getBoundingClientRect().top - 2)")
        settled(page)
        line = page.locator(".transport").bounding_box()
        boxes = [part.bounding_box() for part in parts]
        assert line is not None
        for box in boxes:
            assert box is not None
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= line["y"], u


KINDS = {
    "two layers": {"num_layers": 2, "layer": 0},
    "two directions": {"bidirectional": "true", "direction": "backward"},
    "next token": {"objective": "next-token", "cell": "lstm"},
    "trained": {"model": "brackets", "sentence": None},
}


@pytest.mark.parametrize("size", LOW_WINDOWS.values(), ids=LOW_WINDOWS)
@pytest.mark.parametrize("fields", KINDS.values(), ids=KINDS)
def test_in_a_low_window_a_h_and_x_fit_above_the_timeline(
    open_page: Callable[..., Page], size: tuple[int, int], fields: dict[str, object]
) -> None:
    """Whatever is written over them: at some scroll position they are in view together."""
    given = {name: value for name, value in {"sentence": "i am a boy", **fields}.items() if value is not None}
    page = ready(open_page(f"/?{urlencode({**given, 'u': 3})}", size=size, motion="reduce"))
    step = 1 if fields.get("direction") == "backward" else 2
    parts = (f'.cell[data-t="{step}"] .A > rect', f'[data-vector="h:{step}"]', f'[data-vector="x:{step}"]')
    boxes = [page.locator(f"#stage {part}").first.bounding_box() for part in parts]
    line = page.locator(".transport").bounding_box()
    assert line is not None
    tops = [box["y"] for box in boxes if box]
    bottoms = [box["y"] + box["height"] for box in boxes if box]
    assert len(tops) == len(parts)
    assert max(bottoms) - min(tops) <= size[1] - line["height"]


@pytest.mark.parametrize("query", ["cell=rnn", "cell=lstm", "cell=gru", "cell=gru&part=n"])
@pytest.mark.parametrize("u", [2.5, 6.6])
def test_on_a_phone_on_its_side_the_opened_a_fills_the_window(
    open_page: Callable[..., Page], query: str, u: float
) -> None:
    """The page is scrolled to it, and all of it is above the timeline."""
    page = ready(open_page(f"/?sentence=i+am+a+boy&{query}&u={u}", size=(844, 390), motion="reduce"))
    page.locator("button[data-view=cell]").click()
    settled(page)
    panel = page.locator("#stage .opened .panel").first.bounding_box()
    line = page.locator(".transport").bounding_box()
    assert panel is not None
    assert line is not None
    assert panel["y"] >= 0
    assert panel["y"] + panel["height"] <= line["y"] + 1


def test_the_name_of_a_late_row_is_whole_where_the_loop_fills_a_phone(open_page: Callable[..., Page]) -> None:
    words = " ".join(["word"] * 40)
    page = ready(open_page(address(25.5, sentence=words, hidden_size=64, view="rolled"), size=(390, 844)))
    name = page.locator("#stage .scene .output > .symbol.end").bounding_box()
    scene = page.locator("#stage .scene").bounding_box()
    assert name is not None
    assert scene is not None
    assert name["x"] >= scene["x"]
