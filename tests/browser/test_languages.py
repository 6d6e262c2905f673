"""A language on its way: its own words, English where they end, and what language each piece is in."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import SIZES, Watch, viewport
from tests.browser.probe import look
from tests.browser.seeing import address, caption, moment, ready, settled, until


def test_a_partial_language_is_helped_out_by_english(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(4.5, sentence="나는 밥을 먹었다"), lang="es-MX"))
    assert page.locator("html").get_attribute("lang") == "es"
    assert caption(page)[0] == "VUELTA 2"
    assert caption(page)[1].startswith("× tanh′: ")
    expect(page.locator("label[for=sentence]")).to_have_text("Frase")
    expect(page.locator("#trust-title")).to_have_attribute("lang", "en")
    expect(page.locator("[data-lang=es]")).to_have_attribute("aria-pressed", "true")
    # the caption of the way back is English still, its name is not
    expect(page.locator("#caption .text")).to_have_attribute("lang", "en")
    expect(page.locator("#stage .step")).not_to_have_attribute("lang", re.compile("."))
    # so is what stands in the picture
    expect(page.locator("#stage .scene .missing")).to_have_attribute("lang", "en")
    expect(page.locator("#stage .scene .chip text").first).not_to_have_attribute("lang", "en")
    share = page.locator("[data-lang=es]").inner_text()
    assert re.fullmatch(r"ES \d+ %", share)
    expect(page.locator("#language-share")).to_have_text(re.compile(f"El {share[3:]} de esta página"))
    # a button without a text is in the language of its name
    expect(page.locator("#play")).not_to_have_attribute("lang", re.compile("."))
    expect(page.locator("#models-open")).to_have_attribute("title", re.compile("."))
    page.locator("[data-lang=en]").click()
    expect(page.locator("#language-share")).to_be_hidden()
    expect(page.locator("#caption .text")).not_to_have_attribute("lang", re.compile("."))


def test_every_english_word_of_a_spanish_lesson_says_that_it_is_english(open_page: Callable[..., Page]) -> None:
    page = ready(open_page("/?lesson=4", lang="es", motion="reduce"))
    expect(page.locator(".passage.here .text b").first).to_be_attached()
    page.locator("[data-place='4-2'] .text").click()
    expect(page.locator(".passage.here")).to_have_attribute("data-place", "4-2")
    page.locator(".passage.here .options input").first.check()
    page.locator(".passage.here .commit").click()
    expect(page.locator(".passage.here .verdict")).not_to_be_empty()
    without = page.locator(".passage :is(.text, .verdict, .options span, button)").evaluate_all(
        "all => all.filter(each => each.textContent && each.offsetParent && each.lang !== 'en').map(e => e.textContent)"
    )
    assert without == []


def test_languages_change_in_place_and_every_piece_says_what_it_is_in(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5)))
    assert page.locator("main [data-l10n][lang]").count() == 0
    for code, title in (
        ("es", "¿Quién tiene la culpa de una respuesta equivocada?"),
        ("ko", "틀린 답은 누구 탓일까?"),
    ):
        page.locator(f"[data-lang={code}]").click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator("#act-2-title")).to_have_text(title)
        assert moment(page) == 2.5
        assert (page.locator("main [data-l10n][lang=en]").count() > 0) == (code == "es")
        page.wait_for_url(re.compile(f"lang={code}"))


def test_the_language_asked_for_last_is_spoken(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5)))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/ko.ftl", hold)
    page.locator("[data-lang=ko]").click()
    page.locator("[data-lang=es]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    until(page, lambda: held)
    with page.expect_response("**/ko.ftl"):
        held[0].continue_()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("[data-lang=es]")).to_have_attribute("aria-pressed", "true")


def test_words_that_do_not_come_are_said_and_the_page_stays(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = ready(open_page(address(2.5)))
    page.route("**/ko.ftl", lambda route: route.abort())
    page.locator("[data-lang=ko]").click()
    expect(page.locator("#away")).to_contain_text("did not answer")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.unroute("**/ko.ftl")
    page.locator("[data-lang=ko]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_words_say_their_own_language(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5, sentence="나는 a boy", view="sentence")))
    languages = page.locator("#text-view .token").evaluate_all("all => all.map(token => token.lang)")
    assert languages == ["ko", "", ""]
    assert page.locator(".underlines span").first.get_attribute("lang") == "ko"
    assert page.locator("#sentence").get_attribute("lang") == "ko"


def test_a_third_language_fits_at_every_size(open_page: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
    page = ready(open_page(address(2.5), lang="es", motion="reduce"))
    found = {}
    for name, size in SIZES.items():
        page.set_viewport_size(viewport(size))
        if wrong := look(settled(page)):
            found[name] = wrong
    assert found == {}
    assert axe(page) == []
