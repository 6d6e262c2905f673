"""The spectral dial and how long it remembers: what they show is the API's, and a drag follows without disturbing."""

from __future__ import annotations

import json
import math
import re
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Watch, every_language
from tests.browser.seeing import address, come_to, moment, power, settled, short, visit

LONG = "the river that moved this stone a thousand years ago still turns at night"


def fetched(server: str, path: str, **fields: object) -> dict[str, Any]:
    with urlopen(f"{server}{path}?{urlencode({'sentence': LONG, **fields})}") as response:
        return json.load(response)  # type: ignore[no-any-return]


def near(page: Page, selector: str, path: str) -> Page:
    """Open a page and bring a panel into its window."""
    visit(page, path)
    come_to(page, selector)
    return settled(page)


def dial(page: Page, **fields: object) -> Page:
    near(page, ".dial", address(2, **{"sentence": LONG, **fields}))
    expect(page.locator("#dial .reading")).to_have_count(2)
    expect(page.locator("#dial-say")).not_to_be_empty()
    return settled(page)


def readings(page: Page) -> list[str]:
    return page.locator("#dial .reading").all_text_contents()


def drag(page: Page, *radii: float) -> None:
    """Press on the handle's line and pass by these radii; the button stays down."""
    box = page.locator("#dial").bounding_box()
    assert box
    for i, radius in enumerate(radii):
        page.mouse.move(box["x"] + 14 + (radius / 4) ** 0.5 * (box["width"] - 28), box["y"] + 56, steps=4)
        if i == 0:
            page.mouse.down()


@pytest.mark.parametrize("fields", [{}, {"spectral_radius": 1.3}, {"recurrent_init": "non-normal", "hidden_size": 16}])
def test_rho_and_sigma_are_the_answer_s(page: Page, server: str, fields: dict[str, Any]) -> None:
    gate = fetched(server, "/step", include="jacobian", **fields)["spectrum"]["gates"]["a"]
    dial(page, **fields)
    assert readings(page) == [f"ρ = {short(gate['spectral_radius'])}", f"σ = {short(gate['largest_singular_value'])}"]
    drawn = "".join(path.get_attribute("d") or "" for path in page.locator("#spectrum .eigenvalues").all())
    assert drawn.count("h0") == len(gate["eigenvalues"])


def test_the_gates_of_a_cell_have_a_block_each(page: Page, server: str) -> None:
    gates = fetched(server, "/step", include="jacobian", cell="gru")["spectrum"]["gates"]
    dial(page, cell="gru")
    for name in gates:
        page.locator(".gates button", has_text=name).click()
        expect(page.locator(".gates [aria-pressed=true]")).to_have_text(name)
        expect(page.locator("#dial-say")).to_contain_text(f"ρ = {short(gates[name]['spectral_radius'])}")
        assert readings(page)[1] == f"σ = {short(gates[name]['largest_singular_value'])}"


def test_a_drag_moves_the_network_and_nothing_else(page: Page, server: str) -> None:
    dial(page)
    entries = page.evaluate("history.length")
    drag(page, 0.6, 1.5, 0.5, 1.6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"spectral_radius=1\.6(&|$)"))
    steps = fetched(server, "/step", spectral_radius=1.6)["steps"]
    change = steps[0]["log10_grad_norm"] - steps[-1]["log10_grad_norm"]
    expect(page.locator("#dial-say")).to_contain_text(f"together {power(change)}.")
    assert moment(page) == 2
    assert page.evaluate("history.length") == entries + 1
    assert page.locator("#spectral_radius").input_value() == "1.6"
    page.go_back()
    expect(page.locator("[data-preset=as-drawn]")).to_have_attribute("aria-pressed", "true")


def test_one_question_at_a_time_and_each_answer_is_drawn(page: Page) -> None:
    dial(page)
    under_way, most, answered = [0], [0], [0]

    def slowly(route: Route) -> None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        response = route.fetch()
        under_way[0] -= 1
        answered[0] += 1
        route.fulfill(response=response)

    page.route(re.compile(r"/step\?.*spectral_radius.*jacobian"), slowly)
    page.evaluate(
        """() => {
          window.curves = new Set();
          const way = () => document.querySelector('.gradient .gradient-curve .way');
          const look = () => window.curves.add(way().getAttribute('d'));
          const chart = document.querySelector('section.gradient .chart');
          new MutationObserver(look).observe(chart, {subtree: true, attributes: true});
        }"""
    )
    drag(page, 0.6, 1.5, 0.5, 1.6, 0.7)
    page.mouse.up()
    expect(page.locator("#dial")).to_have_attribute("aria-valuenow", "0.7")
    expect(page).to_have_url(re.compile(r"spectral_radius=0\.7(&|$)"))
    expect(page.locator("#dial-say")).to_contain_text("ρ = 0.70")
    assert most[0] == 1
    assert page.evaluate("window.curves.size") >= min(answered[0], 5) > 1


def test_the_keys_turn_it_and_do_not_move_time(page: Page) -> None:
    dial(page, spectral_radius=0.9)
    slider = page.locator("#dial")
    slider.focus()
    for key, radius in (
        ("ArrowRight", "0.95"),
        ("PageUp", "1.2"),
        ("Shift+ArrowLeft", "1.19"),
        ("End", "4"),
        ("Home", "0"),
    ):
        page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuenow", radius)
    expect(page.locator("#dial-say")).to_contain_text("nothing is left of this gradient")
    assert moment(settled(page)) == 2


