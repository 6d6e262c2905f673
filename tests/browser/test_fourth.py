"""A fourth cell, which only the server has heard of: it plays, opens, goes back, and every panel has its numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, answer, caption, come_to, playing, ready, settled, short, texts, tight, until
from tests.serving import serving

SVGS = {
    ".panel.pinned": ".chart",
    ".gradient": ".chart",
    ".trajectory": "svg",
    ".squash": "svg",
    ".dial": "#spectrum",
    ".compare": "#highway",
    ".whatif": "svg",
    ".lab": "svg",
    ".trust": "svg",
}
"""Each panel, and the picture in it that must not be empty."""


@pytest.fixture(scope="module")
def fourth() -> Iterator[str]:
    with serving("tests.fourth") as url:
        yield url


@pytest.fixture
def mgu(page: Page, fourth: str, watch: Watch) -> Page:
    """The page of the fourth cell, standing in the middle of the way back, A open."""
    watch.host = fourth
    page.goto(fourth + address(5.6, cell="mgu", view="cell"))
    return ready(page)


def test_it_plays_from_its_tab(page: Page, fourth: str, watch: Watch) -> None:
    watch.host = fourth
    page.goto(f"{fourth}/?sentence=i+am+a+boy")
    ready(page)
    page.locator(".tabs label", has_text="MGU").click()
    page.locator("#speed").select_option("4")
    expect(page.locator("#stage .A .gate")).to_have_count(2 * 4)
    settled(page)
    if not playing(page):
        page.locator("#play").click()
    expect(page.locator("#play.playing")).to_be_visible()
    expect(page.locator("#stage .step")).to_have_text("STEP 2")


def test_it_opens_and_goes_back_with_its_own_numbers(mgu: Page, fourth: str) -> None:
    assert caption(mgu)[0] == "BACK 2"
    step = answer(fourth, cell="mgu")["steps"][2]
    opening = mgu.locator(".opened [data-part=f] .unit-number")
    assert opening.text_content() in (short(step["gates"]["f"][0]), tight(step["gates"]["f"][0]))
    expect(mgu.locator(".opened .operation")).to_have_count(5)
    expect(mgu.locator(".opened .gradient").first).to_be_attached()
    shown = texts(mgu, ".opened")
    assert {"∂L/∂f2", "× σ′", "∂L/∂a"} <= set(shown)
    gate = step["gates"]["f"][0]
    back, slope, sums = (shown[shown.index(name) + 1] for name in ("∂L/∂f2", "× σ′", "∂L/∂a"))
    assert slope == short(gate * (1 - gate))
    assert abs(float(back) * gate * (1 - gate) - float(sums)) < 0.001
    expect(mgu.locator("#pinned-say")).to_contain_text("∂L/∂f₂")
    expect(mgu.locator("section.gradient .lane-title").first).to_have_text("past the matrix: f ⊙ ∂L/∂h")
    expect(mgu.locator(".panel.pinned .formula")).to_contain_text("f")


def test_every_panel_wakes_and_shows_something(mgu: Page) -> None:
    for panel, picture in SVGS.items():
        come_to(mgu, f"section{panel}")
        expect(mgu.locator(f"section{panel} {picture}").first.locator("> *").first).to_be_attached()
    come_to(mgu, ".compare")
    expect(mgu.locator("#highway-say")).to_contain_text("MGU: the gate f alone carries")
    expect(mgu.locator('.entrant[data-cell="mgu"] .cost')).to_have_text("224 weights")


def test_there_is_no_script_of_it_and_the_page_says_so(mgu: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    trust = mgu.locator(".trust")
    come_to(mgu, ".trust")

    def refused() -> bool:
        mgu.locator("#copy-script").click()
        return "PyTorch has no module for cell mgu" in trust.inner_text()

    # the panel's code comes when it is near; until then a press does nothing
    until(mgu, refused)
