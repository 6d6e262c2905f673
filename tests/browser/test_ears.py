"""What a voice is given: a sentence and a table for every picture, the steps while they play; and forced colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.seeing import address, answer, come_to, ready, until, visit

NUMBER = r"[+−×]?\d[\d.]*(?:\^−?[\d.]+)?%?"
RUN_OF_NUMBERS = re.compile(rf"(?:{NUMBER}[ ,]+){{3}}{NUMBER}")
PICTURES = """() => [...document.querySelectorAll('main svg[role=img]')]
  .filter(svg => svg.checkVisibility() && svg.childElementCount)
  .map(svg => ({
    name: svg.id || svg.closest('section')?.className || svg.outerHTML.slice(0, 80),
    heard: [...svg.children].filter(part => part.getAttribute('aria-hidden') !== 'true').length,
    table: Boolean(svg.parentElement.querySelector(':scope > .chart-table')),
  }))"""
TABLE = """table => ({
  caption: table.caption?.textContent,
  scopes: [...table.querySelectorAll('th')].every(head => ['col', 'row'].includes(head.scope)),
  columns: table.tHead.rows[0].cells.length,
  rows: [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent)),
})"""
PANELS = ("pinned", "trajectory", "dial", "compare", "whatif", "squash", "sentences", "lab", "neurons")


def table(place: Locator) -> dict[str, Any]:
    """The table beside a picture, once it is there."""
    found = place.locator("xpath=..").locator("> .chart-table table")
    found.wait_for(state="attached")
    told: dict[str, Any] = found.evaluate(TABLE)
    assert told["caption"]
    assert told["scopes"]
    assert 0 < len(told["rows"]) <= 25
    assert all(len(row) == told["columns"] and row[0] for row in told["rows"])
    return told


def heard(place: Locator) -> list[str]:
    """The lines of an accessibility tree that are no rows of a table."""
    lines = place.aria_snapshot().splitlines()
    return [line for line in lines if not re.match(r"\s*- '?(row|cell|rowheader|columnheader)\b", line)]


def test_a_voice_hears_a_sentence_and_rows_where_a_picture_is_seen(
    page: Page, server: str, axe: Callable[[Page], list[str]]
) -> None:
    visit(page, address(8, seed=1390))
    page.mouse.move(300, 300)
    run = answer(server, seed=1390)
    rows = table(page.locator("#stage .scene"))["rows"]
    assert [row[0] for row in rows] == ["t = 0, i", "t = 1, am", "t = 2, a", "t = 3, boy"]
    told = [f"{step['h'][0]:.2f}".replace("-", "−") for step in run["steps"]]
    assert [row[1] for row in rows] == told
    expect(page.locator("#stage .scene")).to_have_accessible_name(re.compile(r"^RNN with 8 units has read 4 of 4"))
    table(page.locator("section.gradient .chart"))
    expect(page.locator("section.gradient .chart")).to_have_accessible_name(re.compile(r"10\^−\d"))
    for panel in PANELS:
        come_to(page, f".panel.{panel}").locator(".chart-table table").first.wait_for(state="attached")
    for place in ("#stage", "section.gradient", ".panel.trajectory", ".panel.compare"):
        lines = heard(page.locator(place).first)
        assert any(re.match(r"\s*- '?img \".{20,}", line) for line in lines), place
        assert any(re.match(r"\s*- '?table \"", line) for line in lines), place
        assert [line for line in lines if RUN_OF_NUMBERS.search(line)] == [], place
    pictures = page.evaluate(PICTURES)
    assert [picture for picture in pictures if picture["heard"] or not picture["table"]] == []
    assert len(pictures) >= len(PANELS)
    assert axe(page) == []


def test_each_act_and_the_opened_a_have_nothing_that_axe_finds(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/?act=1")
    for act in (1, 2, 3, 4):
        visit(page, f"/?act={act}")
        page.keyboard.press("Tab")
        table(page.locator("#stage .scene"))
        assert axe(page) == [], act
    visit(page, address(1.6, view="cell", lang="ko"))
    page.keyboard.press("Tab")
    assert "A의 안쪽" in table(page.locator("#stage .scene"))["caption"]
    assert axe(page) == []


def test_a_long_text_is_read_around_the_playhead(page: Page) -> None:
    visit(page, address(300, sentence=" ".join(f"w{n}" for n in range(600)), hidden_size=4))
    page.mouse.move(300, 300)
    told = table(page.locator("#stage .scene"))
    assert len(told["rows"]) == 25
    assert "of 600" in told["caption"]
    assert any(row[0].startswith("t = 299,") for row in told["rows"])


def test_what_plays_is_said(page: Page) -> None:
    visit(page, address(0.5))
    live = page.locator("#live")
    page.keyboard.press("Space")
    expect(live).to_contain_text("Playing. STEP 1.")
    until(page, lambda: (live.text_content() or "").startswith("STEP"))
    page.keyboard.press("Space")
    expect(live).to_contain_text("Paused. ")
    page.locator("section.gradient .chart").focus()
    page.keyboard.press("ArrowUp")
    expect(live).to_contain_text("∂L/∂h₀")


def test_forced_colours_lose_nothing(open_page: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
    page = ready(open_page(address(8), forced_colors="active", scheme="dark"))
    colours = """([chosen, other]) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.background = 'Highlight';
      const grounds = [probe, ...[chosen, other].map(selector => document.querySelector(selector))]
        .map(element => getComputedStyle(element).backgroundColor);
      probe.remove();
      return grounds[0] === grounds[1] && grounds[1] !== grounds[2];
    }"""
    page.wait_for_function("() => getComputedStyle(document.documentElement).forcedColorAdjust === 'none'")
    for chosen, other in (
        ("button[data-view=unrolled]", "button[data-view=cell]"),
        ("[data-layer=ledger]", "[data-layer=dial]"),
        ("[name=cell]:checked + span", "[name=cell]:not(:checked) + span"),
    ):
        until(page, partial(page.evaluate, colours, [chosen, other]))
    river, ground = page.evaluate(
        "() => ['--violet', '--paper'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"
    )
    assert river != ground
    page.locator("#play").focus()
    page.keyboard.press("Tab")
    outline = "() => getComputedStyle(document.activeElement).outlineWidth"
    assert page.evaluate(outline) == "3px"
    assert axe(page) == []


def test_forced_colours_lose_nothing_in_the_panels(open_page: Callable[..., Page]) -> None:
    series = {"inputs": "0.1;0.5;-0.3;0.8;0.2", "objective": "forecast", "u": 5}
    page = ready(open_page(f"/?{urlencode(series)}", forced_colors="active"))
    page.wait_for_function("() => getComputedStyle(document.documentElement).forcedColorAdjust === 'none'")
    look = "(e, name) => getComputedStyle(e)[name]"
    forecast = come_to(page, ".forecast")
    said, came = (forecast.locator(f".chart .{name} .way").first for name in ("said", "truth"))
    assert said.evaluate(look, "strokeDasharray") != came.evaluate(look, "strokeDasharray")
    assert said.evaluate(look, "stroke") == came.evaluate(look, "stroke"), "no colour tells them apart"
    experiment = come_to(page, ".experiment")
    none, every = (experiment.locator(f".place.{name} .ground").first for name in ("none", "all"))
    paper = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    assert none.evaluate(look, "fill") == paper, "curves that learned nothing are seen"
    assert none.evaluate(look, "strokeDasharray") != every.evaluate(look, "strokeDasharray")
    curve = experiment.locator(".place.none .curve").first
    assert curve.evaluate(look, "stroke") != paper
