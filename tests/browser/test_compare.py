"""The cells on one text: what is shown is the server's word on each, and a click makes one of them the page's."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, answer, come_to, power, ready, settled, until, visit

KINDS: dict[str, dict[str, str]] = {
    "rnn": {"cell": "rnn"},
    "relu": {"cell": "rnn", "nonlinearity": "relu"},
    "gru": {"cell": "gru"},
    "lstm": {"cell": "lstm"},
    "lstm-open": {"cell": "lstm", "forget_bias": "1"},
}
LONG = (
    "the river that moved this stone a thousand years ago still turns at night toward the place where it once learned "
    "how to fall"
)
SENTENCE = "i told you the story about the old man"


def compare(page: Page, u: float = 2, own: bool = False, **fields: object) -> Locator:
    """Open the page, go down to the panel, and wait for its answers: on a text of its own, or on the page's."""
    visit(page, address(u, **fields))
    come_to(page, ".compare")
    expect(page.locator("#compare .lane-name").first).to_be_visible()
    if not own and page.locator(".compare .texts").is_visible():
        page.locator(".texts label").nth(1).click()
        settled(page)
    settled(page)
    return page.locator(".compare")


def entrant(page: Page, kind: str) -> Locator:
    return page.locator(f'.entrant[data-cell="{kind}"]')


def said(page: Page, server: str, kind: str, **fields: object) -> dict[str, Any]:
    """The server's own answer for one of the cells."""
    return answer(server, **{"include": "jacobian,parameters", **fields, **KINDS[kind]})


def test_the_numbers_are_the_server_s(page: Page, server: str) -> None:
    fields: dict[str, Any] = {"sentence": SENTENCE, "hidden_size": 6, "seed": 3}
    compare(page, **fields)
    for kind in KINDS:
        run = said(page, server, kind, **fields)
        counted = sum(_size(values) for name, values in run["parameters"].items() if name.startswith("rnn."))
        expect(entrant(page, kind).locator(".cost")).to_have_text(f"{counted} weights")
        expect(entrant(page, kind).locator(".left")).to_have_text(f"{power(run['steps'][0]['log10_grad_norm'])} at h₀")


def _size(values: list[Any]) -> int:
    return sum(len(row) if isinstance(row, list) else 1 for row in values)


def test_a_few_words_are_compared_on_a_text_of_its_own_with_the_forget_gates_opened(page: Page, server: str) -> None:
    compare(page, own=True)
    long = page.evaluate("document.querySelectorAll('#compare .step-word').length")
    assert long > 4
    text = LONG
    runs = {kind: answer(server, sentence=text, include="jacobian", **fields) for kind, fields in KINDS.items()}
    assert len(runs["rnn"]["tokens"]) >= 24
    for kind, run in runs.items():
        expect(entrant(page, kind).locator(".left")).to_have_text(f"{power(run['steps'][0]['log10_grad_norm'])} at h₀")
    change = {kind: run["steps"][0]["log10_grad_norm"] for kind, run in runs.items()}
    assert change["lstm-open"] > change["lstm"] > change["rnn"] + 1, "gates matter on this text"
    expect(page.locator("#compare .needle")).to_have_count(0)
    page.locator(".texts label").nth(1).click()
    expect(page.locator("#compare-say")).to_contain_text("A counter-example to the gates")
    expect(page.locator("#compare .step-word")).to_have_count(4)
    expect(page.locator("#compare .needle")).to_have_count(1)


def test_pointing_at_a_text_of_its_own_reads_it_and_leaves_the_page_alone(page: Page, server: str) -> None:
    compare(page, own=True)
    box = page.locator("#compare").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 12, box["y"] + 60)
    expect(page.locator("#compare-say")).to_contain_text("“fall”")
    run = answer(server, sentence=LONG, include="jacobian", cell="gru")
    expect(page.locator("#compare-say")).to_contain_text(f"GRU {power(run['steps'][-1]['log10_grad_norm'])}")
    expect(page.locator("#stage .chip.pointed")).to_have_count(0)


