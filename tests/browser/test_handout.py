"""What is printed: a hand-out, made by the browser as a PDF and read again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import SIZES
from tests.browser.seeing import address, ready

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"
KOREAN = "나는 밥을 먹었다"


def printed(page: Page) -> PdfReader:
    """The page as a PDF, once it can make a hand-out."""
    page.mouse.move(5, 5)
    page.wait_for_function("() => 'handout' in document.documentElement.dataset")
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def text(pdf: PdfReader) -> str:
    """All its letters: blanks come between the pieces of a font, too."""
    return bare(" ".join(sheet.extract_text() for sheet in pdf.pages))


def bare(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize(
    ("lang", "sentence", "question", "where"),
    [
        ("en", "i am a boy", "What is the same in every A", "The same on a screen"),
        ("ko", KOREAN, "모든 A에서 같은 것은 무엇이고", "화면에서 보기"),
    ],
)
def test_a_hand_out_has_the_sentence_the_chain_the_chart_questions_and_the_address(
    open_page: Callable[..., Page], lang: str, sentence: str, question: str, where: str
) -> None:
    page = ready(open_page(address(3, sentence=sentence, seed=1390), lang=lang))
    pdf = printed(page)
    assert 2 <= len(pdf.pages) <= 3
    assert all(sheet.mediabox.height > sheet.mediabox.width for sheet in pdf.pages), "upright"
    said = text(pdf)
    assert said.replace("RNNFlow", "").startswith(bare(sentence))
    for word in sentence.split():
        assert said.count(word) >= 2, "in the heading and below its A"
    assert bare(question) in said
    assert bare(where) in said
    assert "seed=1390" in said
    assert "tanh" in said, "the chart, or the cells"
    for screen in ("Teach", "CSV", "JSON"):
        assert screen not in said, "nothing to press is printed"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_part_of_the_chain_is_cut_off(open_page: Callable[..., Page], size: str, scheme: str) -> None:
    page = ready(open_page(address(3, sentence=LONG), size=SIZES[size], scheme=scheme))
    said = text(printed(page))
    for word in LONG.split():
        assert said.count(word) >= 2, word
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = page.locator("#handout .chain-rows .scene").evaluate_all(
        "all => all.map(e => e.viewBox.baseVal).map(({x, width}) => [x, x + width])"
    )
    assert all(later[0] <= earlier[1] for earlier, later in pairwise(rows)), "no gap between rows"
    wide = page.locator("#handout").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide[0] <= wide[1]
    assert page.evaluate("getComputedStyle(document.querySelector('#handout')).backgroundColor") == "rgb(255, 255, 255)"


def test_of_a_long_text_the_ends_are_printed_and_the_gap_is_said(open_page: Callable[..., Page]) -> None:
    words = [f"w{k}" for k in range(40)]
    page = ready(open_page(address(3, sentence=" ".join(words))))
    pdf = printed(page)
    said = text(pdf)
    assert "22stepsbetween" in said
    assert said.count("w0") >= 2
    assert said.count("w39") >= 2
    assert len(pdf.pages) <= 8


def test_nothing_of_it_stays_on_the_page(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(3)))
    printed(page)
    assert page.locator("#handout").count() == 0
