"""What the network answers: bars at the end of the chain, their sums, and the note that explains linear and softmax."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import every_language, every_scheme, every_size
from tests.browser.seeing import address, ready, visit


def said(server: str, path: str = "sentence=i+am+a+boy&seed=1390") -> dict[str, Any]:
    with urlopen(f"{server}/step?{path}&include=predictions,parameters") as response:
        return json.load(response)  # type: ignore[no-any-return]


def percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def test_the_bars_come_with_the_last_h_and_show_what_step_answers(page: Page, server: str) -> None:
    visit(page, address(2, seed=1390))
    bars = page.locator("#stage [data-answer]")
    expect(page.locator("#stage .question")).to_have_text("Which word was first?")
    expect(page.locator("#stage .asked")).to_have_text("?")
    assert bars.count() == 0
    visit(page, address(4, seed=1390))
    told = said(server)["steps"][3]["predictions"]
    shares = dict(zip(told["likeliest"], told["likeliest_probability"], strict=True))
    names = sorted(page.locator("#stage [data-answer] .name").all_text_contents())
    assert names == sorted(f"“{word}” {percent(share)}" for word, share in shares.items())
    right = page.locator("#stage .said.right")
    expect(right).to_have_count(1)
    expect(right).to_contain_text(f"“i” {percent(told['target_probability'])}")
    expect(right).to_contain_text(f"{percent(1 - told['target_probability'])} missing")
    expect(right).to_contain_text(f"L = {-math.log(told['target_probability']):.2f}")


def test_pointing_at_a_bar_writes_out_its_sum(page: Page, server: str) -> None:
    visit(page, address(4, seed=1390))
    run = said(server)
    h = run["steps"][3]["h"]
    weight, bias = run["parameters"]["linear.weight"], run["parameters"]["linear.bias"]
    for index in range(4):
        page.locator(f'#stage [data-answer="3:{index}"]').hover()
        tip = page.locator("#stage .tip")
        expect(tip).to_contain_text(f"“{run['vocabulary'][index]}”, linear: ")
        text = tip.inner_text().replace("−", "-").replace("\u00a0", " ")
        terms = text.split("linear: ")[1].split(" = ")[0]
        total = 0.0
        for sign, product in re.findall(r"([+-]?) ?(\d+\.\d+(?:·\d+\.\d+)?)", terms):
            total += (-1 if sign == "-" else 1) * math.prod(float(each) for each in product.split("·"))
        z = sum(w * v for w, v in zip(weight[index], h, strict=True)) + bias[index]
        assert abs(total - z) < 0.05, text
        assert f"= {z:.2f}".replace("-0.00", "0.00") in text
        assert f"{math.exp(z):.2f}" in text
    assert "-ln 9% = 2.36" not in text
    page.locator("#stage .said.right").hover()
    expect(page.locator("#stage .tip")).to_contain_text("−ln 9% = 2.36")


def test_linear_and_softmax_are_explained_by_keys_and_by_a_press(page: Page) -> None:
    visit(page, address(4, seed=1390))
    line = page.locator("#head-open")
    expect(line).to_have_text("softmax(linear(h₃))")
    line.focus()
    page.keyboard.press("Enter")
    note = page.locator("#head-note")
    expect(note).to_be_visible()
    expect(note.locator("code")).to_have_text(["linear", "softmax", "loss"])
    expect(note.locator("math")).to_have_count(3)
    expect(note.locator("tbody tr")).to_have_count(4)
    expect(note.locator("tbody tr.right th")).to_have_text("i")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.locator('#stage [data-answer="3:1"]').click()
    expect(note).to_be_visible()
    page.locator("[data-lang=ko]").evaluate("button => button.click()")
    expect(note.locator("h2")).to_have_text("h₃에서 답이 나오기까지")


def test_every_step_answers_where_the_next_word_is_asked(page: Page, server: str) -> None:
    visit(page, address(3, objective="next-token"))
    steps = said(server, "sentence=i+am+a+boy&objective=next-token")["steps"]
    for t in range(3):
        last = page.locator(f'#stage .cell[data-t="{t}"] .said').last
        expect(last).to_have_class("said right")
        told = steps[t]["predictions"]
        expect(last).to_have_text(f"{told['target']} {percent(told['target_probability'])}")
    page.locator('#stage .cell[data-t="1"] .said').last.click()
    expect(page.locator("#head-note h2")).to_have_text("How h₁ becomes an answer")


def test_the_sum_of_h_is_said_to_be_one(page: Page) -> None:
    visit(page, address(4, objective="sum"))
    expect(page.locator("#stage .loss")).to_contain_text("L = Σ h₃ = ")
    expect(page.locator("#head-open")).to_be_hidden()


def test_an_early_loss_has_its_bars_over_that_step(page: Page) -> None:
    visit(page, address(4, loss_at=1))
    expect(page.locator("#stage .answer .question")).to_have_text("Which word was first?")
    assert page.locator("#stage [data-answer]").evaluate_all(
        "all => all.every(bar => bar.dataset.answer.startsWith('1:'))"
    )


@every_size
@every_scheme
@every_language
def test_the_answer_is_wholly_in_sight_when_it_is_given(
    open_page: Callable[..., Page], size: tuple[int, int], scheme: str, lang: str
) -> None:
    page = open_page(address(4, seed=1390, lang=lang), size=size, scheme=scheme)
    ready(page)
    scene = page.locator("#stage .scene").bounding_box()
    assert scene
    for part in ("#stage .question", "#stage .said.right .name", "#stage .said.right .frame", "#head-open"):
        box = page.locator(part).bounding_box()
        assert box, part
        assert scene["x"] - 5 <= box["x"] <= scene["x"] + scene["width"] + 1 - box["width"], part
        assert scene["y"] <= box["y"] <= scene["y"] + scene["height"] + 1 - box["height"], part


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_note_has_nothing_that_axe_finds(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], size: tuple[int, int]
) -> None:
    page = ready(open_page(address(4, seed=1390), size=size))
    page.locator("#head-open").press("Enter")  # where time runs down, it is there for keys
    expect(page.locator("#head-note")).to_be_visible()
    assert axe(page) == []


def test_a_long_text_ends_in_five_bars_and_the_rest(page: Page, server: str) -> None:
    text = " ".join(f"w{i}" for i in range(250))
    visit(page, address(250, sentence=text))
    expect(page.locator("#stage [data-answer]")).to_have_count(5)
    expect(page.locator("#stage .more")).to_contain_text("… 245 more: ")
    told = said(server, f"sentence={text.replace(' ', '+')}")["steps"][-1]["predictions"]
    expect(page.locator("#stage .said.right")).to_contain_text(f"L = {-math.log(told['target_probability']):.2f}")
