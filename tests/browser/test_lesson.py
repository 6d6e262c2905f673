"""The lesson, walked through: at each stop the page shows what the table says, and each number is /step's own."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LANGUAGES, SIZES, Scheme, Watch, every_scheme, every_size, viewport
from tests.browser.facts import LAST, LONG, SHORT, STOPS, Run, everything, must
from tests.browser.probe import cropped, look
from tests.browser.seeing import address, answer, moment, ready, settled, visit

HERE = ".passage.here"
FOLLOWING = ".act .following:visible"


def numbers(page: Page, part: str) -> list[tuple[str, str]]:
    """Every number in a part of the active paragraph with the name of its claim."""
    found: list[list[str]] = page.locator(f"{HERE} {part} b[data-claim]").evaluate_all(
        "all => all.map(b => [b.dataset.claim, b.textContent])"
    )
    return [(name, text) for name, text in found]


def standing(page: Page, at: tuple[int, int]) -> None:
    """Wait until the paragraph is the active one and the page shows it."""
    chapter, stop = at
    expect(page.locator(f"[data-place='{chapter}-{stop}']")).to_have_attribute("aria-current", "step")
    expect(page.locator(f"{HERE} .again:not(.away)")).to_be_visible()
    expect(page.locator(f"{HERE} .text b, {HERE} .text:not([data-said*='…'])").first).to_be_attached()
    settled(page)


def chapter(page: Page, number: int) -> Locator:
    """The button of a chapter in the act that tells it."""
    return page.locator(".act .chapters button:visible", has_text=str(number))


def shown(page: Page) -> tuple[dict[str, Any], str, float]:
    """The fields, the view and the moment that the page has, from its own controls."""
    query = parse_qs(urlsplit(page.locator("#as-json").get_attribute("href") or "").query)
    fields = {name: values[0] for name, values in query.items()}
    return fields, page.locator("#stage").get_attribute("data-view") or "", moment(page)


def guess(page: Page) -> None:
    """The first option, with the mouse."""
    page.locator(f"{HERE} .options input").first.check()
    page.locator(f"{HERE} .commit").click()


def nothing_more(*, answered: bool) -> None:
    """Look no further."""


def judge(
    page: Page,
    server: str,
    at: tuple[int, int],
    lang: str,
    known: dict[str, Run],
    *,
    answer_it: Callable[[Page], None] = guess,
    look_on: Callable[..., None] = nothing_more,
) -> None:
    """State and numbers of the active paragraph, before and after its guess."""
    fields, view, u, after = STOPS[at]
    wanted = {"seed": 1390, **fields, "sentence": LONG[lang] if fields.get("sentence") == "long" else SHORT}

    def run_of(**differs: Any) -> Run:
        asked = {name: value for name, value in {**wanted, **differs}.items() if value is not None}
        key = json.dumps(asked)
        known[key] = known.get(key) or answer(server, **asked)
        return known[key]

    run = run_of()
    end = {math.inf: 2 * len(run["tokens"]), -math.inf: len(run["tokens"])}
    assert shown(page)[:2] == ({name: str(value) for name, value in wanted.items()}, view)
    assert shown(page)[2] == pytest.approx(end.get(u, u))
    look_on(answered=False)
    said = everything(run, at, lang, run_of)
    texts = numbers(page, ".text")
    if after is not None:
        answer_it(page)
        expect(page.locator(f"{HERE} .verdict")).not_to_be_empty()
        standing(page, at)
        assert shown(page)[2] == pytest.approx(end.get(after, after))
        expect(page.locator(f"{HERE} .options .true")).to_have_count(1)
        look_on(answered=True)
        texts += numbers(page, ".options") + numbers(page, ".verdict")
    for name, text in texts:
        assert text == said[name], (at, name)


def at_rest(page: Page, parts: list[str]) -> list[str]:
    """What of these parts is cropped once panels have come to their height, and the text to its place."""
    for _ in range(40):
        settled(page)
        if not (lost := cropped(page, parts)):
            break
        page.wait_for_timeout(50)
    return lost


WALKS = [(lang, size) for lang in LANGUAGES for size in ("desktop", "phone")]


@pytest.mark.parametrize(("lang", "size"), WALKS)
def test_the_whole_lesson_shows_and_says_what_step_answers(
    open_page: Callable[..., Page], server: str, lang: str, size: str
) -> None:
    """All four acts; what a paragraph speaks of is in the window, on a desktop also in one of 1280 by 720."""
    phone = size == "phone"
    hand = {"is_mobile": phone, "has_touch": phone}
    page = ready(open_page("/?lesson=1", lang=lang, size=SIZES[size], motion="reduce", **hand))
    known: dict[str, Run] = {}
    lost: list[tuple[tuple[int, int], str, str]] = []
    for place in STOPS:
        standing(page, place)

        def look_on(*, answered: bool, at: tuple[int, int] = place) -> None:
            for window in ["phone"] if phone else ["laptop", "desktop"]:
                page.set_viewport_size(viewport(SIZES[window]))
                lost.extend((at, window, part) for part in at_rest(page, must(at, narrow=phone, answered=answered)))

        judge(page, server, place, lang, known, look_on=look_on)
        page.wait_for_url(re.compile(f"lesson={place[0]}"))
        if place != (8, LAST[8]):
            page.locator(FOLLOWING).evaluate("button => button.click()")
    assert lost == []
    assert (
        page.locator(".text, .verdict").evaluate_all(r"all => all.filter(p => /[{}$`]|NaN/.test(p.textContent)).length")
        == 0
    )


def press_until(page: Page, key: str, there: str) -> None:
    """Press a key until what has the focus matches."""
    for _ in range(60):
        if page.evaluate("there => document.activeElement.matches(there)", there):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not come to {there}")


def guess_by_keys(page: Page) -> None:
    """The second option, by arrows, and then the button below."""
    press_until(page, "Tab", ".passage.here .options input")
    page.keyboard.press("ArrowDown")
    press_until(page, "Tab", ".passage.here .commit")
    page.keyboard.press("Enter")


def test_keys_alone_lead_from_a_bare_page_to_the_end_of_the_coda(open_page: Callable[..., Page], server: str) -> None:
    page = ready(open_page("/", motion="reduce"))
    known: dict[str, Run] = {}
    press_until(page, "Tab", "#act-1 .following")
    page.keyboard.press("Enter")
    for place in STOPS:
        standing(page, place)
        judge(page, server, place, "en", known, answer_it=guess_by_keys)
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.article') !== null")
    standing(page, (8, LAST[8]))


def opened(open_page: Callable[..., Page], path: str, **options: Any) -> Page:
    page = ready(open_page(path, motion="reduce", **options))
    expect(page.locator(HERE)).to_be_visible()
    return settled(page)


def test_a_guess_is_asked_before_the_answer_is_to_be_seen(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=2")
    for _ in range(2):
        page.locator(FOLLOWING).click()
    standing(page, (2, 3))
    expect(page.locator(f"{HERE} .commit")).to_be_disabled()
    expect(page.locator(".slot[data-panel=pinned]")).to_have_attribute("inert", "")
    expect(page.locator("[data-place^='2-'].ahead")).to_have_count(3)
    assert "−0.70" not in page.locator("#live").inner_text()
    page.locator(f"{HERE} .options input").first.check()
    page.locator(f"{HERE} .commit").click()
    expect(page.locator(f"{HERE} .verdict")).to_contain_text("That is not it. By both. To unit 0, “am” adds")
    expect(page.locator(f"{HERE} .verdict")).to_contain_text("after “i” it is −0.70.")
    assert moment(settled(page)) == 2
    expect(page.locator(".slot[data-panel=pinned]")).not_to_have_attribute("inert", "")
    expect(page.locator(f"{HERE} input:enabled")).to_have_count(0)
    chapter(page, 1).click()
    chapter(page, 2).click()
    page.locator("[data-place='2-3'] .text").click()
    expect(page.locator(f"{HERE} .verdict")).to_contain_text("That is not it")


def test_the_stretch_plays_and_stops_by_itself(page: Page) -> None:
    visit(page, "/?lesson=2")
    expect(page.locator("#play")).to_have_class("playing")
    page.wait_for_function("() => !document.querySelector('#play').classList.contains('playing')")
    assert moment(settled(page)) == 0.5


def test_the_reader_may_touch_anything_and_come_back(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=2")
    page.locator("#sentence").fill("we were here before")
    expect(page.locator(f"{HERE} .again")).to_have_class("again away")
    page.locator(f"{HERE} .again button").click()
    expect(page.locator(f"{HERE} .again")).to_have_class("again")
    assert page.locator("#sentence").input_value() == SHORT
    page.locator(".modes [data-act='2']").click()
    chapter(page, 6).click()
    expect(page.locator("#sentence")).to_have_value("we were here before")
    page.locator("#lesson-own").fill("nobody knows how long this is going to be")
    page.locator(f"{HERE} .own button").click()
    expect(page.locator("#sentence")).to_have_value("nobody knows how long this is going to be")
    expect(page.locator(f"{HERE} .text")).to_contain_text("9 words")


def test_from_the_instrument_to_an_act_and_back_the_moment_stays(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(3.5, seed=7), motion="reduce"))
    before = shown(page)
    page.locator(".modes [data-act='2']").click()
    expect(page.locator("#act-2-title")).to_be_visible()
    expect(page.locator("#act-1-title")).to_be_hidden()
    assert shown(settled(page)) == before
    page.wait_for_function("() => location.search.includes('act=2') && location.search.includes('u=3.5')")
    page.reload()
    expect(page.locator("#act-2-title")).to_be_visible()
    assert shown(ready(page)) == before
    page.locator(".modes .tool").click()
    expect(page.locator(".panel.pinned")).to_be_visible()
    assert shown(settled(page)) == before
    page.wait_for_function("() => !location.search.includes('act')")


def test_keys_go_through_the_text_and_the_address_follows(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=1")
    page.locator(FOLLOWING).focus()
    page.keyboard.press("ArrowDown")
    standing(page, (1, 2))
    page.keyboard.press("PageUp")
    standing(page, (1, 1))
    chapter(page, 3).click()
    standing(page, (3, 1))
    page.locator(FOLLOWING).click()
    standing(page, (3, 2))
    page.wait_for_function("() => location.search.includes('lesson=3') && location.search.includes('u=1.5')")
    page.reload()
    standing(ready(page), (3, 2))
    for _ in range(5):
        page.locator(FOLLOWING).click()
    standing(page, (4, 1))
    expect(page.locator("#act-2-title")).to_be_visible()


def test_a_text_too_long_for_the_address_stays_beside_the_lesson(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("preloaded")
    text = "the cat sat on the mat and looked at me " * 220
    page = opened(open_page, "/?lesson=2")
    page.locator("#sentence").fill(text)
    expect(page.locator(f"{HERE} .again")).to_have_class("again away")
    page.wait_for_function("() => history.state?.sentence && location.search.includes('lesson=2')")
    page.reload()
    ready(page)
    expect(page.locator("#act-1-title")).to_be_visible()
    settled(page)
    expect(page.locator(".passage .again").first).to_be_attached()
    assert page.locator("#sentence").input_value() == text


def test_scrolling_sets_the_stage_to_what_is_read(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=1")
    page.locator(".article").hover()
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => !document.querySelector(\"[data-place='1-1']\").matches('.here')")
    at = page.locator(HERE).get_attribute("data-place") or ""
    standing(page, (int(at[0]), int(at[2])))
    page.mouse.wheel(0, -4000)
    standing(page, (1, 1))


def test_a_timeline_that_is_dragged_is_not_taken_back(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=4")
    standing(page, (4, 1))
    page.locator("#timeline").press("ArrowRight")
    page.locator("#timeline").press("ArrowRight")
    assert moment(settled(page)) == 6
    page.evaluate("scrollTo(0, 600)")
    page.wait_for_timeout(400)
    assert moment(page) == 6, "a page that moves by itself sets nothing"


def test_the_language_changes_in_the_middle_of_a_chapter(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=4")
    page.locator("[data-lang=ko]").click()
    expect(page.locator("#act-2 .chapter").first).to_contain_text("손실과 돌아오는 길")
    expect(page.locator(f"{HERE} .text")).to_contain_text("9.4%")


def module(page: Page) -> list[str]:
    """The lines of the module as they are shown, code and comment."""
    expect(page.locator(".module .line")).to_have_count(13)
    return page.locator(".module .line").all_inner_texts()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_module_is_the_server_s_and_its_whole_file_can_be_taken(
    open_page: Callable[..., Page], server: str, lang: str
) -> None:
    page = opened(open_page, "/?lesson=8", lang=lang, permissions=["clipboard-read", "clipboard-write"])
    with urlopen(f"{server}/script?style=module&lang={lang}&sentence=i+am+a+boy&seed=1390") as response:
        file = response.read().decode()
    lines = [line.split("\n")[0] for line in module(page)]
    told = [line.partition("  # ")[0].strip() for line in file.splitlines()]
    assert lines[0] == "class Network(nn.Module):"
    assert lines[9:] == ["return self.linear(out)", *lines[10:12], "loss.backward()"]
    assert set(lines) <= set(told)
    comments = page.locator(".module .remark").all_inner_texts()
    assert len(comments) == 10
    assert all(f"  {comment}" in file for comment in comments)
    page.locator(".module button").click()
    expect(page.locator(".module [role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == file
    with page.expect_download() as found:
        page.locator(".module a").click()
    assert found.value.suggested_filename == "rnn-flow.py"
    assert Path(found.value.path()).read_text(encoding="utf-8") == file


OF_LINES = {
    "nn.Embedding": (".input .strip",),
    "nn.RNN": (".A",),
    "self.linear = ": (".loss .spread",),
    "for x in": (".chip", ".link"),
    "out, h = ": (".output .strip", ".link"),
    "return": (".loss .said", ".loss .spread"),
    "cross_entropy": (".loss .said",),
    "backward": (".river .factor.end", ".river .factor.start"),
}
"""The marks that a line of the module lights, by what is in it."""


def faint(page: Page, marks: str) -> bool:
    """Whether the first of these marks is dimmed, by itself or by a group around it."""
    return bool(
        page.locator(f"#stage .scene {marks}").first.evaluate(
            """mark => {
              for (let each = mark; each.closest('.scene'); each = each.parentElement)
                if (Number(getComputedStyle(each).opacity) < 0.2) return true;
              return false;
            }"""
        )
    )


def test_a_line_lights_its_part_of_the_picture(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=8")
    module(page)
    every = {mark for marks in OF_LINES.values() for mark in marks}
    page.mouse.move(1, 1)
    assert not any(faint(page, mark) for mark in every)
    for code, marks in OF_LINES.items():
        page.locator(".module .line", has_text=code).first.hover()
        assert {mark for mark in every if not faint(page, mark)} >= set(marks), code
        assert any(faint(page, mark) for mark in every), code
    page.mouse.move(1, 1)
    assert not any(faint(page, mark) for mark in every)


def test_the_module_is_walked_by_keys_and_a_part_of_the_picture_lights_its_lines(
    open_page: Callable[..., Page],
) -> None:
    page = opened(open_page, "/?lesson=8")
    module(page)
    page.locator(".module .line").first.focus()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".module .line.lit")).to_have_text(re.compile("loss.backward"))
    assert faint(page, ".A")
    standing(page, (8, 1))
    page.keyboard.press("Home")
    expect(page.locator(".module .line:focus code")).to_have_text("class Network(nn.Module):")
    page.locator("#stage .scene .chip").first.hover()
    lit = page.locator(".module .line.lit code")
    expect(lit).to_have_text([re.compile("nn.Embedding"), re.compile("for x in"), re.compile("logits = network")])
    page.locator(".modes [data-act='1']").click()
    assert not faint(page, ".chip")


def test_the_reader_s_own_sentence_is_read_where_it_suits(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=1")
    page.locator("#sentence").fill("the old cat sleeps")
    expect(page.locator(f"{HERE} .again")).to_have_class("again away")
    page.locator(".modes [data-act='2']").click()
    standing(page, (4, 1))
    assert page.locator("#sentence").input_value() == "the old cat sleeps"
    expect(page.locator(f"{HERE} .text")).to_contain_text("“the” gets")
    for number in (4, 5):
        chapter(page, number).click()
        for _ in range(3):
            page.locator(FOLLOWING).click()
    standing(page, (5, 4))
    note = page.locator(f"{HERE} .note")
    expect(note).to_contain_text("needs a longer sentence than yours")
    note.locator("button").click()
    standing(page, (6, 1))
    assert page.locator("#sentence").input_value() == "the old cat sleeps"


@every_scheme
@every_size
def test_every_act_is_clean(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], size: tuple[int, int], scheme: Scheme
) -> None:
    """Nothing is small, clipped, outside or over another, and axe finds nothing."""
    lang = "ko" if scheme == "dark" else "en"
    found: dict[int, list[str]] = {}
    for act in range(1, 5):
        page = opened(open_page, f"/?act={act}", size=size, scheme=scheme, lang=lang, bypass_csp=True)
        page.wait_for_timeout(900)
        found[act] = [*look(page), *axe(page)]
        page.close()
    assert found == {act: [] for act in found}


LONGEST = {"desktop": 3016, "phone": 6174}
"""Pixels: 60 % of the page that had every panel open below the stage."""


@pytest.mark.parametrize("path", ["/?act=1", "/?act=2", "/?act=3", "/?act=4", address(8)])
def test_no_act_is_longer_than_it_may_be(open_page: Callable[..., Page], path: str) -> None:
    page = ready(open_page(path, motion="reduce"))
    page.wait_for_function("() => !document.querySelector('.passage .text:empty, .passage .text[data-said*=\"…\"]')")
    for size, most in LONGEST.items():
        page.set_viewport_size(viewport(SIZES[size]))
        assert settled(page).evaluate("document.documentElement.scrollHeight") <= most, size


@pytest.mark.parametrize("path", ["/?lesson=1", "/?sentence=i+am+a+boy&lesson=3"])
def test_on_a_phone_the_stage_leaves_half_of_the_window_to_the_text(open_page: Callable[..., Page], path: str) -> None:
    page = ready(open_page(path, motion="reduce", size=(390, 844), has_touch=True, is_mobile=True))
    page.evaluate("scrollTo(0, 400)")
    settled(page)
    sight = page.locator(".sight").bounding_box()
    assert sight is not None
    assert sight["y"] == pytest.approx(0, abs=1)
    if "sentence" not in path:
        assert sight["height"] <= 0.46 * 844


SIGHTLESS = """
() => ['#stage .scene', 'section.gradient .chart'].every(selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  return seen < Math.min(box.height, 120);
})
"""


def lost_in(page: Page, selector: str) -> list[tuple[str, int]]:
    """Where neither the stage nor the chart is in the window while a panel is scrolled through."""
    found = page.locator(selector)
    found.evaluate("panel => panel.scrollIntoView()")
    page.wait_for_timeout(400)
    top, bottom = found.evaluate("panel => [panel.getBoundingClientRect().top + scrollY, panel.offsetHeight]")
    lost = []
    for at in range(int(top) - 400, int(top + bottom) - 400, 300):
        page.evaluate("top => scrollTo(0, top)", at)
        settled(page)
        if page.evaluate(SIGHTLESS):
            lost.append((selector, at))
    return lost


def opened_slots(page: Page) -> list[str]:
    """The panels of the instrument, each opened."""
    names: list[str] = page.locator(".slot").evaluate_all(
        "all => all.filter(slot => slot.checkVisibility()).map(slot => slot.dataset.panel)"
    )
    for name in names:
        unfold = page.locator(f".slot[data-panel={name}] .unfold")
        if unfold.get_attribute("aria-expanded") == "false":
            unfold.evaluate("button => button.click()")
    return [f".slot[data-panel={name}]" for name in names]


def test_whatever_panel_is_read_the_stage_or_its_chart_is_in_sight(open_page: Callable[..., Page]) -> None:
    """Each panel of the instrument, opened and scrolled through; with numbers the forecast too."""
    page = ready(open_page(address(8, teach="on"), motion="reduce"))
    slots = opened_slots(page)
    assert {f".slot[data-panel={name}]" for name in ("exercise", "trajectory", "experiment", "trust")} <= set(slots)
    assert [at for panel in ["#teach", *slots] for at in lost_in(page, panel)] == []
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-reads=numbers]").click()
    forecast = ".slot[data-panel=forecast]"
    expect(page.locator(forecast)).to_be_visible()
    opened_slots(page)
    assert lost_in(page, forecast) == []


def test_where_a_text_is_written_on_the_chart_is_in_sight_too(open_page: Callable[..., Page]) -> None:
    page = ready(open_page("/?model=statute-ko&panel=write-on&write=0.3,10", lang="ko", motion="reduce"))
    # its own link waits until its code is there
    expect(page.locator("#write-on")).to_be_focused()
    expect(page.locator("#problem-sentence")).to_be_hidden()
    expect(page.locator("#write-heat")).to_have_text("0.3")
    expect(page.locator("#write-length")).to_have_value("10")
    page.locator("#write-go").click()
    expect(page.locator("#likeliest")).to_be_visible()
    assert lost_in(page, "#write-on") == []
