"""Two sentences side by side: the second one, the picture of both, and what is said of them."""

from __future__ import annotations

import json
from urllib.parse import urlencode
from urllib.request import urlopen

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.seeing import address, come_to, visit


def bench(page: Page, **fields: object) -> Locator:
    """Open the page and go down to the panel."""
    visit(page, address(4, **fields))
    come_to(page, ".sentences")
    expect(page.locator("#beside .states")).to_have_count(2)
    return page.locator(".sentences")


def states(server: str, **fields: object) -> list[list[float]]:
    with urlopen(f"{server}/step?{urlencode(fields)}") as response:
        return [step["h"] for step in json.load(response)["steps"]]


def test_the_difference_is_that_of_the_server_s_states(page: Page, server: str) -> None:
    panel = bench(page)
    expect(panel.locator("#beside-text")).to_have_value("i was a boy")
    one, other = (np.array(states(server, sentence=text)) for text in ("i am a boy", "i was a boy"))
    apart = np.log10(np.linalg.norm(one - other, axis=1)[1:])
    say = panel.locator("#beside-say")
    expect(say).to_contain_text("part at “am/was”")
    expect(say).to_contain_text(f"10{apart[0]:.2f}".replace("-", "−"))
    expect(say).to_contain_text(f"10{apart[-1]:.2f}".replace("-", "−"))


def test_a_written_sentence_is_in_the_link_and_can_become_the_page_s(page: Page) -> None:
    panel = bench(page)
    panel.locator("#beside-text").fill("i am not a boy")
    expect(panel.locator(".row-0")).to_contain_text("–")
    page.wait_for_url("**beside=i+am+not+a+boy**")
    panel.get_by_role("button", name="Read it on the whole page").click()
    expect(page.locator("#sentence")).to_have_value("i am not a boy")
    expect(panel.locator("#beside-text")).to_have_value("i am a boy")
    page.reload()
    come_to(page, ".sentences")
    expect(panel.locator("#beside-text")).to_have_value("i am a boy")
    panel.get_by_role("button", name="One word changed").click()
    expect(panel.locator("#beside-text")).to_have_value("i was not a boy")


@pytest.mark.parametrize("key", ["ArrowUp", "ArrowDown"])
def test_the_keys_go_from_word_to_word(page: Page, key: str) -> None:
    panel = bench(page)
    panel.locator("#beside").press(key)
    token = {"ArrowUp": "i", "ArrowDown": "boy"}[key]
    expect(panel.locator("#beside-say")).to_contain_text(f"“{token}” in both")
