"""The networks in the box: their shelf, each on its own example, and the way back to a random one."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SCHEMES, Watch, every_language, every_size
from tests.browser.probe import look
from tests.browser.seeing import address, moment, query, ready, settled

CALM: dict[str, Any] = {"motion": "reduce"}
ALONE = """for (const other of document.querySelectorAll("main > :not(.stage, link), .stage > :not(.network-shown)"))
  other.remove();"""
"""Leaves the shelf and the stage's line: the pictures have their own tests."""


def boxed(server: str, lang: str = "en") -> list[dict[str, Any]]:
    """The networks in the box, as /models says them."""
    with urlopen(Request(f"{server}/models", headers={"Accept-Language": lang})) as response:
        return [model for model in json.load(response)["models"] if model["card"]]


def shelf(page: Page) -> Locator:
    """The shelf, with its cards."""
    page.locator("#models-open").click()
    cards = page.locator("#models .boxed")
    expect(cards.first).to_be_visible()
    return cards


def shown(page: Page) -> Locator:
    """The line of the stage that names the network."""
    line = page.locator(".network-shown")
    expect(line).to_be_visible()
    return line


@every_language
def test_every_network_in_the_box_has_a_card_that_says_all_of_it(
    open_page: Callable[..., Page], server: str, lang: str
) -> None:
    cards = shelf(ready(open_page(address(2, lang=lang), **CALM)))
    models = boxed(server, lang)
    expect(cards).to_have_count(len(models))
    for card, model in zip(cards.all(), models, strict=True):
        for name in ("title", "task", "data", "licence", "size", "score", "look_for"):
            expect(card).to_contain_text(model["card"][name])


def test_a_click_reads_the_example_and_stops_in_front_of_the_answer(
    open_page: Callable[..., Page], server: str
) -> None:
    page = ready(open_page(address(2), **CALM))
    for model in boxed(server):
        card = model["card"]
        shelf(page).locator(f"[data-name={model['name']}]").click()
        expect(page.locator("#models")).to_be_hidden()
        expect(shown(page).locator(".name")).to_have_text(card["title"])
        settled(page)
        fields = {"model": model["name"], "objective": card["objective"]}
        assert fields.items() <= ({"objective": "recall"} | query(page)).items()
        with urlopen(f"{server}/step?{urlsplit(page.url).query}") as response:
            run = json.load(response)
        expect(page.locator("#timeline")).to_have_attribute("aria-valuenow", str(len(run["tokens"])))
        assert moment(page) == len(run["tokens"])
        if card["sentence"]:
            expect(page.locator("#sentence")).to_have_value(card["sentence"])
        else:
            expect(page.locator("button[data-reads=numbers]")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#problem-sentence")).to_be_hidden()


def test_the_name_in_an_address_is_enough(open_page: Callable[..., Page], server: str) -> None:
    for model in boxed(server):
        page = ready(open_page(f"/?model={model['name']}", **CALM))
        expect(shown(page).locator(".name")).to_have_text(model["card"]["title"])
        if model["card"]["sentence"]:
            expect(page.locator("#sentence")).to_have_value(model["card"]["sentence"])


def test_a_network_of_numbers_never_ends_at_a_sentence(open_page: Callable[..., Page], server: str) -> None:
    numbers = [model for model in boxed(server) if model["found"]["embedding"] is None]
    if not numbers:
        pytest.skip("no network in the box reads numbers")
    page = ready(open_page(f"/?model={numbers[0]['name']}&sentence=i+am+a+boy", **CALM))
    expect(page.locator("button[data-reads=numbers]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("button[data-reads=words]")).to_be_disabled()
    expect(page.locator("#problem-sentence")).to_be_hidden()
    shown(page).locator(".random").click()
    expect(page.locator("button[data-reads=words]")).to_be_enabled()


def test_back_at_random_it_has_the_same_build_and_reads_the_same(open_page: Callable[..., Page], server: str) -> None:
    model = next(model for model in boxed(server) if model["card"]["sentence"])
    page = ready(open_page(f"/?model={model['name']}", **CALM))
    shown(page).locator(".random").click()
    expect(page.locator(".network-shown")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("model="))
    settled(page)
    expect(page.locator(f"input[name=cell][value={model['found']['cell']}]")).to_be_checked()
    expect(page.locator("#hidden_size")).to_have_value(str(model["found"]["hidden_size"]))
    expect(page.locator("#sentence")).to_have_value(model["card"]["sentence"])
    expect(page.locator("#models-open")).to_be_focused()


def test_a_word_that_a_network_lacks_is_no_dead_end(open_page: Callable[..., Page], server: str, watch: Watch) -> None:
    watch.expect("status of 422")
    model = next(model for model in boxed(server) if model["card"]["sentence"])
    page = ready(open_page(f"/?model={model['name']}", **CALM))
    line = shown(page)
    expect(line.locator(".example")).to_be_hidden()
    page.locator("#sentence").fill("zyzzyva")
    # it reads <unk>, or it refuses and says what it knows
    expect(line.locator(".about")).to_have_text(re.compile("<unk>|It knows only"))
    line.locator(".example").click()
    expect(page.locator("#sentence")).to_have_value(model["card"]["sentence"])
    expect(page.locator("#problem-sentence")).to_be_hidden()


def test_an_unknown_word_is_said_with_what_is_read_instead(open_page: Callable[..., Page], server: str) -> None:
    vocabulary = ["i", "am", "<unk>"]
    parameters = {"rnn.weight_ih_l0": [[0.5]], "rnn.weight_hh_l0": [[0.5]], "embedding.weight": [[0.1], [0.2], [0.3]]}
    arrays, offset, body = {}, 0, b""
    for name, rows in parameters.items():
        data = b"".join(_float(value) for row in rows for value in row)
        arrays[name] = {"dtype": "F32", "shape": [len(rows), 1], "data_offsets": [offset, offset + len(data)]}
        offset, body = offset + len(data), body + data
    header = json.dumps(arrays).encode()
    query = urlencode({"name": "few.safetensors", "vocabulary": json.dumps(vocabulary)})
    data = len(header).to_bytes(8, "little") + header + body
    with urlopen(Request(f"{server}/models?{query}", data=data, method="POST")) as response:
        stored = json.load(response)["id"]
    page = ready(open_page(address(2, model=stored, objective="sum"), **CALM))
    expect(shown(page).locator(".about")).to_contain_text("“a”, “boy” are not in its vocabulary: it reads <unk>")
    page.locator("#sentence").fill("i am")
    expect(shown(page).locator(".about")).to_have_text("")


def _float(value: float) -> bytes:
    return struct.pack("<f", value)


def test_the_shelf_is_worked_by_keys(open_page: Callable[..., Page], server: str) -> None:
    page = ready(open_page(address(2), **CALM))
    page.locator("#models-open").focus()
    page.keyboard.press("Enter")
    first = page.locator("#models .boxed .open").first
    expect(first).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        if first.evaluate("button => button === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown(page).locator(".name")).to_have_text(boxed(server)[0]["card"]["title"])


@every_size
def test_the_shelf_and_the_stage_s_line_look_as_they_should(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], size: tuple[int, int], server: str
) -> None:
    name = boxed(server)[0]["name"]
    for scheme, lang in zip(SCHEMES, ("en", "ko"), strict=True):
        page = ready(open_page(f"/?model={name}&lang={lang}", size=size, scheme=scheme, bypass_csp=True, **CALM))
        shown(page)
        shelf(page)
        page.evaluate(f"() => {{{ALONE}}}")
        assert look(page) == []
        assert axe(page) == []
