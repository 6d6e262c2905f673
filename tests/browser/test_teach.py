"""A network that learns on the stage: it is watched, held, looked into, left and taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.request import Request as Asked
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.conftest import SCHEMES, Scheme, Watch
from tests.browser.seeing import address, answer, moment, ready, settled, strip, until, visit, written

QUICK = {"seed": 1390, "speed": 8}
"""The untouched page's network, its training shown in three seconds."""
BODY = {"task": "recall", "delay": 3, "symbols": ["i", "am", "a", "boy"], "seed": 1390, "steps": 200}


def noting(requests: list[Request]) -> Callable[[Request], None]:
    """A listener that keeps what it hears; Playwright takes no method of a list."""

    def note(request: Request) -> None:
        requests.append(request)

    return note


def trained(server: str, **fields: object) -> list[tuple[str, dict[str, Any]]]:
    """Every event of a training, asked of the server without the page."""
    body = json.dumps({**BODY, **fields}).encode()
    with urlopen(Asked(f"{server}/train", body, {"Content-Type": "application/json"})) as response:
        text = response.read().decode()
    found = [re.search(r"event: (\w+)\ndata: (.*)", block) for block in text.split("\n\n")]
    return [(event[1], json.loads(event[2])) for event in found if event]


def probability(page: Page) -> float:
    """The same from the stage's words: “i” 9%."""
    texts: list[str] = page.locator("#stage .scene text").evaluate_all("all => all.map(t => t.textContent)")
    [found] = [text for text in texts if re.fullmatch(r"“i” [<>]?[\d.]+%", text)]
    return float(re.sub(r"[^\d.]", "", found.split(" ")[1]))


def eigenvalues(server: str, page: Page) -> list[tuple[float, float]]:
    """Those of W_h of the network that the stage shows, from the server."""
    link = page.locator("#teach-weights").get_attribute("href") or ""
    told = answer(server, model=link.split("/")[2], include="jacobian")
    values: list[tuple[float, float]] = told["spectrum"]["eigenvalues"]
    return values


def panel(page: Page) -> Locator:
    return page.locator("#teach")


def teach(page: Page) -> None:
    page.locator("#teach-open").click()
    expect(panel(page)).to_be_visible()


def learned(page: Page) -> None:
    """Wait until the training has been shown to its end."""
    expect(page.locator("#teach-state")).to_contain_text("done")


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).bounding_box()
    assert found
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def test_it_learns_on_the_stage_and_nothing_else_moves(page: Page, server: str) -> None:
    visit(page, address(8, **QUICK))
    before = {selector: box(page, selector) for selector in ("#stage", ".scene", ".transport", "#teach-open")}
    assert probability(page) == pytest.approx(9, abs=1)
    untrained = strip(page, "h", 3)
    teach(page)
    expect(page.locator("#teach-open")).to_have_attribute("data-count", re.compile(r"\d+ / 500"))
    learned(page)
    assert probability(page) > 98
    assert strip(page, "h", 3) != untrained
    assert moment(page) == 8
    assert {selector: box(page, selector) for selector in before} == before
    # its panel is right under the stage: the answer and the curves are watched together
    assert box(page, "#teach")["y"] < box(page, ".transport")["y"] + box(page, ".transport")["height"] + 32
    expect(page.locator("#teach-cells rect")).to_have_count(2 * 8 * 8)
    expect(page.locator("#teach-cells-say")).to_have_text(re.compile(r"has moved by 0\.[3-9]"))
    outside = [abs(complex(*value)) > 1 for value in eigenvalues(server, page)]
    expect(page.locator("#teach-plane-say")).to_contain_text(f"{sum(outside)} of 8 outside the unit circle")
    expect(page.locator("#teach-plane .trail")).to_have_attribute("d", re.compile(r"h0M.*h0"))
    expect(page.locator("#teach-say")).to_contain_text("It has learned it: 100% are right; guessing gets 25%.")
    expect(page.locator("#seed")).to_have_value("1390")
    assert "model=" not in page.url
    assert "teach=on" in page.url


def test_the_coda_gives_the_network_to_the_reader(page: Page) -> None:
    """From the text one comes to the instrument, where it learns; the other acts have no such button."""
    visit(page, "/?act=2")
    expect(page.locator("#teach-open")).to_be_hidden()
    expect(page.locator(".article > .upon-stage")).to_have_count(1)
    visit(page, "/?act=4")
    page.locator("#teach-open").click()
    expect(page.locator("body")).to_have_attribute("data-mode", "instrument")
    expect(page.locator(".sight > .upon-stage #teach")).to_be_visible()
    expect(page.locator("#teach-open")).to_have_attribute("data-count", re.compile(r"\d"))


