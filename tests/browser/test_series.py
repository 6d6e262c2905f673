"""Numbers as input: pasted, drawn, or a ready series; read, forecast, and in the link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, every_language, every_scheme, every_size
from tests.browser.seeing import caption, come_to, settled, strip, texts, until, visit, written

SHOWN = "/?inputs=0.5;1;-0.25;0.75&objective=forecast&u=3"


def edit(page: Page, path: str = SHOWN) -> None:
    """Open a page of numbers, and where they come from."""
    visit(page, path)
    page.locator(".sentence .series").click()
    expect(page.locator("#numbers .drawing .chosen")).to_be_visible()


def read(page: Page) -> list[float]:
    """The numbers in the address: what the network reads, once that is written there."""
    query = parse_qs(urlsplit(page.url).query, separator="&")
    return [float(row) for row in query.get("inputs", [""])[0].split(";") if row]


def reads(page: Page, wanted: list[float]) -> None:
    """Wait until the network reads just these."""
    until(page, lambda: read(page) == wanted)
    settled(page)


def test_the_switch_changes_to_numbers_and_back(page: Page) -> None:
    visit(page, "/?sentence=we+read+on&u=1")
    page.locator("[data-reads=numbers]").click()
    expect(page.locator("#count")).to_have_text("24 numbers")
    expect(page.locator("#objective")).to_have_value("forecast")
    expect(page.locator("[data-view=sentence]")).to_have_text("curve")
    until(page, lambda: len(read(page)) == 24)
    page.locator("[data-reads=words]").click()
    expect(page.locator("#count")).to_have_text("3 words")
    expect(page.locator("#objective")).to_have_value("recall")
    expect(page.locator("#sentence")).to_be_visible()
    expect(page.locator("[data-view=sentence]")).to_have_text("text")
    page.locator("[data-reads=numbers]").click()
    expect(page.locator("#count")).to_have_text("24 numbers")


def test_what_is_read_is_the_number_and_each_forecast_stands_in_chain_and_curve(page: Page, server: str) -> None:
    visit(page, SHOWN)
    with urlopen(f"{server}/step?inputs=0.5;1;-0.25;0.75&objective=forecast&include=predictions") as response:
        run = json.load(response)
    assert strip(page, "x", 1) in written([1.0])
    assert caption(page)[1].endswith("on to x₃ = 0.75.")
    shown = texts(page, "#stage .answer")
    said = [step["predictions"]["forecast"][0] for step in run["steps"][:3]]
    for value in said:
        assert written([value])[0][0] in shown or f"{value:.2f}".replace("-", "−") in shown
    come_to(page, ".forecast")
    expect(page.locator("#forecast-mean")).to_have_text(f"L = {run['loss']:.2f}")
    expect(page.locator("#forecast-say")).to_contain_text("3 steps")
    page.locator(".forecast .chart").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#forecast-say")).to_contain_text(f"After x₀ = 0.50 it said {said[0]:.2f}, then 1.00 came")
    page.locator("[data-view=sentence]").click()
    expect(page.locator(".series-curve path.said")).to_have_count(2)
    expect(page.locator("#text-view .reading")).to_contain_text("x₂ = −0.25")
    expect(page.locator("#text-view .reading")).to_contain_text(f"forecast: {said[1]:.2f}".replace("-", "−"))


def test_of_a_pasted_table_one_column_can_be_read(page: Page) -> None:
    edit(page)
    page.locator("#numbers-text").fill("date,city,flow,level\n2020,Seoul,0.5,1\n2021,Busan,1.5,2\n2022,Jeju,-1,3")
    picked = page.locator("#numbers-picked")
    expect(picked.locator("option")).to_have_text(["all columns", "flow", "level"])
    expect(page.locator("#numbers-say")).to_contain_text("(city)")
    picked.select_option("flow")
    expect(page).to_have_url(re.compile(r"inputs=0\.5(;|%3B)1\.5(;|%3B)-1"))
    picked.select_option("")
    expect(page).to_have_url(re.compile(r"inputs=0\.5(,|%2C)1(;|%3B)1\.5(,|%2C)2"))


def test_a_pasted_table_is_read_and_what_was_done_is_said(page: Page) -> None:
    edit(page)
    page.locator("#numbers-text").fill("year;flow\n1871;1120,5\n1872;1160\n1873;963\n")
    expect(page.locator("#numbers-say")).to_contain_text("3 numbers. Semicolons part 2 columns.")
    expect(page.locator("#numbers-say")).to_contain_text("decimal comma")
    expect(page.locator("#numbers-say")).to_contain_text("“year” names the steps")
    expect(page.locator("#numbers-standardise")).to_be_checked()
    expect(page.locator("#numbers-scaling")).to_contain_text("(number − 1081.17) / 85.0")
    expect(page.locator("#count")).to_contain_text("standardised")
    page.locator("#numbers-standardise").uncheck()
    reads(page, [1120.5, 1160, 963])
    expect(page.locator("#numbers-scaling")).to_contain_text("as they are, and some are far from 0")
    assert {"1871", "1872"} <= set(texts(page, "#stage .scene"))


def test_what_cannot_be_read_is_said_and_changes_nothing(page: Page) -> None:
    edit(page)
    page.locator("#numbers-text").fill("1\n2\nx\n")
    expect(page.locator("#numbers-fault")).to_contain_text("Line 3: “x” is not a number.")
    assert read(page) == [0.5, 1, -0.25, 0.75]
    page.locator("#numbers-text").fill("1\n2\n3\n")
    expect(page.locator("#numbers-fault")).to_be_hidden()
    reads(page, [1, 2, 3])
    page.locator("#numbers-text").fill("tensor([ 0.5000, -0.2500], dtype=torch.float64)")
    reads(page, [0.5, -0.25])


def test_a_curve_is_drawn_by_a_pointer_and_by_keys(page: Page) -> None:
    edit(page, "/?inputs=0;0;0;0;0&objective=forecast&u=3")
    drawing = page.locator("#numbers .drawing")
    box = drawing.bounding_box()
    assert box
    left, right = box["x"] + 44, box["x"] + box["width"] - 12
    page.mouse.move(left, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(right, box["y"] + box["height"] - 10, steps=2)
    page.mouse.up()
    reads(page, [1, 0.5, 0, -0.5, -1])
    drawing.focus()
    for key in ("Home", "ArrowRight", "ArrowUp", "Shift+ArrowDown"):
        page.keyboard.press(key)
    until(page, lambda: read(page)[1] == 0.68)
    assert read(page)[0] == 1
    assert drawing.get_attribute("aria-valuetext") == f"step 1: {read(page)[1]}"


def test_a_measured_series_says_its_source_and_survives_its_link(page: Page, open_page: Callable[..., Page]) -> None:
    edit(page)
    page.locator("[data-series=nile]").click()
    expect(page.locator("#numbers-say")).to_contain_text("1871–1970")
    expect(page.locator("#numbers-say")).to_contain_text("public domain")
    until(page, lambda: "scale=919.35,168.379" in page.url)
    there = open_page(re.sub(r"&u=[^&]*", "", page.url) + "&view=sentence&u=3")
    expect(there.locator("#count")).to_contain_text("100 numbers")
    expect(there.locator(".reading")).to_contain_text("1873 (x₂ = 0.26), given as 963")
    there.locator(".sentence .series").click()
    expect(there.locator("#numbers-text")).to_have_value(re.compile(r"^1871\t1120\n1872\t1160\n"))


def test_a_step_of_the_curve_opens_in_the_chain(page: Page) -> None:
    visit(page, "/?inputs=0.5;1;-0.25;0.75&objective=forecast&u=4&view=sentence")
    curve = page.locator(".series-curve")
    box = curve.bounding_box()
    assert box
    curve.click(position={"x": 44 + (box["width"] - 60) * 0.4, "y": 40})
    expect(page.locator("button[data-view=unrolled]")).to_have_attribute("aria-pressed", "true")
    assert caption(page)[0] == "STEP 4"


def test_thousands_of_numbers_are_a_curve_and_too_long_for_a_link(page: Page) -> None:
    edit(page)
    text = "\n".join(f"{0.001 * (t % 997) - 0.5:.3f}" for t in range(3000))
    # typed letter by letter, so long a text would be laid out again and again
    page.locator("#numbers-text").evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', {bubbles: true})); }", text
    )
    expect(page.locator("#count")).to_contain_text("3,000 numbers, too long for a link")
    page.keyboard.press("Escape")
    page.locator("button[data-view=sentence]").click()
    assert page.locator(".series-curve *").count() < 80
    until(page, lambda: page.url.endswith("#numbers-too-long"))
    page.wait_for_timeout(2_000)  # the browser keeps what was pushed a moment later
    page.reload()
    expect(page.locator("#count")).to_contain_text("3,000 numbers")


@every_size
@every_language
def test_the_editor_has_no_fault_that_a_machine_can_see(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], size: tuple[int, int], lang: str
) -> None:
    page = open_page(SHOWN, size=size, lang=lang)
    edit(page, SHOWN)
    assert axe(page) == []
    panel = page.locator("#numbers").bounding_box()
    assert panel
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= size[0]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@every_scheme
def test_a_touch_draws_and_scrolls_nothing(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(SHOWN, size=SIZES["phone"], scheme=scheme, has_touch=True)
    edit(page)
    assert page.locator("#numbers .drawing").evaluate("svg => getComputedStyle(svg).touchAction") == "none"
    drawing = page.locator("#numbers .drawing")
    drawing.tap(position={"x": 44, "y": 10})
    until(page, lambda: read(page)[:1] not in ([], [0.5]))
    assert read(page)[1:] == [1, -0.25, 0.75]
