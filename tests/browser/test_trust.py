"""Check it yourself: what the panel says is /check's word, and what it hands out is the run that is shown."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, come_to, power, ready

FIELDS: dict[str, Any] = {"sentence": "i am a boy", "cell": "gru", "hidden_size": 5, "seed": 3}
LONG = "나는 오늘 아침에 소년이었고 " * 300


def trust(open_page: Callable[..., Page], **options: Any) -> Page:
    """Open the page and go down to the panel."""
    page = ready(open_page(address(2, **FIELDS), **options))
    come_to(page, ".trust")
    expect(page.locator("#trust-say")).not_to_be_empty()
    return page


def fetched(server: str, path: str) -> bytes:
    with urlopen(f"{server}{path}?{urlencode(FIELDS)}") as response:
        return bytes(response.read())


def header(download: Download) -> dict[str, Any]:
    """The names and shapes in a safetensors file."""
    data = Path(download.path()).read_bytes()
    found: dict[str, Any] = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return found


def test_the_largest_error_is_the_server_s_and_goes_with_the_run(open_page: Callable[..., Page], server: str) -> None:
    page = trust(open_page)
    page.locator("#check").click()
    found = json.loads(fetched(server, "/check"))
    said = page.locator("#trust-say")
    expect(said).to_contain_text(f"{found['probes']} nudges at 4 steps")
    expect(said).to_contain_text(power(math.log10(found["worst_relative_error"])))
    colours = "line => [getComputedStyle(line).stroke, getComputedStyle(document.body).color]"
    assert len(set(page.locator(".trust .alarm").evaluate(colours))) == 1, "red means nothing"
    page.locator("#seed").fill("4")
    expect(said).to_contain_text("Relative error")


def test_the_script_and_the_request_are_of_the_run_shown(open_page: Callable[..., Page], server: str) -> None:
    page = trust(open_page, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#copy-script").click()
    expect(page.locator("#trust-say")).to_contain_text("All weights are inside")
    assert page.evaluate("navigator.clipboard.readText()") == fetched(server, "/script").decode()
    page.locator("#copy-curl").click()
    expect(page.locator("#trust-say")).to_contain_text("in your terminal")
    line = page.evaluate("navigator.clipboard.readText()")
    assert line == f'curl "{server}/step?{urlencode(FIELDS)}"'


def test_the_weights_come_as_a_file_however_long_the_text(open_page: Callable[..., Page], server: str) -> None:
    page = trust(open_page)
    with page.expect_download() as short:
        page.locator("#get-weights").click()
    assert Path(short.value.path()).read_bytes() == fetched(server, "/weights")
    page.locator("#sentence").fill(LONG)
    expect(page.locator("#count")).to_contain_text("1,200")
    with page.expect_download() as long:
        page.locator("#get-weights").click()
    assert long.value.suggested_filename == "weights.safetensors"
    assert header(long.value)["rnn.weight_hh_l0"]["shape"] == [15, 5]
    assert header(long.value)["embedding.weight"]["shape"][0] == 4


def test_a_server_that_is_away_is_said_and_the_button_can_be_pressed_again(
    open_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    page = trust(open_page)
    page.route("**/check", lambda route: route.abort())
    page.locator("#check").click()
    refusal = page.locator(".trust .refusal")
    expect(refusal).to_contain_text("did not answer")
    page.unroute("**/check")
    refusal.get_by_role("button", name="Try again").click()
    expect(page.locator("#trust-say")).to_contain_text("nudges at 4 steps")
    expect(refusal).to_be_hidden()
