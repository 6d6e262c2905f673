"""What if: edits by pointer, key and word; what is shown is what /what-if answers, and the stage stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, come_to, ready, strip, visit


def bench(page: Page, **fields: object) -> Locator:
    """Open the page and go down to the panel."""
    visit(page, address(4, **fields))
    come_to(page, ".whatif")
    expect(page.locator("#whatif-units .unit").first).to_be_visible()
    return page.locator(".whatif")


def what_if(server: str, *edits: dict[str, Any], **fields: object) -> dict[str, Any]:
    """What /what-if says to the default sentence with these edits."""
    body = json.dumps({"sentence": "i am a boy", **fields, "edits": edits}).encode()
    request = Request(f"{server}/what-if", body, {"Content-Type": "application/json"})
    with urlopen(request) as response:
        return json.load(response)  # type: ignore[no-any-return]


def change(value: float) -> str:
    """A change of the loss as the page writes it."""
    return f"{'−' if value < 0 else '+'}{abs(value):.3f}"


def shows(page: Page, told: dict[str, Any]) -> None:
    """Wait until prediction and truth are the server's."""
    values = page.locator("#whatif-verdict .verdict-value")
    expect(values).to_have_text([change(told["predicted"]), change(told["change"])])
    expect(page.locator("#whatif-say")).to_contain_text(change(told["change"]))


def choose(panel: Locator, word: str) -> None:
    panel.locator(".steps").get_by_role("button", name=word, exact=True).click()


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_another_word(page: Page, server: str, cell: str) -> None:
    panel = bench(page, cell=cell)
    before = strip(page, "h", 2)
    choose(panel, "a")
    panel.locator("#whatif-token").fill("the")
    panel.locator("#whatif-token").press("Enter")
    shows(page, what_if(server, {"t": 2, "token": "the"}, cell=cell))
    expect(panel.locator(".edits li span")).to_have_text("“a” → “the”")
    expect(page.locator("section.gradient .step-word")).to_have_text(["i", "am", "the", "boy"])
    assert strip(page, "h", 2) == before
    expect(page.locator("#stage .chip").nth(2)).to_have_text("a")


def test_a_bar_drawn_with_the_pointer(page: Page, server: str) -> None:
    panel = bench(page)
    choose(panel, "am")
    box = panel.locator("#whatif-units .unit").nth(3).bounding_box()
    whole = panel.locator("#whatif-units").bounding_box()
    assert box
    assert whole
    page.mouse.move(box["x"] + box["width"] / 2, whole["y"] + 69)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, whole["y"] + 50)
    page.mouse.move(box["x"] + box["width"] / 2, whole["y"] + 39.5)
    page.mouse.up()
    # half of the way from 0 (69 px) to 1 (10 px)
    shows(page, what_if(server, {"t": 1, "unit": 3, "set": 0.5}))
    expect(panel.locator(".edits li span")).to_have_text("h₁, unit 3 = 0.50")
    expect(page.locator("#whatif-units .was")).to_have_count(1)


def test_a_bar_by_key_does_not_move_time(page: Page, server: str) -> None:
    panel = bench(page)
    choose(panel, "am")
    units = panel.locator("#whatif-units")
    units.focus()
    at = page.locator("#timeline").get_attribute("aria-valuenow")
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowUp"):
        units.press(key)
    own = what_if(server, {"t": 1, "unit": 2, "clamp": 0})["steps"][1]["h"][2]
    told = what_if(server, {"t": 1, "unit": 2, "set": float(f"{own + 0.1:.4g}")})
    shows(page, told)
    assert page.locator("#timeline").get_attribute("aria-valuenow") == at
    units.press("Escape")
    expect(panel.locator(".edits li")).to_have_count(0)
    expect(units).to_have_attribute("role", "slider")


def test_a_unit_switched_off_and_everything_undone(page: Page, server: str) -> None:
    panel = bench(page, unit=1)
    choose(panel, "i")
    panel.get_by_role("button", name="Switch unit 1 off").click()
    shows(page, what_if(server, {"t": 0, "unit": 1, "clamp": 0}))
    choose(panel, "a")
    panel.locator("#whatif-token").fill("the")
    panel.get_by_role("button", name="Replace").click()
    shows(page, what_if(server, {"t": 0, "unit": 1, "clamp": 0}, {"t": 2, "token": "the"}))
    panel.get_by_role("button", name="Undo: unit 1 off from h₀ on").click()
    shows(page, what_if(server, {"t": 2, "token": "the"}))
    panel.get_by_role("button", name="Undo everything").click()
    expect(panel.locator(".edits li")).to_have_count(0)
    expect(page.locator("#gradient-say")).to_contain_text("For example")


def test_a_state_from_another_sentence(page: Page, server: str) -> None:
    panel = bench(page)
    choose(panel, "am")
    panel.locator("#whatif-sentence").fill("we are two")
    after = panel.locator("#whatif-after")
    expect(after).to_have_value("2")
    after.select_option(label="are")
    panel.get_by_role("button", name="Transplant").click()
    shows(page, what_if(server, {"t": 1, "from": {"sentence": "we are two", "t": 1}}))
    expect(panel.locator(".edits li span")).to_have_text("h₁ from “we are two”")


def test_a_small_change_agrees_and_a_large_one_need_not(page: Page) -> None:
    """The dots of prediction and truth stand together where the bar is near, and apart where it is far."""
    panel = bench(page)
    choose(panel, "boy")
    units = panel.locator("#whatif-units")
    units.focus()
    page.locator("#whatif-effect .truly").wait_for(state="attached")

    def apart() -> float:
        expect(page.locator("#whatif-effect .said")).to_have_count(1)
        page.wait_for_load_state("networkidle")
        said, true = (
            float(page.locator(f"#whatif-effect .{name}").get_attribute("cy") or "nan") for name in ("said", "truth")
        )
        return abs(said - true)

    units.press("Shift+ArrowUp")
    near = apart()
    for _ in range(20):
        units.press("ArrowUp")
    assert apart() > near


