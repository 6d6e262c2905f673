"""The address holds what is shown: reload, back and a link bring it again."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.seeing import address, answer, moment, playing, ready, settled, short, strip, visit

STEP = re.compile(r"/step\?")


def query(page: Page) -> dict[str, str]:
    """The fields of the address bar."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def test_an_address_with_u_opens_standing_still(page: Page) -> None:
    visit(page, address(2.35, cell="gru", hidden_size=5, seed=9, lang="ko"))
    page.wait_for_timeout(150)
    assert moment(page) == 2.35
    assert not playing(page)
    assert page.locator("[name=cell]:checked").get_attribute("value") == "gru"
    assert page.locator("#hidden_size").input_value() == "5"
    assert page.locator("#seed").input_value() == "9"
    assert page.locator("html").get_attribute("lang") == "ko"


def test_without_u_it_plays(page: Page) -> None:
    visit(page, address(None, cell="lstm"))
    assert playing(page)


def test_u_beyond_the_end_stands_at_the_end(page: Page) -> None:
    visit(page, address(99))
    assert moment(page) == 8


def test_a_change_of_fields_and_moment_is_in_the_address_and_survives_a_reload(page: Page, server: str) -> None:
    visit(page, address(1))
    with page.expect_response(STEP):
        page.locator("#hidden_size").fill("6")
    settled(page)
    page.locator("#stage").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("u=2.5"))
    assert query(page) == {"sentence": "i am a boy", "hidden_size": "6", "u": "2.5"}
    page.reload()
    ready(page)
    assert moment(page) == 2.5
    run = answer(server, hidden_size=6)
    assert strip(page, "h", 1) == [short(v) for v in run["steps"][1]["h"]]


def test_back_returns_to_the_fields_and_the_moment(page: Page, server: str) -> None:
    visit(page, address(2.5))
    page.wait_for_timeout(50)
    with page.expect_response(STEP):
        page.locator("#sentence").fill("so it goes")
    settled(page)
    assert query(page)["sentence"] == "so it goes"
    with page.expect_response(STEP):
        page.go_back()
    settled(page)
    expect(page.locator("#sentence")).to_have_value("i am a boy")
    assert moment(page) == 2.5
    assert strip(page, "h", 1) == [short(v) for v in answer(server)["steps"][1]["h"]]
    with page.expect_response(STEP):
        page.go_forward()
    settled(page)
    expect(page.locator("#sentence")).to_have_value("so it goes")


def test_typing_leaves_one_entry_in_the_history_not_one_a_letter(page: Page) -> None:
    visit(page, address(2.5))
    before = page.evaluate("history.length")
    page.locator("#sentence").press("End")
    page.locator("#sentence").press_sequentially(" and so on", delay=5)
    page.wait_for_function("() => location.search.includes('so+on')")
    assert page.evaluate("history.length") - before == 1


def test_step_before_the_question_mark_is_the_api(page: Page, server: str) -> None:
    """Whatever the page writes into its address, /step takes."""
    visit(page, address(2, cell="lstm", objective="next-token", tokenizer="char", lang="ko", view="rolled"))
    page.keyboard.press("ArrowRight")
    settled(page)
    fields = query(page)
    assert {"u", "lang", "view"} <= fields.keys()
    response = page.request.get(f"{server}/step?{urlsplit(page.url).query}")
    assert response.ok, response.text()
    run = response.json()
    assert (run["cell"], run["objective"], len(run["tokens"])) == ("lstm", "next-token", 10)


def test_the_view_and_the_unit_are_in_the_address(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2)))
    for view in ("rolled", "cell", "sentence"):
        page.locator(f"button[data-view={view}]").click()
        page.wait_for_url(re.compile(f"view={view}"))
    page.locator("button[data-view=unrolled]").click()
    page.wait_for_function("() => !location.search.includes('view')")
    page = ready(open_page(address(2, view="rolled", unit=3)))
    assert page.locator("button[data-view=rolled]").get_attribute("aria-pressed") == "true"
    assert query(page)["unit"] == "3"
