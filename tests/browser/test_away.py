"""A server that is away for a while: what is said meanwhile, and that everything comes back by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, moment, playing, ready, settled, until

STEP = re.compile(r"/step\?")
AWAY = "ERR_FAILED|ERR_CONNECTION|ERR_INTERNET"
PROBLEM = "#away"


def away(route: Route) -> None:
    route.abort()


def cell(page: Page, name: str) -> None:
    page.locator(".tabs label", has_text=name).click()


@pytest.fixture
def failing(watch: Watch, page: Page) -> Page:
    """A page, not opened yet, whose server does not answer /step."""
    watch.expect(f"{AWAY}|preloaded")
    page.route(STEP, away)
    return page


def test_what_was_asked_for_comes_once_the_server_is_back(page: Page, watch: Watch) -> None:
    watch.expect(AWAY)
    page.goto(address(4))
    ready(page)
    page.route(STEP, away)
    page.locator("#sentence").fill("hello there")
    cell(page, "GRU")
    expect(page.locator(PROBLEM)).to_contain_text("did not answer")
    page.locator("[data-lang=ko]").click()
    expect(page.locator(PROBLEM)).to_contain_text("서버가 응답하지 않습니다")
    expect(page.get_by_role("button", name="다시 시도")).to_be_visible()
    page.unroute(STEP)
    expect(page.locator(PROBLEM)).to_be_hidden()
    expect(page.locator("#stage .scene .chip")).to_have_count(2)
    expect(page).to_have_url(re.compile("cell=gru"))


def test_a_button_and_the_line_s_return_ask_at_once(page: Page, watch: Watch) -> None:
    """With a clock that stands, nothing comes by waiting."""
    watch.expect(AWAY)
    page.goto(address(4))
    ready(page)
    page.clock.install()
    page.route(STEP, away)
    cell(page, "GRU")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.unroute(STEP)
    again.press("Enter")
    expect(page.locator(PROBLEM)).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "play"
    page.route(STEP, away)
    cell(page, "LSTM")
    expect(again).to_be_visible()
    page.unroute(STEP)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(PROBLEM)).to_be_hidden()


def test_a_first_visit_without_an_answer_says_so_and_begins_later(failing: Page) -> None:
    page = failing
    page.goto(address(5.5, unit=3))
    ready(page)
    expect(page.locator(PROBLEM)).to_contain_text("there is no picture yet")
    page.locator("#stage").press("Space")
    page.locator("#play").click()
    assert not playing(page)
    page.unroute(STEP)
    expect(page.locator("#stage .scene .chip").first).to_be_visible()
    expect(page.locator(PROBLEM)).to_be_hidden()
    assert moment(settled(page)) == 5.5
    expect(page.locator("#unit")).to_have_value("3")


def test_an_untouched_page_plays_once_its_answer_has_come(failing: Page) -> None:
    failing.goto("/")
    ready(failing)
    failing.unroute(STEP)
    expect(failing.locator("#play")).to_have_class(re.compile("playing"))
    expect(failing.locator("#caption .step")).to_have_text("STEP 2")


@pytest.mark.parametrize(("path", "stands"), [("/", None), (address(2.5, unit=3), 2.5)], ids=["untouched", "link"])
def test_what_is_touched_before_the_first_answer_stops_nothing(page: Page, path: str, stands: float | None) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(STEP, hold)
    page.goto(path)
    page.wait_for_function("() => document.querySelector('#stage').ariaBusy === 'true'")
    until(page, lambda: held)
    page.unroute(STEP)
    if stands is None:
        page.locator("#sentence").fill("i am not a boy")
    else:
        cell(page, "GRU")
    expect(page.locator("#stage .scene .chip").first).to_be_visible()
    if stands is None:
        expect(page.locator("#play")).to_have_class(re.compile("playing"))
        expect(page).to_have_url(re.compile("sentence=i\\+am\\+not"))
    else:
        ready(page)
        assert moment(page) == stands
        expect(page.locator("#unit")).to_have_value("3")
        expect(page).to_have_url(re.compile("cell=gru"))


def test_cells_that_did_not_come_are_asked_for_again(page: Page, watch: Watch) -> None:
    watch.expect(AWAY)
    page.route("**/cells", away)
    page.goto(address(2))
    ready(page)
    page.unroute("**/cells")
    page.locator("button[data-view=cell]").click()
    expect(page.locator("#stage .scene .opened").first).to_be_attached()


def test_words_that_did_not_come_are_asked_for_again(page: Page, watch: Watch) -> None:
    watch.expect(AWAY)
    page.route("**/*.ftl", away)
    page.goto(address(2))
    expect(page.locator(PROBLEM)).to_contain_text("The words of this page did not arrive")
    page.unroute("**/*.ftl")
    ready(page)
    expect(page.locator(PROBLEM)).to_be_hidden()
    expect(page.locator("#caption .text")).not_to_be_empty()