@pytest.mark.parametrize(
    ("lang", "said", "mend"),
    [
        ("en", "Type one word only: “two words” is more than one.", "Use “two”"),
        ("ko", "한 단어만 적어 주세요", "고치기"),
    ],
)
def test_a_word_that_is_two_leaves_no_trace_and_is_mended(
    open_page: Callable[..., Page], server: str, lang: str, said: str, mend: str
) -> None:
    page = ready(open_page(address(4), lang=lang))
    panel = page.locator(".whatif")
    come_to(page, ".whatif")
    expect(page.locator("#whatif-units .unit").first).to_be_visible()
    choose(panel, "a")
    entries = page.evaluate("history.length")
    field = panel.locator("#whatif-token")
    field.fill("two words")
    field.press("Enter")
    problem = page.locator("#problem-whatif-token")
    expect(problem).to_contain_text(said)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(panel.locator(".edits li")).to_have_count(0)
    assert "edit=" not in page.url
    assert page.evaluate("history.length") == entries
    box, below = field.bounding_box(), problem.bounding_box()
    assert box
    assert below
    assert 0 <= below["y"] - box["y"] - box["height"] < 24
    problem.get_by_role("button", name=mend).press("Enter")
    shows(page, what_if(server, {"t": 2, "token": "two"}))
    expect(problem).to_be_hidden()
    expect(panel.locator(".edits li")).to_have_count(1)
    expect(page).to_have_url(re.compile("edit=word,2,two"))
    assert page.evaluate("history.length") == entries + 1


def test_a_word_that_the_server_refuses_leaves_no_trace_either(page: Page, watch: Watch) -> None:
    """As a stored network does with a word that its vocabulary lacks."""
    watch.expect("status of 422")
    panel = bench(page)
    choose(panel, "a")
    panel.locator("#whatif-off").click()
    expect(page).to_have_url(re.compile("edit=hold,2,0,0"))
    detail = [{"type": "unknown_token", "loc": ["body", "edits", 0, "token"], "msg": "No such word.", "input": "x"}]
    page.route("**/what-if", lambda route: route.fulfill(status=422, json={"detail": detail}))
    panel.locator("#whatif-token").fill("dog")
    panel.locator("#whatif-token").press("Enter")
    problem = page.locator("#problem-whatif-token")
    expect(problem).to_contain_text("No such word.")
    expect(panel.locator(".edits li")).to_have_count(1)
    assert "word" not in page.url
    page.unroute("**/what-if")
    problem.get_by_role("button", name="Put it back").click()
    expect(panel.locator("#whatif-token")).to_have_value("a")
    expect(problem).to_be_hidden()


def test_edits_are_a_link_and_back_undoes_them_one_by_one(page: Page, server: str, watch: Watch) -> None:
    panel = bench(page)
    choose(panel, "a")
    panel.locator("#whatif-off").click()
    off: dict[str, Any] = {"t": 2, "unit": 0, "clamp": 0}
    shows(page, what_if(server, off))
    panel.locator("#whatif-token").fill("the")
    panel.locator("#whatif-token").press("Enter")
    both = [off, {"t": 2, "token": "the"}]
    shows(page, what_if(server, *both))
    bars = panel.locator("#whatif-units")
    box = bars.bounding_box()
    assert box
    entries = page.evaluate("history.length")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for part in range(1, 9):
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * (0.5 - part / 25))
        page.wait_for_timeout(20)
    page.mouse.up()
    expect(panel.locator(".edits li")).to_have_count(3)
    page.wait_for_url(re.compile("h,2,"))
    assert page.evaluate("history.length") == entries + 1
    link = page.url
    page.go_back()
    expect(panel.locator(".edits li")).to_have_count(2)
    shows(page, what_if(server, *both))
    page.go_back()
    expect(panel.locator(".edits li")).to_have_count(1)
    shows(page, what_if(server, off))
    page.go_back()
    expect(panel.locator(".edits li")).to_have_count(0)
    page.go_forward()
    expect(panel.locator(".edits li")).to_have_count(1)
    page.goto(link)
    ready(page)
    come_to(page, ".whatif")
    expect(panel.locator(".edits li")).to_have_count(3)
    expect(panel.locator(".steps [aria-pressed=true]")).to_have_text("the")
    page.locator("#sentence").fill("other words")
    expect(page).to_have_url(re.compile("other"))
    expect(panel.locator(".edits li")).to_have_count(0)
    page.wait_for_function("() => !location.search.includes('edit=')")


def test_an_edit_that_is_taken_away_leaves_the_focus_to_the_next(page: Page) -> None:
    panel = bench(page)
    choose(panel, "am")
    units = panel.locator("#whatif-units")
    for key in ("ArrowUp", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowUp"):
        units.press(key)
    crosses = panel.locator(".edits li button")
    expect(crosses).to_have_count(3)
    second = crosses.nth(1).get_attribute("aria-label")
    crosses.first.press("Enter")
    expect(crosses).to_have_count(2)
    expect(crosses.first).to_be_focused()
    assert crosses.first.get_attribute("aria-label") == second
    crosses.last.press("Enter")
    expect(crosses.first).to_be_focused()
    crosses.first.press("Enter")
    expect(units).to_be_focused()
    units.press("ArrowUp")
    panel.locator("#whatif-reset").press("Enter")
    expect(crosses).to_have_count(0)
    expect(units).to_be_focused()
