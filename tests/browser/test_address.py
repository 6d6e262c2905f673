"""The address holds what is shown: reload, back and a link bring it again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import (
    address,
    answer,
    go,
    moment,
    playing,
    query,
    ready,
    settled,
    short,
    strip,
    told,
    visit,
    written,
)

STEP = re.compile(r"/step\?")
SETTLED = 1_200
"""Longer, in ms, than what counts as one change in the history."""
LONG = "the cat sat on the mat and looked at me " * 220


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
    assert strip(page, "h", 1) in written(run["steps"][1]["h"])


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
    assert strip(page, "h", 1) in written(answer(server)["steps"][1]["h"])
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
    page.wait_for_url(re.compile("u=2.5"))
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


def test_a_unit_beyond_the_last_picture_s_is_opened(page: Page) -> None:
    visit(page, address(2))
    go(page, address(2, hidden_size=64, unit=40))
    expect(page.locator("#unit")).to_have_value("40")
    assert query(page)["unit"] == "40"


def test_a_server_without_time_is_no_reason_to_draw_another_network(page: Page, watch: Watch) -> None:
    watch.expect("status of 503")
    message = "Come again in a second."
    body = json.dumps({"detail": [{"type": "overloaded", "loc": ["query"], "msg": message, "input": None}]})
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, body=body, content_type="application/json")

    page.route(STEP, refuse)
    visit(page, address(2, cell="lstm", hidden_size=16))
    expect(page.locator("#away")).to_contain_text(message)
    assert asked
    assert all("cell=lstm" in url for url in asked)
    assert page.locator("#stage .scene .chip").count() == 0
    page.unroute(STEP)
    page.locator("#hidden_size").fill("5")
    expect(page.locator("#away")).to_be_hidden()
    expect(page.locator("#stage .scene .chip").first).to_be_visible()


def test_back_and_forward_walk_through_every_entry(page: Page, watch: Watch) -> None:
    """Neither writes an entry of its own, however slowly one walks."""
    visit(page, address(1, sentence="one"))
    for sentence in ("two", "three", "four"):
        page.wait_for_timeout(SETTLED)
        page.locator("#sentence").fill(sentence)
        page.wait_for_function("word => location.search.includes(word)", arg=sentence)
    seen = []
    for move in (page.go_back, page.go_back, page.go_back, page.go_forward, page.go_forward, page.go_forward):
        page.wait_for_timeout(SETTLED)
        move()
        page.wait_for_timeout(SETTLED)
        seen.append((page.locator("#sentence").input_value(), query(page)["sentence"]))
    assert seen == [(word, word) for word in ("three", "two", "one", "two", "three", "four")]


def test_back_in_a_hurry_leaves_every_entry_its_own(page: Page) -> None:
    visit(page, address(1, sentence="one"))
    for sentence in ("two", "three"):
        page.wait_for_timeout(SETTLED)
        page.locator("#sentence").fill(sentence)
        page.wait_for_function("word => location.search.includes(word)", arg=sentence)
    page.keyboard.press("Escape")
    page.locator("#stage").press("Home")
    page.wait_for_url(re.compile("three.*u=0"))
    page.evaluate("() => { history.back(); setTimeout(() => history.back(), 30); }")
    page.wait_for_function("() => document.querySelector('#sentence').value === 'one'")
    settled(page)
    assert query(page) == {"sentence": "one", "u": "1"}
    assert moment(page) == 1
    page.go_forward()
    page.wait_for_timeout(200)
    page.go_forward()
    expect(page.locator("#sentence")).to_have_value("three")
    page.wait_for_function("() => document.querySelector('#timeline').getAttribute('aria-valuenow') === '0'")
    assert query(page) == {"sentence": "three", "u": "0"}


READ = 180_000
"""Four words at the pace of reading, forward and back, take 75 s; ms."""


def test_an_untouched_page_keeps_its_bare_address(open_page: Callable[..., Page]) -> None:
    page = ready(open_page("/"))
    page.wait_for_function("() => !document.querySelector('#play').classList.contains('playing')", timeout=READ)
    page.wait_for_timeout(300)
    assert page.url.endswith("/")
    page.reload()
    ready(page)
    assert playing(page)
    assert page.url.endswith("/")


def test_while_it_plays_the_address_follows_and_a_reload_goes_on(page: Page) -> None:
    visit(page, "/")
    page.locator("button[data-view=rolled]").click()
    page.locator("[data-lang=ko]").click()
    page.locator("#speed").select_option("0.5")
    page.wait_for_url(re.compile("(?=.*speed)(?=.*lang=ko)"))
    assert playing(page)
    assert query(page) == {
        "sentence": "i am a boy",
        "view": "rolled",
        "lang": "ko",
        "speed": "0.5",
        "seed": "1390",
        "act": "1",
    }
    page.reload()
    ready(page)
    left = page.evaluate("JSON.parse(sessionStorage.getItem('moment')).u")
    assert left > 0.01
    assert playing(page)
    assert page.locator("html").get_attribute("lang") == "ko"
    expect(page.locator("button[data-view=rolled]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#speed")).to_have_value("0.5")
    page.locator("#play").click()
    assert moment(page) >= round(left, 2)


def test_what_was_left_waits_at_its_own_address_only(page: Page, server: str) -> None:
    visit(page, address(sentence="one two three", view="rolled"))
    page.wait_for_timeout(1_500)
    page.goto(f"{server}/docs")
    page.go_back()
    ready(page)
    assert playing(page)
    page.locator("#play").click()
    left = moment(page)
    assert left > 0.15
    visit(page, address(sentence="one two three", view="rolled"))
    page.locator("#play").click()
    assert moment(page) < left


def test_to_play_takes_the_moment_out_of_the_address(page: Page) -> None:
    visit(page, address(2.5))
    page.locator("#play").click()
    page.wait_for_function("() => !location.search.includes('u=')")
    page.locator("#play").click()
    page.wait_for_function("() => location.search.includes('u=')")
    assert abs(float(query(page)["u"]) - moment(page)) < 0.01


LABELS = {"spectral_radius": "Spectral radius of Wₕ", "cell": "Cell", "hidden_size": "hidden"}


@pytest.mark.parametrize(
    ("field", "text"),
    [("spectral_radius", "7"), ("cell", "foo"), ("hidden_size", "1e2"), ("hidden_size", "0x10"), ("sentence", "")],
)
def test_no_address_opens_empty(page: Page, server: str, watch: Watch, field: str, text: str) -> None:
    """What the server refuses is drawn at its default, the rest as it stands, and the refusal beside its field."""
    watch.expect("status of 422")
    visit(page, address(2, **{"seed": 5, field: text}))
    problem = page.locator(f"#problem-{field}")
    expect(problem).to_be_visible()
    refused = page.request.get(f"{server}/step?{urlencode({'sentence': 'i am a boy', field: text})}")
    assert refused.status == 422
    said = refused.json()["detail"][0]["msg"]
    assert told(problem) == (said if field == "sentence" else f"“{LABELS[field]}”{said.removeprefix(field)}")
    assert strip(page, "h", 1) in written(answer(server, seed=5)["steps"][1]["h"])
    assert moment(page) == 2
    assert query(page)[field] == text


def test_a_reload_after_a_refusal_shows_the_picture_and_the_refusal(page: Page, server: str, watch: Watch) -> None:
    watch.expect("status of 422")
    visit(page, address(2, seed=5))
    page.locator("#hidden_size").fill("999")
    expect(page.locator("#problem-hidden_size")).to_be_visible()
    page.wait_for_timeout(300)
    page.reload()
    ready(page)
    expect(page.locator("#problem-hidden_size")).to_be_visible()
    expect(page.locator("#hidden_size")).to_have_value("999")
    assert strip(page, "h", 1) in written(answer(server, seed=5)["steps"][1]["h"])
    page.locator("#hidden_size").fill("5")
    expect(page.locator("#problem-hidden_size")).to_be_hidden()
    page.wait_for_url(re.compile("hidden_size=5"))


def test_a_text_too_long_for_a_link_says_so_here_and_where_the_link_is_opened(
    page: Page, open_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect("preloaded")
    visit(page, address(0, view="sentence"))
    expect(page.locator("#count")).not_to_contain_text("link")
    page.locator("#sentence").fill(LONG)
    expect(page.locator("#count")).to_contain_text("too long for a link")
    page.wait_for_function("() => !location.search.includes('sentence=')")
    link = page.url
    page.wait_for_timeout(2_000)  # the browser keeps what was pushed a moment later
    page.reload()
    ready(page)
    assert page.locator("#sentence").input_value() == LONG
    expect(page.locator("#problem-sentence")).to_be_hidden()

    other = ready(open_page(link))
    expect(other.locator("#problem-sentence")).to_contain_text("too long")
    expect(other.locator("#sentence")).not_to_have_attribute("aria-invalid", "true")
    other.reload()
    ready(other)
    expect(other.locator("#problem-sentence")).to_contain_text("too long")
    other.locator("[data-lang=ko]").click()
    expect(other.locator("#problem-sentence")).to_contain_text("링크")
    other.locator("#sentence").fill("hello there")
    expect(other.locator("#problem-sentence")).to_be_hidden()
    other.wait_for_url(re.compile(r"sentence=hello\+there"))
    assert "#" not in other.url


def test_the_way_past_the_controls_is_no_other_moment(page: Page, watch: Watch) -> None:
    watch.expect("preloaded")
    visit(page, address(2.5))
    page.locator("#sentence").fill(LONG)
    page.wait_for_function("() => !location.search.includes('sentence=')")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => history.state?.sentence && document.activeElement.id !== 'sentence'")
    settled(page)
    assert page.locator("#sentence").input_value() == LONG
    page.reload()
    ready(page)
    assert page.locator("#sentence").input_value() == LONG


def test_one_line_of_a_sum_is_a_link(page: Page, server: str) -> None:
    """A chosen gate and a chosen line are in the address; a link opens on them, and Back brings back what was there."""
    visit(page, address(2.7, unit=3, term=9, view="cell"))
    expect(page.locator("#pinned-title")).to_contain_text("h₂[3]")
    run = answer(server)
    weight = run["parameters"]["rnn.weight_ih_l0"][3][1]
    product = f"{short(weight)} · {short(run['steps'][2]['x'][1])} ="
    expect(page.locator(".panel.pinned .chart .written")).to_have_text(product)
    page.locator(".panel.pinned .chart").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_url(re.compile("term=10"))
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('term=')")
    expect(page.locator("#stage .opened")).to_be_visible()
    with page.expect_response(STEP):
        page.locator("#sentence").fill("so it goes")
    settled(page)
    with page.expect_response(STEP):
        page.go_back()
    settled(page)
    assert "term" not in query(page)
    assert query(page)["unit"] == "3"


def test_a_gate_and_its_table_are_a_link(page: Page) -> None:
    visit(page, address(2.7, cell="lstm", view="cell", part="o", unit=2, term=0))
    expect(page.locator("#stage [data-gate=o]").first).to_be_visible()
    expect(page.locator("#pinned-title")).to_contain_text("o[2]")
    page.keyboard.press("Escape")
    expect(page.locator("#stage [data-gate=o]")).to_have_count(0)
    expect(page.locator("#stage .opened")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#stage .opened")).to_have_count(0)
