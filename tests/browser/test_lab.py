"""The Hangul lab: three cuts of one text, each with /step's own numbers, and sentences that show something."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, every_language, every_size, viewport
from tests.browser.probe import look
from tests.browser.seeing import address, answer, come_to, power, ready, settled

HONORIFIC = "할머니께서는 어제 시장에서 사 온 사과를 우리에게 나누어 주셨다"


def lab(page: Page, cuts: int = 3) -> Page:
    """Come to the lab and wait for its picture."""
    ready(page)
    come_to(page, "#lab")
    expect(page.locator("#lab .strip")).to_have_count(cuts)
    expect(page.locator("#lab .examples button")).to_have_count(10)
    page.wait_for_timeout(100)
    come_to(page, "#lab")
    return settled(page)


def cut(page: Page, grain: str) -> str:
    """The line above a strip: its name, T, and what is left."""
    return page.locator(f"#lab .strip[data-grain={grain}] .cut").text_content() or ""


def agree(page: Page, server: str, sentence: str, grains: tuple[str, ...], **fields: object) -> None:
    """The strips show /step's T and norms."""
    for grain in grains:
        run = answer(server, sentence=sentence, tokenizer=grain, include="", **fields)
        expected = f"T = {len(run['tokens'])}{power(run['steps'][0]['log10_grad_norm'])}"
        expect(page.locator(f"#lab .strip[data-grain={grain}] .cut")).to_contain_text(expected)
        strip = page.locator(f"#lab .strip[data-grain={grain}] .token")
        assert strip.count() == len(run["tokens"])


def test_a_ready_sentence_stands_where_the_page_has_no_hangul(open_page: Callable[..., Page], server: str) -> None:
    page = lab(open_page(address(2.5)))
    assert page.locator("#lab-text").input_value() == HONORIFIC
    agree(page, server, HONORIFIC, ("word", "char", "jamo"))


def test_the_page_s_own_sentence_and_network_are_taken(open_page: Callable[..., Page], server: str) -> None:
    page = lab(open_page(address(2.5, sentence="나는 밥을 먹었다", cell="gru", seed=3)))
    assert page.locator("#lab-text").input_value() == "나는 밥을 먹었다"
    agree(page, server, "나는 밥을 먹었다", ("word", "char", "jamo"), cell="gru", seed=3)


def test_a_sentence_is_tried_here_and_then_read_on_the_whole_page(open_page: Callable[..., Page], server: str) -> None:
    page = lab(open_page(address(2.5)))
    page.locator("#lab-text").fill("비가 온다")
    agree(page, server, "비가 온다", ("word", "char", "jamo"))
    assert page.locator("#sentence").input_value() == "i am a boy"
    page.locator("#lab-text").press("Enter")
    expect(page.locator("#sentence")).to_have_value("비가 온다")


@pytest.mark.parametrize("language", ["korean", "english"])
def test_a_ready_sentence_is_set_on_the_whole_page(open_page: Callable[..., Page], server: str, language: str) -> None:
    page = lab(open_page(address(2.5)))
    button = page.locator(f"#lab [data-set={language}] button").nth(1)
    sentence = button.inner_text()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#sentence")).to_have_value(sentence)
    grains = ("word", "char", "jamo") if language == "korean" else ("word", "char")
    expect(page.locator("#lab .strip")).to_have_count(len(grains))
    agree(page, server, sentence, grains)


def test_pointing_tells_of_the_same_place_in_each_cut(open_page: Callable[..., Page]) -> None:
    page = lab(open_page(address(2.5)))
    picture = page.locator("#lab-picture")
    box = picture.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] - 12, box["y"] + 40)
    expect(page.locator("#lab .token.pointed")).to_have_count(3)
    expect(page.locator("#lab-say")).to_contain_text("“주셨다”")
    expect(page.locator("#lab-say")).to_contain_text("“ㅏ”")
    picture.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#lab-say")).to_contain_text("“ㅎ”")


def test_a_refusal_is_said_and_the_picture_stays(open_page: Callable[..., Page], watch: object) -> None:
    page = lab(open_page(address(2.5), lang="ko"))
    page.route("**/step?*", lambda route: route.abort())
    watch.expect("ERR_FAILED")  # type: ignore[attr-defined]
    page.locator("#lab-text").fill("눈이 온다")
    expect(page.locator("#lab .refusal")).to_be_visible()
    assert re.search("[가-힣]", page.locator("#lab .refusal").inner_text())
    expect(page.locator("#lab .strip")).to_have_count(3)


@every_size
def test_a_strip_has_all_letters_or_none_and_the_words_are_always_there(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = lab(open_page(address(2.5), size=size))
    written = {
        grain: page.locator(f"#lab .strip[data-grain={grain}] .piece").count() for grain in ("word", "char", "jamo")
    }
    assert written["word"] + page.locator("#lab .piece.above").count() == 9
    assert written["char"] in (0, 27)
    assert written["jamo"] in (0, 60)
    if size[0] >= 1280:
        assert written == {"word": 9, "char": 27, "jamo": 60}


@every_language
def test_nothing_is_clipped_or_over_another(open_page: Callable[..., Page], lang: str) -> None:
    page = lab(open_page(address(2.5), lang=lang, motion="reduce"))
    found = {}
    for name, size in SIZES.items():
        page.set_viewport_size(viewport(size))
        come_to(page, "#lab")
        wrong = [finding for finding in look(settled(page)) if finding.startswith(("clipped", "overlap", "outside"))]
        if wrong:
            found[name] = wrong
    assert found == {}


def test_axe_finds_nothing(open_page: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
    page = lab(open_page(address(2.5), scheme="dark", size=SIZES["laptop"], motion="reduce"))
    assert axe(page) == []
