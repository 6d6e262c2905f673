"""The neuron that …: the list, the shaded text, the unit that is lit, and the honest word about chance."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LANGUAGES, SCHEMES, SIZES, Watch
from tests.browser.seeing import address, come_to, ready, short, until, visit
from tests.browser.storing import store
from tests.engine.counting import DEPTH, VOWEL, counting

TEXT = "(a(bc)d)e(i(o)u)b(ae(c(d)e)i)c dab(b)ea ((ic)d(o))u ab(ce(d)i)o(b)ad"


@pytest.fixture(scope="module")
def model(server: str) -> str:
    return store(server, counting())


def fields(model: str, **more: object) -> dict[str, object]:
    return {"sentence": TEXT, "tokenizer": "char", "model": model, "objective": "sum", **more}


def panel_of(page: Page) -> Locator:
    panel = page.locator(".neurons")

    def come() -> bool:
        """Panels above it grow when they are bound, and push it away again."""
        come_to(page, ".neurons")
        return panel.locator("li").first.is_visible()

    until(page, come)
    return panel


def told(server: str, asked: dict[str, object]) -> dict[str, Any]:
    """What /neurons says to the same fields."""
    with urlopen(f"{server}/neurons?{urlencode(asked)}") as response:
        answer: dict[str, Any] = json.load(response)
    return answer


def test_the_unit_that_counts_brackets_is_told_of_with_its_number(page: Page, server: str, model: str) -> None:
    visit(page, f"/?{urlencode(fields(model))}&u=68")
    panel = panel_of(page)
    answer = told(server, fields(model))
    best = {row["unit"]: row["correlations"][0] for row in answer["units"]}
    names = panel.locator("li .name")
    expect(names.filter(has_text="how deep the brackets are")).to_have_text(
        re.compile(rf"^Unit {DEPTH} follows .*r.=.{short(best[DEPTH]['r'])}$")
    )
    expect(names.filter(has_text="whether a letter is a vowel")).to_have_text(re.compile(rf"^Unit {VOWEL} follows"))
    chance = panel.locator("li", has_text="how deep the brackets are").locator(".chance")
    expect(chance).to_have_text(f"Chance would reach {short(best[DEPTH]['by_chance'])} at best.")
    expect(panel.locator("#neurons-say")).to_contain_text("2 of 4 units follow something beyond chance")
    expect(panel.locator("#neurons-say")).not_to_contain_text("drawn at random")


def test_all_units_are_listed_on_demand(page: Page, model: str) -> None:
    visit(page, f"/?{urlencode(fields(model))}&u=68")
    panel = panel_of(page)
    expect(panel.locator("li")).to_have_count(2)
    panel.locator("#neurons-all").click()
    expect(panel.locator("li")).to_have_count(4)
    expect(panel.locator("li .name").last).to_have_text(re.compile(r"^Unit \d never changes\.$"))
    expect(panel.locator("#neurons-all")).to_have_attribute("aria-expanded", "true")
    panel.locator("#neurons-all").click()
    expect(panel.locator("li")).to_have_count(2)


def test_a_press_shades_the_text_by_the_unit(page: Page, server: str, model: str) -> None:
    visit(page, f"/?{urlencode(fields(model))}&u=68")
    panel = panel_of(page)
    button = panel.locator("li button", has_text="how deep the brackets are")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#text-view")).to_be_visible()
    expect(page.locator("#text-view .token").first).to_be_in_viewport()
    expect(page.locator("#shade")).to_have_value("unit")
    expect(page).to_have_url(re.compile("view=sentence"))
    h = [step["h"][DEPTH] for step in json.load(urlopen(f"{server}/step?{urlencode(fields(model))}"))["steps"]]
    colours = page.locator("#text-view .token").evaluate_all("all => all.map(one => one.style.backgroundColor)")
    assert len(set(colours)) > 1
    for t, value in enumerate(h):
        assert (colours[t] == colours[0]) is (value >= 1), t
    expect(panel.locator("li", has_text="how deep the brackets are").locator(".also")).to_be_visible()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#text-view")).to_be_hidden()


def test_pointing_and_the_focus_light_the_unit(page: Page, model: str) -> None:
    visit(page, f"/?{urlencode(fields(model))}&u=68")
    panel = panel_of(page)
    lit = """() => [...document.adoptedStyleSheets].flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText))
        .find(text => text.includes('data-unit="'))?.match(/data-unit="(\\d)"/)?.[1] ?? null"""
    button = panel.locator("li button", has_text="how deep the brackets are")
    button.hover()
    page.wait_for_function(f"() => ({lit})() === '{DEPTH}'")
    page.mouse.move(2, 2)
    page.wait_for_function(f"() => ({lit})() === null")
    panel.locator("li button", has_text="whether a letter is a vowel").focus()
    page.wait_for_function(f"() => ({lit})() === '{VOWEL}'")
    page.keyboard.press("Shift+Tab")
    page.wait_for_function(f"() => ({lit})() !== '{VOWEL}'")


def test_a_network_in_the_box_reads_a_text_long_enough_to_tell(page: Page, server: str) -> None:
    visit(page, "/?model=brackets")
    panel = panel_of(page)
    expect(panel.locator("#neurons-say")).to_contain_text("Nothing here is beyond chance")
    panel.locator("#neurons-longer").click()
    expect(panel.locator("li button.beyond", has_text="how deep the brackets are").first).to_be_visible()
    expect(panel.locator("#neurons-longer")).to_be_hidden()
    assert page.locator("#sentence").input_value().count(" ") > 100


def test_it_is_worked_by_keys_alone(page: Page, model: str) -> None:
    visit(page, f"/?{urlencode(fields(model))}&u=68")
    panel = panel_of(page)
    panel.locator("#neurons-all").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.locator("li button").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#text-view")).to_be_visible()


def test_four_words_tell_nothing(page: Page) -> None:
    visit(page, address(4))
    panel = panel_of(page)
    expect(panel.locator("#neurons-say")).to_contain_text("Nothing here is beyond chance")
    for text in panel.locator(".chance").all_inner_texts():
        assert text == "Too few steps to tell it from chance."
    expect(panel.locator("li button.beyond")).to_have_count(0)


def test_a_network_that_is_drawn_is_said_to_have_learned_nothing(page: Page) -> None:
    visit(page, address(1, sentence=TEXT, tokenizer="char", hidden_size=16))
    panel = panel_of(page)
    expect(panel.locator("li button.beyond").first).to_be_visible()
    expect(panel.locator("#neurons-say")).to_contain_text("drawn at random and has learned nothing")


def test_the_unit_keeps_its_name_where_the_units_are_sorted(page: Page, server: str) -> None:
    asked = {"sentence": TEXT, "tokenizer": "char", "hidden_size": 16}
    visit(page, f"/?{urlencode(asked)}&u=68&order=size")
    panel = panel_of(page)
    button = panel.locator("li button").first
    said = re.match(r"Unit (\d+)", button.locator(".name").inner_text())
    assert said
    button.click()
    expect(page).to_have_url(re.compile(rf"unit={said[1]}(&|$)"))


def test_another_text_is_asked_about_again(page: Page) -> None:
    visit(page, address(4))
    panel = panel_of(page)
    with page.expect_response(re.compile("/neurons")) as asked:
        page.locator("#sentence").fill("a rose is a rose is a rose")
        come_to(page, ".neurons")
    assert json.loads(asked.value.request.post_data or "")["sentence"] == "a rose is a rose is a rose"
    expect(panel.locator("#neurons-say")).to_contain_text("over 8 steps")


def test_a_refusal_takes_the_place_of_the_list(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    detail = {"detail": [{"type": "x", "loc": ["body"], "msg": "Too much, sadly.", "input": None}]}
    page.route("**/neurons", lambda route: route.fulfill(status=422, json=detail))
    visit(page, address(4))
    come_to(page, ".neurons")
    expect(page.locator(".neurons .refusal")).to_have_text("Too much, sadly.")
    expect(page.locator("#neurons li")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_it_fits_every_size(open_page: Callable[..., Page], model: str, size: tuple[int, int]) -> None:
    page = ready(open_page(f"/?{urlencode(fields(model))}&u=68", size=size, motion="reduce"))
    panel = panel_of(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for box in [button.bounding_box() for button in panel.locator("button:visible").all()]:
        assert box
        assert box["height"] >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], model: str, scheme: str, lang: str
) -> None:
    page = ready(open_page(f"/?{urlencode(fields(model))}&u=68", scheme=scheme, lang=lang, motion="reduce"))
    panel_of(page).locator("li button").first.click()
    assert axe(page) == []


def test_its_words_are_korean_in_korean(open_page: Callable[..., Page], model: str) -> None:
    page = ready(open_page(f"/?{urlencode(fields(model))}&u=68", lang="ko"))
    panel = panel_of(page)
    expect(panel.locator(".name", has_text="괄호의 깊이를 따라갑니다")).to_be_visible()
    assert not re.search(r"neuron|[a-z]{4,}", panel.inner_text())
