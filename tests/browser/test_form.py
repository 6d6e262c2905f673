"""The form: what is typed is on the screen at once; what the server refuses is said beside its field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, answer, go, moment, ready, settled, strip, texts, told, until, visit, written

STEP = re.compile(r"/step\?")
REFUSED = "status of 422"


def refusal(server: str, lang: str = "en", **fields: Any) -> str:
    """The sentence with which /step refuses `fields`."""
    query = urlencode({"sentence": "i am a boy", **fields})
    try:
        with urlopen(Request(f"{server}/step?{query}", headers={"Accept-Language": lang})):
            raise AssertionError(f"not refused: {query}")
    except HTTPError as error:
        detail = json.load(error)["detail"]
    return str(detail[0]["msg"])


def in_labels(page: Page, sentence: str, name: str) -> str:
    """The same sentence with the field called as its label calls it."""
    return sentence.replace(name, f"“{page.locator(f'label[for={name}]').inner_text()}”")


def type_into(page: Page, name: str, text: str) -> None:
    """Fill the field and wait for the answer."""
    with page.expect_response(STEP):
        page.locator(f"[name={name}]").fill(text)
    settled(page)


def test_a_new_sentence_shows_its_words_and_numbers(page: Page, server: str) -> None:
    visit(page, address(8))
    type_into(page, "sentence", "나는 밥을 먹었다")
    run = answer(server, sentence="나는 밥을 먹었다")
    shown = texts(page, "#stage .scene")
    for token in run["tokens"]:
        assert token in shown
    assert "boy" not in shown
    page.keyboard.press("Escape")
    page.locator("#stage").focus()
    page.keyboard.press("End")
    settled(page)
    assert strip(page, "h", 2) in written(run["steps"][2]["h"])


def test_the_tokens_stand_under_the_sentence_and_are_counted(page: Page) -> None:
    visit(page, address(0, sentence="don't stop, 나는 간다!"))
    run = page.request.get(page.locator("#as-json").get_attribute("href") or "").json()
    assert page.locator(".underlines span").all_inner_texts() == run["tokens"]
    assert str(len(run["tokens"])) in page.locator("#count").inner_text()


def test_what_was_read_stays_read_while_the_sentence_grows(page: Page) -> None:
    """The states of a common beginning are the same numbers: the playhead does not fall back to the start."""
    visit(page, address(3))
    kept = [strip(page, "h", t) for t in range(3)]
    type_into(page, "sentence", "i am a girl")
    assert [strip(page, "h", t) for t in range(3)] == kept


@pytest.mark.parametrize(
    ("name", "text"), [("hidden_size", "999"), ("seed", "-1"), ("hidden_size", "2.5"), ("hidden_size", "0")]
)
def test_a_refusal_stands_beside_its_field_and_the_picture_stays(
    page: Page, server: str, watch: Watch, name: str, text: str
) -> None:
    watch.expect(REFUSED)
    visit(page, address(4))
    before = page.locator("#stage .scene").inner_html()
    type_into(page, name, text)
    problem = page.locator(f"#problem-{name}")
    expect(problem).to_be_visible()
    assert told(problem) == in_labels(page, refusal(server, **{name: text}), name)
    assert page.locator(f"[name={name}]").get_attribute("aria-invalid") == "true"
    assert page.locator("#stage .scene").inner_html() == before
    field, said = page.locator(f"[name={name}]").bounding_box(), problem.bounding_box()
    assert field is not None
    assert said is not None
    assert abs(said["x"] - field["x"]) < 320
    assert 0 <= said["y"] - field["y"] < 100
    type_into(page, name, "5")
    expect(problem).to_be_hidden()
    assert page.locator(f"[name={name}]").get_attribute("aria-invalid") != "true"


@pytest.mark.parametrize(("name", "text"), [("input_size", "0"), ("spectral_radius", "7")])
def test_a_refusal_of_a_field_behind_more_is_seen(page: Page, server: str, watch: Watch, name: str, text: str) -> None:
    watch.expect(REFUSED)
    visit(page, address(4))
    page.locator(".more").click()
    type_into(page, name, text)
    expect(page.locator(f"#problem-{name}")).to_be_visible()
    assert told(page.locator(f"#problem-{name}")) == in_labels(page, refusal(server, **{name: text}), name)


def test_an_empty_sentence_says_so_and_the_last_picture_stays(page: Page, server: str, watch: Watch) -> None:
    watch.expect(REFUSED)
    visit(page, address(4))
    before = texts(page, "#stage .scene")
    type_into(page, "sentence", "")
    expect(page.locator("#problem-sentence")).to_contain_text(refusal(server, sentence=""))
    assert texts(page, "#stage .scene") == before


def test_the_refusal_is_in_the_reader_s_language(open_page: Callable[..., Page], server: str, watch: Watch) -> None:
    watch.expect(REFUSED)
    page = ready(open_page(address(4), lang="ko"))
    type_into(page, "hidden_size", "999")
    said = in_labels(page, refusal(server, "ko", hidden_size=999), "hidden_size")
    assert told(page.locator("#problem-hidden_size")) == said
    with page.expect_response(STEP):
        page.locator("[data-lang=en]").click()
    settled(page)
    said = in_labels(page, refusal(server, hidden_size=999), "hidden_size")
    assert told(page.locator("#problem-hidden_size")) == said


def test_an_address_with_a_wrong_field_opens_with_its_sentence(page: Page, server: str, watch: Watch) -> None:
    watch.expect(REFUSED)
    visit(page, address(0, cell="elman"))
    said = refusal(server, cell="elman").replace("cell", "“Cell”", 1)
    assert said in [told(problem) for problem in page.locator(".problem:visible").all()]


def test_while_an_answer_is_on_its_way_the_picture_stays_and_says_so(page: Page) -> None:
    visit(page, address(4))
    before = texts(page, "#stage .scene")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(STEP, hold)
    stage = page.locator("#stage")
    expect(stage).to_have_attribute("aria-busy", "false")
    page.locator("#sentence").fill("i am my friend")
    expect(stage).to_have_attribute("aria-busy", "true")
    assert texts(page, "#stage .scene") == before
    assert "".join(page.locator(".underlines span").all_inner_texts()) == "iam"
    until(page, lambda: held)
    held[0].continue_()
    expect(stage).to_have_attribute("aria-busy", "false")
    settled(page)
    expect(page.locator(".underlines span")).to_have_text(["i", "am", "my", "friend"])


def test_a_server_that_is_away_is_said_and_the_picture_stays(page: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED|ERR_CONNECTION")
    visit(page, address(4))
    before = texts(page, "#stage .scene")
    page.route(STEP, lambda route: route.abort())
    page.locator("#sentence").fill("hello there")
    expect(page.locator("#away")).to_contain_text("did not answer")
    assert texts(page, "#stage .scene") == before
    page.unroute(STEP)
    type_into(page, "sentence", "hello you")
    expect(page.locator("#away")).to_be_hidden()


def test_the_last_letter_typed_wins(page: Page, server: str) -> None:
    """Answers that come late or in another order do not overwrite a newer one."""
    visit(page, address(8))
    page.locator("#sentence").press("End")
    page.locator("#sentence").press_sequentially(" and so on", delay=1)
    page.wait_for_function("() => document.querySelector('#stage .scene').textContent.includes('on')")
    settled(page)
    want = answer(server, sentence="i am a boy and so on")["tokens"]
    assert page.locator(".underlines span").all_inner_texts() == want


def test_cell_objective_and_numbers_change_the_picture(page: Page, server: str) -> None:
    visit(page, address(8))
    page.locator("[name=cell][value=lstm]").check(force=True)
    with page.expect_response(STEP):
        page.locator("[name=objective]").select_option("sum")
    type_into(page, "seed", "12")
    type_into(page, "hidden_size", "5")
    page.wait_for_url(re.compile("hidden_size=5"))
    run = answer(server, cell="lstm", objective="sum", seed=12, hidden_size=5)
    go(page, page.evaluate("location.pathname + location.search.replace(/&u=[^&]*/, '') + '&u=8'"))
    assert moment(page) == 8
    for t in range(4):
        assert strip(page, "h", t) in written(run["steps"][t]["h"])


def test_relu_is_offered_for_the_plain_rnn_only(page: Page) -> None:
    visit(page, address(0, cell="gru"))
    expect(page.locator("[name=nonlinearity]")).to_be_disabled()
    go(page, address(0, cell="rnn"))
    expect(page.locator("[name=nonlinearity]")).to_be_enabled()


def test_an_emptied_number_is_the_default_again(page: Page, server: str) -> None:
    visit(page, address(4, hidden_size=5))
    type_into(page, "hidden_size", "")
    assert strip(page, "h", 1) in written(answer(server)["steps"][1]["h"])
    expect(page.locator("#hidden_size")).to_have_value("")
    page.locator("#seed").focus()
    expect(page.locator("#hidden_size")).to_have_value("8")
    page.wait_for_timeout(300)
    assert "hidden_size" not in page.url


def test_a_number_may_begin_with_its_point(page: Page) -> None:
    visit(page, address(4))
    page.locator(".more").click()
    type_into(page, "spectral_radius", ".5")
    expect(page.locator("#problem-spectral_radius")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"spectral_radius=0\.5(&|$)"))


def test_a_refusal_behind_more_opens_it_below_its_button(page: Page, watch: Watch) -> None:
    watch.expect(REFUSED)
    visit(page, address(4, spectral_radius=7))
    expect(page.locator("#problem-spectral_radius")).to_be_visible()
    button, more = page.locator(".more").bounding_box(), page.locator("#more").bounding_box()
    assert button is not None
    assert more is not None
    assert abs(more["x"] + more["width"] - button["x"] - button["width"]) < 2
    assert 0 <= more["y"] - button["y"] - button["height"] < 16


def test_while_a_sentence_is_written_what_is_wrong_behind_more_is_said_there(page: Page, watch: Watch) -> None:
    watch.expect(REFUSED)
    visit(page, address(4, target=3))
    type_into(page, "sentence", "i am")
    expect(page.locator("#problem-sentence")).to_contain_text("“Recall which word” must be a step of the sentence")
    expect(page.locator("#more")).to_be_hidden()
    expect(page.locator("#sentence")).not_to_have_attribute("aria-invalid", "true")
    assert page.evaluate("() => document.querySelector('#target').getAttribute('aria-invalid')") == "true"
    type_into(page, "sentence", "i am a girl")
    expect(page.locator("#problem-sentence")).to_be_hidden()


def test_an_unknown_cell_leaves_no_cell_chosen_and_each_can_be(page: Page, watch: Watch) -> None:
    watch.expect(REFUSED)
    visit(page, address(0, cell="elman"))
    expect(page.locator("[name=cell]:checked")).to_have_count(0)
    expect(page.locator("#problem-cell")).to_be_visible()
    page.locator(".tabs label", has_text="RNN").click()
    expect(page.locator("#problem-cell")).to_be_hidden()
    expect(page.locator("[name=cell]:checked")).to_have_value("rnn")