def test_exploding_explodes_says_what_it_set_and_gives_it_back(page: Page, server: str) -> None:
    dial(page, sentence="i am a boy")
    expect(page.locator("#gradient-title")).to_contain_text("Why it fades")
    page.get_by_role("button", name="exploding").click()
    expect(page.locator("#dial-set")).to_contain_text("ReLU, which has no ceiling, ρ = 3.5, 32 units")
    expect(page.locator("#gradient-title")).to_contain_text("Why it grows")
    sentence = page.locator("#sentence").input_value()
    fields = {"nonlinearity": "relu", "spectral_radius": 3.5, "hidden_size": 32, "objective": "sum"}
    steps = fetched(server, "/step", sentence=sentence, **fields)["steps"]
    change = steps[0]["log10_grad_norm"] - steps[-1]["log10_grad_norm"]
    assert change >= 3
    expect(page.locator("#dial-say")).to_contain_text(f"together {power(change)}.")
    page.get_by_role("button", name="vanishing").click()
    expect(page.locator("#gradient-title")).to_contain_text("Why it fades")
    assert page.locator("#sentence").input_value() == "i am a boy"
    expect(page).to_have_url(re.compile(r"spectral_radius=0\.5(&|$)"))
    assert "relu" not in page.url


def test_the_presets(page: Page, server: str) -> None:
    dial(page)
    page.get_by_role("button", name="ρ < 1, yet it may grow").click()
    expect(page.locator("#dial-say")).to_contain_text("a single step may lengthen a gradient")
    steps = fetched(server, "/step", include="jacobian", recurrent_init="non-normal", hidden_size=32)["steps"]
    peak = max(step["log10_jacobian_norm"] for step in steps)
    expect(page.locator("#dial-say")).to_contain_text(f"become {power(peak)} times")
    page.get_by_role("button", name="orthogonal").click()
    expect(page.locator("#dial-say")).to_contain_text("keeps the length of every vector")
    assert readings(page) == ["ρ = 1.00", "σ = 1.00"]
    assert page.locator("#hidden_size").input_value() == "8"
    page.get_by_role("button", name="as initialised", exact=True).click()
    expect(page).not_to_have_url(re.compile("spectral_radius|recurrent_init"))


def test_a_radius_that_the_server_refuses_is_said_in_the_panel(page: Page, watch: Any) -> None:
    watch.expect("status of 422")
    sentence = " ".join(f"w{i}" for i in range(2000))
    visit(page, address(2, sentence=sentence, nonlinearity="relu", spectral_radius=1))
    come_to(page, ".dial")
    expect(page.locator("#dial .reading")).to_have_count(2)
    page.locator("#dial").focus()
    page.keyboard.press("End")
    expect(page.locator("#dial-problem")).to_contain_text("leaves the range of a double")
    expect(page.locator("#more")).to_be_hidden()


@every_language
def test_a_short_sentence_offers_a_long_one(page: Page, lang: str) -> None:
    near(page, ".memory", address(1, sentence="hello", lang=lang))
    expect(page.locator("#memory-verdict")).not_to_be_empty()
    page.locator(".memory .longer button").click()
    expect(page.locator(".memory .longer")).to_be_hidden()
    assert len(page.locator("#sentence").input_value().split()) > 12


def test_the_half_life_and_a_distance_are_the_answer_s(page: Page, server: str) -> None:
    many = fetched(server, "/memory", seeds=20)
    near(page, ".memory", address(2, sentence=LONG))
    first = next(d for d, each in enumerate(many["distances"]) if each["log10_norm"] <= math.log10(0.5))
    expect(page.locator("#memory-verdict")).to_have_text(
        f"Half of what it knew is gone after {first} word{'s' * (first != 1)}; "
        f"over this text it halves every {many['half_life']:.1f} on average."
    )
    quartiles = [f"{many['half_life_quantiles'][name]:.1f}" for name in ("p50", "p25", "p75")]
    expect(page.locator("#memory-say")).to_have_text(
        "Of 20 seeds the middle one halves every {} on average; half of them are between {} and {}.".format(*quartiles)
    )
    # the chart is in sight beside the panel: to scroll to it would be to read another one
    page.locator("[data-layer=seeds]").evaluate("tab => tab.click()")
    page.locator("section.gradient .chart").evaluate("chart => chart.focus({preventScroll: true})")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    there = next(each for each in many["distances"] if each["t"] == 2)
    expect(page.locator("#gradient-say")).to_contain_text("back, ")
    said = page.locator("#gradient-say").inner_text()
    assert said.startswith(f"{there['distance']} back, “{many['tokens'][2]}”")
    assert all(power(there[name]) in said.replace("\n", "") for name in ("log10_norm", "p25", "p75"))
    expect(page.locator("section.gradient .chart .pointed-at")).to_have_count(1)


def test_more_seeds_come_in_one_request(page: Page) -> None:
    near(page, ".memory", address(2, sentence=LONG))
    expect(page.locator("#memory-say")).to_contain_text("Of 20 seeds")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/memory" in request.url else None)
    page.locator("#memory-seeds").select_option("100")
    expect(page.locator("#memory-say")).to_contain_text("Of 100 seeds")
    assert len(asked) == 1


def test_a_long_text_s_memory_is_asked_for_too(page: Page) -> None:
    """In an address it would be too long."""
    visit(page, address(0, hidden_size=2))
    page.locator("#sentence").fill("나는 오늘 아침에 소년이었고 " * 300)
    expect(page.locator("#count")).to_contain_text("1,200")
    with page.expect_response("**/memory") as told:
        come_to(page, ".memory")
    assert told.value.ok, told.value.text()
    assert len(told.value.json()["tokens"]) == 1_200


def test_a_panel_whose_code_did_not_come_comes_later(page: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page.route("**/later.bundle.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        visit(page, address(2))
        come_to(page, ".dial", bound=False)
    page.unroute("**/later.bundle.js")
    expect(page.locator("#dial .reading")).to_have_count(2)