def test_what_it_shows_is_what_the_server_taught(page: Page, server: str) -> None:
    visit(page, address(8, **QUICK, teach="steps:200"))
    teach(page)
    learned(page)
    events = trained(server)
    [done] = [data for name, data in events if name == "done"]
    shown = answer(server, model=done["model"])
    assert strip(page, "h", 3) in written(shown["steps"][3]["h"])
    last = [data for name, data in events if name == "step"][-1]
    expect(page.locator("#teach-radius-now")).to_have_text(f"ρ = {last['spectral_radius']:.2f}")
    clipped = sum(data["clipped"] for name, data in events if name == "step")
    expect(page.locator("#teach-norm-say")).to_contain_text(f"{clipped} of 200" if clipped > 1 else "")


def test_it_is_held_and_goes_on_to_the_same_numbers(page: Page, server: str) -> None:
    requests: list[Request] = []
    page.on("request", noting(requests))
    # long enough not to be over before it is held
    visit(page, address(8, **QUICK, teach="steps:20000", cell="lstm"))
    teach(page)
    expect(page.locator("#teach-open")).to_have_attribute("data-phase", "learning")
    page.locator("#teach-go").click()
    expect(page.locator("#teach-state")).to_contain_text("paused")
    held = page.locator("#teach-state").inner_text()
    page.wait_for_timeout(400)
    assert page.locator("#teach-state").inner_text() == held
    # everything on the stage goes on working
    page.locator("[data-view=cell]").click()
    page.locator("[data-view=unrolled]").click()
    page.locator("#teach-go").click()
    expect(page.locator("#teach-open")).to_have_attribute("data-phase", "learning")
    until(page, lambda: page.locator("#teach-state").inner_text() != held)
    page.locator("#teach-stop").click()
    expect(page.locator("#teach-state")).to_contain_text("stopped")
    first, *again = [json.loads(request.post_data or "") for request in requests if request.url.endswith("/train")]
    assert first["cell"] == "lstm"
    # what had come was shown first; where the training had not ended, the server was asked for the rest of it
    for body in again:
        assert body.keys() == {"resume", "after"}
        assert body["after"] >= 1


def test_any_step_is_looked_at_and_the_untrained_one_comes_back(page: Page, server: str) -> None:
    visit(page, address(8, **QUICK))
    untrained = strip(page, "h", 3)
    teach(page)
    learned(page)
    # what the stage reads it with comes after the sentence that says so
    page.wait_for_timeout(500)
    settled(page)
    final = strip(page, "h", 3)
    slider = page.locator("#teach-at")
    slider.press("Home")
    until(page, lambda: strip(page, "h", 3) == untrained)
    expect(page.locator("#teach-state")).to_contain_text("step 0 of 500")

    def clicked() -> bool:
        """The chart moves while panels below it are bound; at the window's foot the gradient's chart is in sight."""
        page.locator("#teach-score").evaluate("chart => chart.scrollIntoView()")
        chart = box(page, "#teach-score")
        page.mouse.click(chart["x"] + chart["width"] - 4, chart["y"] + 60)
        page.wait_for_timeout(300)
        return strip(page, "h", 3) == final

    until(page, clicked)
    page.locator("#teach-leave").click()
    expect(panel(page)).to_be_hidden()
    until(page, lambda: strip(page, "h", 3) == untrained)
    assert "teach=" not in page.url


def test_a_link_opens_with_its_settings_and_does_not_begin(page: Page, watch: Watch) -> None:
    requests: list[Request] = []
    page.on("request", noting(requests))
    link = "delay:12,optimizer:sgd,clip:none,steps:900,truncate:4"
    visit(page, address(8, teach=link))
    expect(panel(page)).to_be_visible()
    expect(page.locator("#teach-title")).to_contain_text("12 steps back")
    values = {name: page.locator(f"#teach-{name}").input_value() for name in ("delay", "optimizer", "rate", "steps")}
    assert values == {"delay": "12", "optimizer": "sgd", "rate": "0.5", "steps": "900"}
    expect(page.locator("#teach-clipped")).not_to_be_checked()
    expect(page.locator("#teach-truncate")).to_have_value("4")
    assert not [request for request in requests if request.url.endswith("/train")]
    page.locator("#teach-delay").fill("9")
    page.locator("#teach-clipped").check()
    expect(page).to_have_url(re.compile(r"teach=delay:9,optimizer:sgd,steps:900,truncate:4"))
    page.reload()
    ready(page)
    expect(page.locator("#teach-delay")).to_have_value("9")
    # the sentence on the stage is made as long as what is taught
    page.locator("#teach-longer").click()
    expect(page.locator("#count")).to_have_text("10 words")
    expect(page.locator("#teach-longer")).to_be_hidden()