def test_the_way_past_the_matrix_is_the_server_s(page: Page, server: str) -> None:
    compare(page, sentence=SENTENCE)
    lstm, gru = (said(page, server, kind, sentence=SENTENCE)["steps"][0] for kind in ("lstm", "gru"))
    told = page.locator("#highway-say")
    for number in (
        lstm["log10_highway"],
        lstm["log10_cell_jacobian_norm"],
        gru["log10_highway"],
        gru["log10_jacobian_norm"],
    ):
        expect(told).to_contain_text(power(number))


def test_a_forget_bias_keeps_the_lstm_s_memory_at_once(page: Page, server: str) -> None:
    panel = compare(page, sentence=SENTENCE)
    panel.locator(".bias label", has_text="+3").click()
    kept = said(page, server, "lstm", sentence=SENTENCE, forget_bias=3)["steps"][0]
    plain = said(page, server, "lstm", sentence=SENTENCE)["steps"][0]
    assert kept["log10_highway"] > plain["log10_highway"] + 1
    expect(page.locator("#highway-say")).to_contain_text(power(kept["log10_highway"]))
    expect(entrant(page, "lstm-open").locator(".kind")).to_have_text("LSTM +3")
    expect(entrant(page, "lstm-open").locator(".left")).to_contain_text(power(kept["log10_grad_norm"]))
    expect(entrant(page, "lstm").locator(".left")).to_contain_text(power(plain["log10_grad_norm"]))


def test_pointing_at_a_step_reads_all_cells_and_points_at_its_word(page: Page, server: str) -> None:
    compare(page)
    box = page.locator("#compare").bounding_box()
    assert box
    column = (box["width"] - 104 - 8) / 4
    pointed = page.locator("#stage .chip.pointed")

    def points() -> bool:
        """The curves of the text that was chosen may still be on their way."""
        page.mouse.move(2, 2)
        page.mouse.move(box["x"] + 104 + 1.5 * column, box["y"] + 60)
        settled(page)
        return pointed.count() == 1 and pointed.get_attribute("data-t") == "1"

    until(page, points)
    for kind in KINDS:
        expected = power(said(page, server, kind)["steps"][1]["log10_grad_norm"])
        expect(page.locator("#compare-say")).to_contain_text(expected)
    expect(page.locator("#compare-say")).to_contain_text("“am”")


def test_a_name_makes_its_cell_the_page_s(page: Page) -> None:
    compare(page)
    page.locator('#compare .lane-name[data-cell="gru"]').click()
    expect(page.locator('[name="cell"][value="gru"]')).to_be_checked()
    expect(entrant(page, "gru").get_by_role("button")).to_have_attribute("aria-pressed", "true")
    entrant(page, "relu").get_by_role("button").press("Enter")
    expect(page.locator('[name="cell"][value="rnn"]')).to_be_checked()
    expect(page.locator("#compare .lane-name.current")).to_have_text("ReLU")


def test_a_cell_that_leaves_the_range_is_said_in_its_place(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    compare(page, sentence="the quick brown fox jumps over a lazy dog " * 60, spectral_radius=4, seed=4)
    expect(entrant(page, "relu").locator(".left")).to_contain_text("leaves the range")
    names = page.locator("section.gradient .line-name.cell").all_text_contents()
    assert sorted(names) == ["GRU", "LSTM", "LSTM +1", "RNN"]


@pytest.mark.parametrize("near", [False, True])
def test_nothing_is_asked_while_the_panel_is_far(page: Page, near: bool) -> None:
    page.goto(address(2))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ready(page)
    if near:
        come_to(page, ".compare")
        expect(page.locator("#compare .lane-name").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if url.endswith("include=jacobian&digits=6")]) == (5 if near else 0)
