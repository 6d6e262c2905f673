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
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, Scheme, Watch, every_scheme, every_size
from tests.browser.facts import LAST, LONG, SHORT, STOPS, Run, everything
from tests.browser.probe import look
from tests.browser.seeing import address, answer, moment, playing, ready, settled, visit

HERE = ".passage.here"


def numbers(page: Page, part: str) -> list[tuple[str, str]]:
    """Every number in a part of the active paragraph with the name of its claim."""
    found: list[list[str]] = page.locator(f"{HERE} {part} b[data-claim]").evaluate_all(
        "all => all.map(b => [b.dataset.claim, b.textContent])"
    )
    return [(name, text) for name, text in found]


def standing(page: Page, at: tuple[int, int]) -> None:
    """Wait until the paragraph is the active one and the page shows it."""
    chapter, stop = at
    expect(page.locator("#lesson .chapters [aria-current]")).to_have_text(str(chapter))
    expect(page.locator(f".passage:nth-child({stop})")).to_have_attribute("aria-current", "step")
    expect(page.locator(f"{HERE} .again:not(.away)")).to_be_visible()
    expect(page.locator(f"{HERE} .text b, {HERE} .text:not([data-said*='…'])").first).to_be_attached()
    settled(page)


def shown(page: Page) -> tuple[dict[str, Any], str, float]:
    """The fields, the view and the moment that the page has, from its own controls."""
    query = parse_qs(urlsplit(page.locator("#as-json").get_attribute("href") or "").query)
    fields = {name: values[0] for name, values in query.items()}
    return fields, page.locator("#stage").get_attribute("data-view") or "", moment(page)