def test_a_new_network_ends_it_and_new_words_do(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    visit(page, address(8, **QUICK))
    teach(page)
    learned(page)
    page.locator("#sentence").fill("boy a am i")
    expect(page.locator("#stage")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#teach-state")).to_contain_text("done")
    page.locator("#sentence").fill("boy eats a dog")
    expect(page.locator("#teach-state")).to_have_text("")
    expect(page.locator("#problem-sentence")).to_be_hidden()
    teach(page)
    page.locator("#seed").fill("7")
    expect(page.locator("#teach-open")).to_have_text("Teach it")


def test_leaving_ends_the_connection(page: Page) -> None:
    ended: list[Request] = []
    page.on("requestfailed", noting(ended))
    visit(page, address(8, **QUICK, teach="steps:20000,delay:60"))
    teach(page)
    expect(page.locator("#teach-open")).to_have_attribute("data-phase", "learning")
    page.goto("/docs")
    until(page, lambda: any(request.url.endswith("/train") for request in ended))


def test_what_cannot_be_taught_says_why(page: Page) -> None:
    visit(page, address(4, sentence="a a a", teach="on"))
    expect(page.locator("#teach-say")).to_contain_text("at least two different words")
    expect(page.locator("#teach-go")).to_be_disabled()
    expect(page.locator("#teach-open")).to_have_attribute("aria-disabled", "true")


def test_a_full_server_is_a_sentence_with_a_way_on(page: Page, watch: Watch) -> None:
    watch.expect("status of 503")
    full = {"detail": [{"type": "overloaded", "loc": ["body"], "msg": "The server is full. Try again in 2 seconds."}]}
    page.route("**/train", lambda route: route.fulfill(status=503, json=full))
    visit(page, address(8, **QUICK))
    teach(page)
    refusal = page.locator("#teach > .refusal")
    expect(refusal).to_contain_text("The server is full.")
    page.unroute("**/train")
    refusal.get_by_role("button", name="Start over").click()
    learned(page)
    expect(refusal).to_be_hidden()


def test_a_connection_that_ends_in_the_queue_has_a_way_on(page: Page) -> None:
    def waits(route: Route) -> None:
        text = 'event: queued\ndata: {"position": 2, "waiting": 5}\n\n'
        route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body=text)

    page.route("**/train", waits)
    visit(page, address(8, **QUICK))
    teach(page)
    expect(page.locator("#teach > .refusal")).to_contain_text("did not answer")
    expect(page.locator("#teach-go")).to_have_text("Start over")


def test_it_is_taken_away(page: Page, server: str) -> None:
    visit(page, address(8, **QUICK))
    teach(page)
    learned(page)
    [done] = [data for name, data in trained(server, steps=500) if name == "done"]
    assert page.locator("#teach-weights").get_attribute("href") == f"/models/{done['model']}/weights"
    with urlopen(f"{server}/models/{done['model']}/weights") as response:
        assert b"rnn.weight_hh_l0" in response.read(2000)
    with page.expect_download() as download:
        page.locator("#teach-script").click()
    assert download.value.suggested_filename == "rnn-flow-training.py"
    text = download.value.path().read_text(encoding="utf-8")
    losses = [data["loss"] for name, data in trained(server, steps=20) if name == "step"]
    assert f"LOSSES = {losses!r}" in text
    page.locator("#teach-keep").click()
    ready(page)
    assert f"model={done['model']}" in page.url


def test_it_is_taught_by_keys(page: Page) -> None:
    visit(page, address(8, **QUICK))
    page.locator("#stage").focus()
    page.keyboard.press("t")
    learned(page)
    page.locator("#teach-at").press("Home")
    page.locator("#teach-at").press("ArrowRight")
    expect(page.locator("#teach-at")).to_have_attribute("aria-valuetext", "step 1 of 500")


def test_a_voice_hears_of_it_now_and_then(page: Page) -> None:
    visit(page, address(8, **QUICK))
    page.evaluate(
        """() => {
          window.heard = [];
          for (const place of document.querySelectorAll('#live, #teach-live'))
            new MutationObserver(() => window.heard.push(place.textContent))
              .observe(place, {childList: true, characterData: true, subtree: true});
        }"""
    )
    teach(page)
    learned(page)
    heard: list[str] = page.evaluate("window.heard")
    assert len(heard) <= 6, heard
    assert "It has learned it" in " ".join(heard)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("lang", "says"), [("en", "It has learned it"), ("ko", "다 배웠습니다")])
def test_both_languages_pass_axe(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], lang: str, says: str, scheme: Scheme
) -> None:
    page = ready(open_page(address(8, **QUICK), lang=lang, scheme=scheme, motion="reduce"))
    teach(page)
    expect(page.locator("#teach-say")).to_contain_text(says)
    assert axe(page) == []


def test_a_series_is_forecast(page: Page, server: str) -> None:
    series = ";".join(f"{0.9 * ((t * 7) % 10 - 5) / 5:.2f}" for t in range(40))
    visit(page, f"/?inputs={series}&objective=forecast&speed=8&u=40")
    teach(page)
    learned(page)
    expect(page.locator("#teach-say")).to_contain_text("less than repeating the last number costs")
    expect(page.locator("#teach-delay")).to_be_hidden()
