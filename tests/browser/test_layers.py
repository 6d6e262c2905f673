"""Layers and directions: what is looked at can be chosen, and what is seen reads from its own side."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import address, ready

FIELDS = {"num_layers": 2, "bidirectional": "true", "hidden_size": 4}


def test_a_layer_and_a_direction_are_chosen_and_are_in_the_address(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(4, **FIELDS)))
    expect(page.locator(".sides")).to_be_visible()
    page.locator(".layers button").first.click()
    expect(page).to_have_url(re.compile("layer=0"))
    page.get_by_role("button", name="Backward").click()
    expect(page).to_have_url(re.compile("direction=backward"))
    expect(page.locator(".where")).to_contain_text("reads from the end")
    page.locator(".layers button").last.click()
    expect(page).not_to_have_url(re.compile("layer="))


def test_a_backward_direction_reads_the_last_word_first(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(0.5, direction="backward", **FIELDS)))
    active = page.locator(".chip.active")
    expect(active).to_have_text("boy")
    words = page.locator(".scene .chip text").all()
    places = {word.text_content(): (word.bounding_box() or {"x": 0})["x"] for word in words}
    assert sorted(places, key=lambda word: places[word]) == ["i", "am", "a", "boy"]
    page.locator("#timeline").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(active).to_have_text("a")


def test_x_of_a_higher_layer_leads_to_the_layer_below(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(4, num_layers=2, hidden_size=4)))
    source = page.locator(".source").first
    expect(source).to_contain_text("of layer 1")
    source.click()
    expect(page).to_have_url(re.compile("layer=0"))
    expect(page.locator(".source")).to_have_count(0)


def test_a_network_of_one_layer_has_no_switch(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(4)))
    expect(page.locator(".sides")).to_be_hidden()
