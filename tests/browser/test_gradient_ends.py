"""Where the gradient ends: at each word, at the state before the first, and in the text's shade."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.browser.seeing import address, visit


def answer(server: str) -> dict[str, Any]:
    with urlopen(f"{server}/step?sentence=i+am+a+boy&include=gradients") as response:
        return json.load(response)  # type: ignore[no-any-return]


def power(log10: float) -> str:
    return f"10{log10:.2f}".replace("-", "−")


def test_the_chain_says_what_reaches_each_word_and_the_beginning(page: Page, server: str) -> None:
    visit(page, address(8))
    told = answer(server)
    for t, step in enumerate(told["steps"]):
        place = page.locator(f'[data-gradient="x:{t}"]')
        expect(place.locator(".norm")).to_have_text(power(step["log10_input_grad_norm"]))
    start = page.locator('[data-gradient="h:-1"]')
    expect(start.locator(".norm")).to_have_text(power(told["log10_initial_grad_norm"]["h"]))
    start.hover()
    expect(page.locator("#stage .tip")).to_contain_text("∂L/∂h₋₁")
    page.locator('[data-gradient="x:2"]').hover()
    expect(page.locator("#stage .tip")).to_contain_text("a change of “a”")


def test_the_text_shows_which_word_decided(page: Page, server: str) -> None:
    visit(page, address(8, view="sentence"))
    page.locator("#legend-shade").select_option("input")
    steps = answer(server)["steps"]
    expect(page.locator(".token .number")).to_have_text([power(step["log10_input_grad_norm"]) for step in steps])
    most = max(steps, key=lambda step: float(step["log10_input_grad_norm"]))["token"]
    expect(page.locator(".reading")).to_contain_text(most)
    expect(page.locator("#text-ranking")).to_contain_text(f"‖∂L/∂x‖: {most} ")


def test_the_form_has_the_linear_network_and_no_biases(page: Page) -> None:
    visit(page, address(4))
    page.locator("button.more").click()
    for name, value in {"nonlinearity": "identity", "recurrent_init": "identity", "bias": "false"}.items():
        page.locator(f"#{name}").select_option(value)
    page.wait_for_url("**nonlinearity=identity&recurrent_init=identity&bias=false**")
    expect(page.locator(".inside .formula")).not_to_contain_text("tanh")
