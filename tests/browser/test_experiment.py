"""The experiment: what ships, said and drawn as its numbers are, and small ones that run here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SCHEMES, Watch, every_size
from tests.browser.probe import look
from tests.browser.seeing import address, come_to, ready, until

CALM: dict[str, Any] = {"motion": "reduce"}
TRAINING = 120_000
"""How long, in ms, trainings may take on a busy machine."""


@pytest.fixture(scope="module")
def told(server: str) -> dict[str, Any]:
    """What /experiment answers."""
    with urlopen(f"{server}/experiment") as response:
        return json.load(response)  # type: ignore[no-any-return]


def panel(page: Page) -> Locator:
    """The panel, bound and drawn."""
    found = page.locator("#experiment")
    come_to(page, "#experiment")
    expect(found).not_to_have_attribute("aria-busy", "true")
    expect(found.locator("#experiment-places .place").first).to_be_attached()
    return found


def at_rest(open_page: Callable[..., Page], **options: Any) -> Locator:
    lang = options.pop("lang", "en")
    return panel(ready(open_page(address(4, lang=lang), **CALM, **options)))


def test_every_training_is_a_point_and_every_place_is_as_it_was_learned(
    open_page: Callable[..., Page], told: dict[str, Any]
) -> None:
    found = at_rest(open_page)
    main = told["grids"][0]
    trainings = main["trainings"]
    expect(found.locator("#experiment-accuracy .trial")).to_have_count(len(trainings))
    learned = [one for one in trainings if one["learned"]]
    expect(found.locator("#experiment-accuracy .trial.learned")).to_have_count(len(learned))
    for cell in main["cells"]:
        for delay in main["delays"]:
            here = [one["learned"] for one in trainings if (one["cell"], one["delay"]) == (cell, delay)]
            name = "all" if all(here) else "some" if any(here) else "none"
            place = found.locator(f"#experiment-places [data-cell={cell}][data-delay='{delay}']")
            expect(place).to_have_class(re.compile(rf"\b{name}\b"))
    expect(found.locator(".changes h4")).to_have_count(len(told["grids"]) - 1)


def test_the_verdict_settings_and_raw_numbers_are_there(open_page: Callable[..., Page], told: dict[str, Any]) -> None:
    found = at_rest(open_page)
    expect(found.locator(".verdict")).not_to_be_empty()
    recipe = told["grids"][0]["recipe"]
    for said in (f"{recipe['hidden_size']} units", f"{recipe['steps']} steps", "NumPy"):
        expect(found.locator(".settings")).to_contain_text(said)
    with found.page.expect_download() as download:
        found.get_by_role("link", name="Raw numbers").click()
    assert json.loads(download.value.path().read_bytes())["sha256"] == told["sha256"]


def test_a_place_is_chosen_by_hand_and_by_key_and_shows_its_gradient(
    open_page: Callable[..., Page], told: dict[str, Any]
) -> None:
    found = at_rest(open_page)
    main = told["grids"][0]
    cells, delays = main["cells"], main["delays"]
    found.locator(f"#experiment-places [data-cell={cells[1]}][data-delay='{delays[2]}'] .ground").click()
    said = found.locator("#experiment-place")
    expect(said).to_contain_text(f"delay {delays[2]}: ")
    expect(found.locator("#experiment-reach-title")).to_contain_text(f"delay {delays[2]}")
    found.locator("#experiment-places").press("ArrowRight")
    expect(said).to_contain_text(f"delay {delays[3]}: ")
    found.locator("#experiment-places").press("ArrowUp")
    expect(said).to_contain_text(re.compile(rf"^RNN, delay {delays[3]}: "))
    found.locator("#experiment-places").press("Escape")
    expect(said).to_have_text("Choose a cell and a delay.")


def test_a_cell_can_be_looked_at_alone(open_page: Callable[..., Page], told: dict[str, Any]) -> None:
    found = at_rest(open_page)
    button = found.locator(".cells button").first
    button.click()
    found.page.mouse.move(0, 0)
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(found.locator("#experiment-accuracy .cell.faded")).to_have_count(len(told["grids"][0]["cells"]) - 1)
    button.click()
    found.page.mouse.move(0, 0)
    expect(found.locator("#experiment-accuracy .cell.faded")).to_have_count(0)


def test_a_small_one_runs_here_its_points_come_and_it_stops(open_page: Callable[..., Page]) -> None:
    found = at_rest(open_page)
    form = found.locator("#experiment-live")
    button = form.locator("button")
    button.click()
    expect(button).to_have_text("Stop")
    expect(found.locator("#experiment-accuracy .halo").first).to_be_attached(timeout=TRAINING)
    expect(found.locator(".told").first).to_contain_text("of 8:")
    button.click()
    expect(button).to_have_text("Run it")
    expect(found.locator(".told").first).to_be_empty()
    count = found.locator("#experiment-accuracy .halo").count()
    expect(found.locator(".outcome").first).to_contain_text("seed")
    found.page.wait_for_timeout(500)
    assert found.locator("#experiment-accuracy .halo").count() == count


def test_a_gradient_that_is_cut_before_the_symbol_ends_there(open_page: Callable[..., Page]) -> None:
    found = at_rest(open_page)
    form = found.locator("#experiment-pair")
    delay = int(form.locator("#experiment-delay").input_value())
    assert delay >= 5, "the gradient of the default pair is cut before the symbol"
    form.locator("button").click()
    picture = found.locator("#experiment-pair-picture")
    expect(found.locator("#experiment-pair-say")).not_to_be_empty(timeout=TRAINING)
    expect(found.locator("#experiment-pair-say")).to_contain_text(f"{delay} steps back")
    whole, cut = (picture.locator(".place").nth(i).locator("rect[fill]") for i in (0, 1))
    assert whole.count() == cut.count() == delay + 1
    fills = [cut.nth(i).get_attribute("fill") for i in range(delay + 1)]
    assert len(set(fills[5:])) == 1, "nothing comes from beyond the cut"
    assert fills[4] != fills[5]


def test_a_page_that_is_left_ends_the_training(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("ERR_ABORTED|network error|Failed to fetch")
    found = at_rest(open_page)
    page = found.page
    ended: list[str] = []
    page.on("requestfailed", lambda request: ended.append(request.url))
    found.locator("#experiment-live button").click()
    expect(found.locator(".told").first).not_to_be_empty()
    page.goto("/docs")
    until(page, lambda: any(url.endswith("/train") for url in ended))


def test_without_an_answer_the_panel_waits_and_comes_later(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("status of 503")
    page = open_page("/docs", **CALM)
    refuse = {"yes": True}
    page.route(
        "**/experiment",
        lambda route: route.fulfill(status=503, json={"detail": "busy"}) if refuse["yes"] else route.continue_(),
    )
    page.goto(address(4))
    ready(page)
    come_to(page, "#experiment", bound=False)
    expect(page.locator("#experiment")).to_have_attribute("aria-busy", "true")
    refuse["yes"] = False
    panel(page)


@every_size
def test_it_looks_as_it_should(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], size: tuple[int, int]
) -> None:
    for scheme, lang in zip(SCHEMES, ("en", "ko"), strict=True):
        found = at_rest(open_page, size=size, scheme=scheme, lang=lang, bypass_csp=True)
        found.page.wait_for_timeout(200)
        # only this panel: the others have their own tests
        found.page.evaluate("""() => {
          for (const other of document.querySelectorAll(".panels > *, .act > h2"))
            if (!other.contains(document.querySelector("#experiment")) && !other.closest("#experiment")) other.remove();
        }""")
        assert look(found.page) == []
        assert axe(found.page) == []
