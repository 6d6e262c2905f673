"""Write on: tokens that come one after the other, the stage that reads them, and the likeliest five."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, SCHEMES, SIZES, Watch
from tests.browser.seeing import address, moment, playing, ready, until, visit
from tests.browser.storing import store
from tests.engine.counting import reciting

WORDS = tuple("abcdefg ")
JAMO = tuple("ㅎㅏㄴㄱㅡㄹ")


@pytest.fixture(scope="module")
def model(server: str) -> str:
    """A network that says the alphabet by heart, a blank after g."""
    return store(server, reciting(WORDS, sure=4.0))


@pytest.fixture(scope="module")
def hangul(server: str) -> str:
    return store(server, reciting(JAMO, sure=20.0))


def path(model: str, sentence: str = "ab", u: float | None = None, **more: object) -> str:
    fields = {"sentence": sentence, "tokenizer": "char", "model": model, "objective": "next-token", **more}
    return f"/?{urlencode(fields | ({} if u is None else {'u': u}))}"


def sentence(page: Page) -> str:
    return page.locator("#sentence").input_value()


def texts_until(page: Page, done: Callable[[str], bool]) -> list[str]:
    """Every text that the box held until one is the last that is waited for."""
    seen = [sentence(page)]
    while not done(seen[-1]):
        before = seen[-1]
        until(page, lambda before=before: sentence(page) != before)  # type: ignore[misc]
        seen.append(sentence(page))
    return seen


def cold(page: Page, length: str = "10") -> None:
    """At temperature 0 it says what it knows by heart."""
    page.locator("#write-temperature").fill("0")
    page.locator("#write-length").select_option(length)
    expect(page.locator("#write-heat")).to_have_text("0.0")


def test_it_writes_on_token_by_token_and_the_stage_reads_each(page: Page, model: str) -> None:
    visit(page, path(model, u=2))
    cold(page)
    page.locator("#write-go").click()
    texts = texts_until(page, lambda text: len(text) >= 5)
    expect(page.locator("#write-go")).to_have_text("Stop")
    assert len(texts) >= 3, "one token after the other"
    assert all("abcdefg abcd".startswith(text) for text in texts)
    expect(page.locator("#sentence")).to_have_value("abcdefg abcd")
    expect(page.locator("#write-go")).to_have_text("Write on")
    until(page, lambda: not playing(page))
    assert moment(page) == 12


def test_under_each_step_are_the_likeliest_five_of_step(page: Page, server: str, model: str) -> None:
    visit(page, path(model, u=2))
    cold(page)
    page.emulate_media(reduced_motion="reduce")
    page.locator("#write-go").click()
    expect(page.locator("#likeliest .written")).to_have_text([*"cdefg␣abcd"])
    query = path(model, "abcdefg abcd")[1:] + "&include=predictions"
    said = [step["predictions"] for step in json.load(urlopen(f"{server}/step{query}"))["steps"]][1:-1]
    for k, column in enumerate(page.locator("#likeliest .column").all()):
        names = column.locator(".row .name").all_text_contents()
        assert names[:5] == [token.replace(" ", "␣") for token in said[k]["likeliest"]]
        assert column.locator(".row.came .name").all_text_contents() == [said[k]["target"].replace(" ", "␣")]
        share = str(column.locator(".row.came .percent").text_content())
        assert abs(float(share.rstrip("%")) / 100 - said[k]["target_probability"]) < 0.005


def test_it_stops_at_any_moment_and_keeps_what_came(page: Page, model: str) -> None:
    visit(page, path(model, u=2))
    cold(page, "80")
    page.locator("#write-go").click()
    until(page, lambda: len(sentence(page)) >= 5)
    page.locator("#write-go").click()
    expect(page.locator("#write-go")).to_have_text("Write on")
    stopped = sentence(page)
    page.wait_for_timeout(1500)
    assert sentence(page) == stopped
    assert len(stopped) < 40


def test_the_space_bar_stops_it_too(page: Page, model: str) -> None:
    visit(page, path(model, u=2))
    cold(page, "80")
    page.locator("#write-go").click()
    until(page, lambda: len(sentence(page)) >= 4 and playing(page))
    page.locator("#play").click()
    expect(page.locator("#write-go")).to_have_text("Write on")
    assert not playing(page)


def test_it_is_taken_back(page: Page, model: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, path(model, u=2))
    expect(page.locator("#write-undo")).to_be_disabled()
    cold(page)
    page.locator("#write-go").click()
    expect(page.locator("#sentence")).to_have_value("abcdefg abcd")
    page.locator("#write-undo").click()
    expect(page.locator("#sentence")).to_have_value("ab")
    expect(page.locator("#likeliest")).to_be_hidden()
    expect(page.locator("#write-undo")).to_be_disabled()


def test_with_reduced_motion_it_comes_at_once(page: Page, model: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, path(model, u=2))
    cold(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#write-go").click()
    expect(page.locator("#sentence")).to_have_value("abcdefg abcd")
    expect(page.locator("#write-live")).to_have_text("Written: abcdefg abcd")
    assert len([url for url in asked if "/step?" in url]) == 1
    assert moment(page) == 12
    assert not playing(page)


def test_jamo_become_syllables_as_they_come(page: Page, hangul: str) -> None:
    visit(page, path(hangul, "하", 2, tokenizer="jamo"))
    cold(page)
    page.locator("#write-go").click()
    texts = texts_until(page, lambda text: text == "한글한글")
    assert set(texts) <= {
        "하",
        "한",
        "한ㄱ",
        "한그",
        "한글",
        "한글ㅎ",
        "한글하",
        "한글한",
        "한글한ㄱ",
        "한글한그",
        "한글한글",
    }
    assert len(texts) >= 5


def test_each_press_draws_other_tokens_and_heat_is_daring(page: Page, server: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, path(store(server, reciting(WORDS, sure=1.0)), u=2))
    page.locator("#write-temperature").fill("2")
    texts = []
    for _ in range(2):
        before = sentence(page)
        page.locator("#write-go").click()
        until(page, lambda before=before: sentence(page) != before)  # type: ignore[misc]
        texts.append(sentence(page))
        page.locator("#write-undo").click()
        expect(page.locator("#sentence")).to_have_value("ab")
    assert texts[0] != texts[1]


def test_pointing_at_a_column_tells_how_it_came_and_lights_its_word(page: Page, model: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, path(model, u=2))
    cold(page)
    page.locator("#write-go").click()
    expect(page.locator("#likeliest .written")).to_have_count(10)
    page.locator("#likeliest .written", has_text="e").first.hover()
    expect(page.locator("#likeliest .looked .written")).to_have_text("e")
    expect(page.locator("#write-say")).to_have_text(re.compile(r"“e” was the likeliest: \d"))
    page.locator("#likeliest").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#likeliest .looked .written")).to_have_count(1)


def test_other_words_in_the_box_end_it(page: Page, model: str) -> None:
    visit(page, path(model, u=2))
    cold(page, "80")
    page.locator("#write-go").click()
    until(page, lambda: len(sentence(page)) >= 4)
    page.locator("#sentence").fill("gab")
    expect(page.locator("#write-go")).to_have_text("Write on")
    page.wait_for_timeout(1500)
    assert sentence(page) == "gab"


@pytest.mark.parametrize("where", [address(4), address(4, objective="next-token")])
def test_what_was_not_made_to_write_does_not_offer_it(page: Page, where: str) -> None:
    visit(page, where)
    expect(page.locator("#write-on")).to_be_hidden()


def test_a_refusal_is_said(page: Page, model: str, watch: Watch) -> None:
    watch.expect("status of 422")
    detail = {"detail": [{"type": "x", "loc": ["body"], "msg": "Too much, sadly.", "input": None}]}
    page.route("**/sample", lambda route: route.fulfill(status=422, json=detail))
    visit(page, path(model, u=2))
    page.locator("#write-go").click()
    expect(page.locator("#write-on > .refusal")).to_have_text("Too much, sadly.")
    expect(page.locator("#write-go")).to_have_text("Write on")
    assert sentence(page) == "ab"


def test_one_text_that_was_written_is_one_entry_of_the_history(page: Page, model: str) -> None:
    visit(page, path(model, u=2))
    page.wait_for_timeout(1000)
    cold(page)
    before = page.evaluate("history.length")
    page.locator("#write-go").click()
    expect(page.locator("#sentence")).to_have_value("abcdefg abcd")
    assert page.evaluate("history.length") <= before + 3


@pytest.mark.parametrize("size", [*SIZES.values(), (844, 390)], ids=[*SIZES, "landscape"])
def test_it_fits_every_size(open_page: Callable[..., Page], model: str, size: tuple[int, int]) -> None:
    page = ready(open_page(path(model, u=2), size=size, motion="reduce"))
    cold(page)
    height = page.locator("#write-on").bounding_box()
    page.locator("#write-go").click()
    expect(page.locator("#likeliest")).to_be_visible()
    expect(page.locator("#sentence")).to_have_value("abcdefg abcd")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    after = page.locator("#write-on").bounding_box()
    assert height
    assert after
    assert abs(after["height"] - height["height"]) <= 2, "what comes moves nothing"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], model: str, scheme: str, lang: str
) -> None:
    page = ready(open_page(path(model, u=2), scheme=scheme, lang=lang, motion="reduce"))
    cold(page)
    assert axe(page) == []
    page.locator("#write-go").click()
    expect(page.locator("#likeliest")).to_be_visible()
    expect(page.locator("#sentence")).to_have_value("abcdefg abcd")
    assert axe(page) == []