def judge(page: Page, server: str, at: tuple[int, int], lang: str, known: dict[str, Run]) -> None:
    """State and numbers of the active paragraph, before and after its guess."""
    fields, view, u, after = STOPS[at]
    wanted = {**fields, "sentence": LONG[lang] if fields.get("sentence") == "long" else SHORT}

    def run_of(**differs: Any) -> Run:
        asked = {name: value for name, value in {**wanted, **differs}.items() if value is not None}
        key = json.dumps(asked)
        known[key] = known.get(key) or answer(server, **asked)
        return known[key]

    run = run_of()
    end = {math.inf: 2 * len(run["tokens"]), -math.inf: len(run["tokens"])}
    assert shown(page)[:2] == ({name: str(value) for name, value in wanted.items()}, view)
    assert shown(page)[2] == pytest.approx(end.get(u, u))
    said = everything(run, at, lang, run_of)
    texts = numbers(page, ".text")
    if after is not None:
        page.locator(f"{HERE} .options input").first.check()
        page.locator(f"{HERE} .commit").click()
        expect(page.locator(f"{HERE} .verdict")).not_to_be_empty()
        standing(page, at)
        assert shown(page)[2] == pytest.approx(end.get(after, after))
        expect(page.locator(f"{HERE} .options .true")).to_have_count(1)
        texts += numbers(page, ".options") + numbers(page, ".verdict")
    for name, text in texts:
        assert text == said[name], (at, name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_lesson_shows_and_says_what_step_answers(
    open_page: Callable[..., Page], server: str, lang: str
) -> None:
    page = ready(open_page("/?lesson=1", lang=lang, motion="reduce"))
    known: dict[str, Run] = {}
    for place in STOPS:
        standing(page, place)
        judge(page, server, place, lang, known)
        page.wait_for_url(re.compile(f"lesson={place[0]}"))
        if place != (8, LAST[8]):
            page.locator("#lesson-following").click()
    assert (
        page.locator(".text, .verdict").evaluate_all(r"all => all.filter(p => /[{}$`]|NaN/.test(p.textContent)).length")
        == 0
    )


def opened(open_page: Callable[..., Page], path: str, **options: Any) -> Page:
    page = ready(open_page(path, motion="reduce", **options))
    expect(page.locator(HERE)).to_be_visible()
    return settled(page)


def test_a_guess_is_asked_before_the_answer_is_to_be_seen(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=2")
    for _ in range(2):
        page.locator("#lesson-following").click()
    standing(page, (2, 3))
    expect(page.locator(f"{HERE} .commit")).to_be_disabled()
    expect(page.locator("main > .act").first).to_have_attribute("inert", "")
    expect(page.locator(".passage.ahead")).to_have_count(3)
    assert "−0.65" not in page.locator("#live").inner_text()
    page.locator(f"{HERE} .options input").first.check()
    page.locator(f"{HERE} .commit").click()
    expect(page.locator(f"{HERE} .verdict")).to_contain_text("That is not it. By both. To unit 0, “am” adds")
    expect(page.locator(f"{HERE} .verdict")).to_contain_text("after “i” it is −0.65.")
    assert moment(settled(page)) == 2
    expect(page.locator("main > .act").first).not_to_have_attribute("inert", "")
    expect(page.locator(f"{HERE} input:enabled")).to_have_count(0)
    page.locator("#lesson .chapters button").first.click()
    page.locator("#lesson .chapters button").nth(1).click()
    page.locator(".passage:nth-child(3) .text").click()
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
    page.locator("#lesson .chapters button").nth(5).click()
    expect(page.locator("#sentence")).to_have_value("we were here before")
    page.locator("#lesson-own").fill("nobody knows how long this is going to be")
    page.locator(f"{HERE} .own button").click()
    expect(page.locator("#sentence")).to_have_value("nobody knows how long this is going to be")
    expect(page.locator(f"{HERE} .text")).to_contain_text("9 words")


def test_opening_closing_and_the_address(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(3.5, seed=7), motion="reduce"))
    button = page.locator("#lesson-open")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    standing(page, (1, 1))
    page.locator("#lesson .leaf").focus()
    page.keyboard.press("ArrowDown")
    standing(page, (1, 2))
    before = shown(page)
    page.keyboard.press("Escape")
    expect(page.locator("#lesson")).to_be_hidden()
    expect(button).to_be_focused()
    assert shown(settled(page)) == before
    page.wait_for_function("() => !location.search.includes('lesson')")
    button.click()
    standing(page, (1, 2))
    page.locator("#lesson .chapters button").nth(2).click()
    standing(page, (3, 1))
    page.locator("#lesson-following").click()
    standing(page, (3, 2))
    page.wait_for_function("() => location.search.includes('lesson=3') && location.search.includes('u=1.5')")
    page.reload()
    standing(ready(page), (3, 2))


def test_a_text_too_long_for_the_address_stays_beside_the_lesson(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("preloaded")
    text = "the cat sat on the mat and looked at me " * 220
    page = opened(open_page, "/?lesson=2")
    page.locator("#sentence").fill(text)
    expect(page.locator(f"{HERE} .again")).to_have_class("again away")
    page.wait_for_function("() => history.state?.sentence && location.search.includes('lesson=2')")
    page.reload()
    ready(page)
    expect(page.locator("#lesson-title")).to_be_visible()
    settled(page)
    expect(page.locator(".passage .again").first).to_be_attached()
    assert page.locator("#sentence").input_value() == text


def test_scrolling_the_column_turns_to_its_paragraphs(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=1")
    page.locator(".leaf").hover()
    page.mouse.wheel(0, 4000)
    standing(page, (1, LAST[1]))
    page.mouse.wheel(0, -4000)
    standing(page, (1, 1))


def test_the_language_changes_in_the_middle_of_a_chapter(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=4")
    page.locator("[data-lang=ko]").click()
    expect(page.locator("#lesson-title")).to_contain_text("손실과 돌아오는 길")
    expect(page.locator(f"{HERE} .text")).to_contain_text("26.7%")


def module(page: Page) -> list[str]:
    """The lines of the module as they are shown, code and comment."""
    expect(page.locator(".module .line")).to_have_count(13)
    return page.locator(".module .line").all_inner_texts()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_module_is_the_server_s_and_its_whole_file_can_be_taken(
    open_page: Callable[..., Page], server: str, lang: str
) -> None:
    page = opened(open_page, "/?lesson=8", lang=lang, permissions=["clipboard-read", "clipboard-write"])
    with urlopen(f"{server}/script?style=module&lang={lang}&sentence=i+am+a+boy&seed=0") as response:
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
    page.locator("#lesson .chapters button").first.click()
    assert not faint(page, ".chip")


def test_the_reader_s_own_sentence_is_read_where_it_suits(open_page: Callable[..., Page]) -> None:
    page = opened(open_page, "/?lesson=1")
    page.locator("#sentence").fill("the old cat sleeps")
    expect(page.locator(f"{HERE} .again")).to_have_class("again away")
    page.locator("#lesson .chapters button").nth(3).click()
    standing(page, (4, 1))
    assert page.locator("#sentence").input_value() == "the old cat sleeps"
    expect(page.locator(f"{HERE} .text")).to_contain_text("“the” gets")
    for _ in range(3):
        page.locator("#lesson-following").click()
    page.locator("#lesson .chapters button").nth(4).click()
    for _ in range(3):
        page.locator("#lesson-following").click()
    standing(page, (5, 4))
    note = page.locator(f"{HERE} .note")
    expect(note).to_contain_text("needs a longer sentence than yours")
    note.locator("button").click()
    standing(page, (6, 1))
    assert page.locator("#sentence").input_value() == "the old cat sleeps"


@every_size
def test_nothing_is_small_clipped_or_over_another(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    page = opened(open_page, "/?lesson=5", size=size, lang="ko")
    stage = page.locator("#stage .scene").bounding_box()
    assert stage is not None
    assert stage["y"] < size[1] - 200, "the stage stays in sight"
    findings = look(page)
    page.locator("#lesson .chapters button").nth(7).click()
    standing(page, (8, 1))
    assert [*findings, *look(page)] == []


PHONE = {"size": (390, 844), "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("path", ["/?lesson=1", "/?sentence=i+am+a+boy&lesson=3"])
def test_on_a_phone_the_whole_cell_stands_between_the_words_and_the_timeline(
    open_page: Callable[..., Page], path: str
) -> None:
    page = ready(open_page(path, motion="reduce", **PHONE))
    expect(page.locator("#lesson")).to_be_visible()
    page.wait_for_function("() => document.querySelector('#lesson').getBoundingClientRect().top < 1")
    settled(page)
    sheet, transport = (page.locator(selector).bounding_box() for selector in ("#lesson", ".transport"))
    assert sheet is not None
    assert transport is not None
    for part in ("#caption .text", "#stage .scene .A", "#stage .scene .chip"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert sheet["y"] + sheet["height"] <= box["y"], part
        assert box["y"] + box["height"] <= transport["y"], part


def test_on_a_phone_a_panel_begins_where_the_sheet_ends_and_says_the_weight_in_sight(
    open_page: Callable[..., Page],
) -> None:
    page = opened(open_page, "/?lesson=3", **PHONE)
    page.locator("#lesson-following").click()
    standing(page, (3, 2))
    expect(page.locator("#pinned-say")).to_contain_text("−0.25")
    expect(page.locator("#pinned-say")).to_be_in_viewport(ratio=1)
    sheet, panel = (page.locator(selector).bounding_box() for selector in ("#lesson", ".panel.pinned"))
    assert sheet is not None
    assert panel is not None
    assert panel["y"] == pytest.approx(sheet["y"] + sheet["height"] + 8, abs=1)
    # the chart goes on below the timeline
    assert [finding for finding in look(page) if not finding.startswith("overlap")] == []


@every_scheme
def test_axe_finds_nothing(open_page: Callable[..., Page], axe: Callable[..., list[str]], scheme: Scheme) -> None:
    page = opened(open_page, "/?lesson=3", scheme=scheme, bypass_csp=True)
    page.locator(".passage:nth-child(4) .text").click()
    standing(page, (3, 4))
    assert axe(page) == []
    page.locator(f"{HERE} .options input").first.check()
    page.locator(f"{HERE} .commit").click()
    standing(page, (3, 4))
    assert axe(page) == []
    page.locator("#lesson .chapters button").nth(7).click()
    standing(page, (8, 1))
    assert axe(page) == []
    assert re.fullmatch(r"\d", page.locator("#lesson .chapters [aria-current]").inner_text())
    assert not playing(page)
