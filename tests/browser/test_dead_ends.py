"""No dead ends: where nothing is to be seen the page says why, and what comes next; what is refused can be mended."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, every_language
from tests.browser.seeing import address, ready, settled, told, visit

WHY = {
    "boy": {"en": "One word is one step", "ko": "단어가 하나면"},
    "아버지가방에들어가신다": {"en": "Without spaces this is read as one word", "ko": "띄어 쓰지 않아"},
    "go go go": {"en": "The same word every time", "ko": "같은 단어만"},
}
LETTERS = {"en": "Read it by characters", "ko": "글자로 읽기"}
MORE = {"en": "Add a word", "ko": "단어 더하기"}
EXAMPLE = {"en": "Take an example", "ko": "보기 문장 고르기"}
EXAMPLES = {"en": "Examples", "ko": "보기 문장"}


def opened(open_page: Callable[..., Page], path: str, lang: str, **options: object) -> Page:
    """A page on which a hand was laid."""
    page = ready(open_page(path, lang=lang, **options))
    page.mouse.move(5, 5)
    expect(page.locator(".examples-open")).to_have_text(EXAMPLES[lang])
    return page


@every_language
@pytest.mark.parametrize("sentence", WHY)
def test_a_sentence_with_nothing_to_see_says_why_and_goes_on_by_letters(
    open_page: Callable[..., Page], lang: str, sentence: str
) -> None:
    page = opened(open_page, address(1, sentence=sentence), lang)
    why = page.locator(".dead-end")
    expect(why).to_contain_text(WHY[sentence][lang])
    said, caption = why.bounding_box(), page.locator("#caption").bounding_box()
    assert said
    assert caption
    assert said["y"] + said["height"] <= caption["y"], "it lies on nothing"
    button = page.get_by_role("button", name=LETTERS[lang])
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("tokenizer=char"))
    expect(why).to_be_hidden()


@every_language
def test_a_word_can_be_added(open_page: Callable[..., Page], lang: str) -> None:
    page = opened(open_page, address(1, sentence="나"), lang)
    page.get_by_role("button", name=MORE[lang]).click()
    expect(page.locator(".dead-end")).to_be_hidden()
    expect(page.locator("#sentence")).to_have_value("나 그리고")
    page.keyboard.type("는 간다")
    expect(page.locator("#sentence")).to_have_value("나 는 간다")


@every_language
def test_an_example_can_be_taken(open_page: Callable[..., Page], lang: str) -> None:
    page = opened(open_page, address(1, sentence="boy"), lang)
    page.get_by_role("button", name=EXAMPLE[lang]).press("Enter")
    items = page.locator(".examples-list button")
    expect(items.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".examples-list")).to_be_hidden()
    expect(page.locator(".examples-open")).to_be_focused()
    page.keyboard.press("Enter")
    sentence = items.first.locator("[lang]")
    expect(sentence).to_have_attribute("lang", lang)
    text = sentence.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#sentence")).to_have_value(text)
    expect(page.locator(".examples-list")).to_be_hidden()
    expect(page.locator(".dead-end")).to_be_hidden()


def test_a_sentence_that_shows_something_is_left_alone(open_page: Callable[..., Page]) -> None:
    for fields in ({"sentence": "i am"}, {"sentence": "go go", "objective": "sum"}):
        page = opened(open_page, address(1, **fields), "en")
        expect(page.locator(".dead-end")).to_be_hidden()


@every_language
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_refusal_is_below_its_field_and_its_button_mends_it(
    open_page: Callable[..., Page], watch: Watch, lang: str, size: tuple[int, int]
) -> None:
    watch.expect("status of 422")
    page = ready(open_page(address(4), lang=lang, size=size))
    entries = page.evaluate("history.length")
    field = page.locator("#hidden_size")
    sheet = page.locator("#settings-open")
    if sheet.is_visible():  # a phone's settings are behind one chip
        sheet.click()
    field.fill("999")
    problem = page.locator("#problem-hidden_size")
    mend = problem.get_by_role("button", name="256")
    expect(mend).to_be_visible()
    assert "hidden_size" not in told(problem)
    box, said, caption = (each.bounding_box() for each in (field, problem, page.locator("#caption")))
    assert box
    assert said
    assert caption
    assert said["y"] >= box["y"] + box["height"]
    assert said["y"] + said["height"] <= caption["y"]
    colours = problem.evaluate("e => [getComputedStyle(e).borderTopColor, getComputedStyle(document.body).color]")
    assert colours[0] == colours[1], "it is outlined in ink"
    # longer than what counts as one change in the history
    page.wait_for_timeout(1_200)
    mend.press("Enter")
    expect(problem).to_be_hidden()
    expect(field).to_have_value("256")
    expect(field).to_be_focused()
    page.wait_for_url(re.compile("hidden_size=256"))
    settled(page)
    assert page.evaluate("history.length") == entries + 1, "what was refused has no entry of its own"


@pytest.mark.parametrize(
    ("name", "text", "mend"),
    [
        ("seed", "-1", "Use 0"),
        ("seed", "7.5", "Use 8"),
        ("target", "77", "Use 3"),
        ("loss_at", "9", "Use 3"),
        ("spectral_radius", "9", "Use 4"),
        ("num_layers", "0", "Use 1"),
        ("sentence", "", "Use “i am a boy”"),
        ("cell", "elman", "Put it back"),
    ],
)
def test_every_refusal_of_a_link_can_be_mended(page: Page, watch: Watch, name: str, text: str, mend: str) -> None:
    watch.expect("status of 422")
    visit(page, address(2, **{"seed": 5, name: text}))
    button = page.get_by_role("button", name=mend)
    expect(button).to_be_visible()
    button.press("Enter")
    settled(page)
    expect(page.locator(".problem:visible")).to_have_count(0)
