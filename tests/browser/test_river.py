"""The river on the untouched page: it is seen to dry up between its banks."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.seeing import visit

HEIGHT = """t => {
  const link = document.querySelector(`#stage .chain > g[data-t="${t}"] .back-link [data-unit]`)?.closest(".water");
  return link ? link.getBoundingClientRect().height : 0;
}"""
BANKS = "document.querySelector('#stage .banks').getBoundingClientRect().height"


def test_the_river_of_the_untouched_page_dries_up_on_its_way_to_the_first_word(page: Page) -> None:
    visit(page, "/?u=8")
    expect(page.locator("#stage .banks")).to_have_count(5)
    at_boy, at_am, at_i = (page.evaluate(HEIGHT, t) for t in (3, 1, 0))
    assert at_boy > 40, f"it sets out {at_boy} px high"
    assert at_i < at_am < at_boy
    assert at_i < at_boy / 4, f"{at_boy} px at boy, {at_i} px at i"
    assert abs(page.evaluate(BANKS) - at_boy) < 3, "the banks keep the height at which it set out"
    expect(page.locator("#stage .remains").first).to_contain_text("1/63")


def test_the_untouched_page_asks_for_a_seed_of_its_own_and_says_it(page: Page) -> None:
    visit(page, "/?u=8")
    assert page.locator("#seed").input_value() == "1390"
    href = page.locator("#as-json").get_attribute("href")
    assert href == "/step?sentence=i+am+a+boy&seed=1390"
    visit(page, "/?sentence=i+am+a+boy&u=8")
    assert page.locator("#seed").input_value() == "0"
