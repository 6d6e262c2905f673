"""The caption: one a phase in every cell and language, in the room that is kept for it; nothing moves with the cell."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.seeing import address, caption, ready, settled

LONG = "아버지가방에들어가신다아버지가방에들어가신다"
PHASES = 9
"""Five forward, four back."""


def tops(page: Page) -> dict[str, float]:
    """Where the parts of the first screen begin."""
    parts = ("#stage .scene", ".transport", ".act")
    script = "part => document.querySelector(part).getBoundingClientRect().top + scrollY"
    return {part: round(page.evaluate(script, part)) for part in parts}


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_each_phase_has_a_caption_of_its_own(open_page: Callable[..., Page], cell: str, lang: str) -> None:
    page = ready(open_page(address(0, cell=cell), lang=lang))
    said = []
    for _ in range(4 * PHASES):
        page.keyboard.press("Shift+ArrowRight")
        said.append(caption(page))
    assert all(0 < len(text) <= 70 for _, text in said)
    assert all(one != other for one, other in itertools.pairwise(said))


@pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (390, 844), (844, 390)])
def test_no_layout_moves_with_the_cell_or_the_phase(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    fields: dict[str, Any] = {"sentence": f"i {LONG} a {LONG}"}
    for lang in ("en", "ko"):
        page = ready(open_page(address(0, **fields), size=size, lang=lang))
        places = []
        chip = page.locator("#settings-open").is_visible()
        for cell in ("RNN", "GRU", "LSTM"):
            if chip:  # a phone's settings are behind it
                page.locator("#settings-open").click()
            page.locator(".tabs label", has_text=cell).click()
            settled(page)
            if chip:
                page.keyboard.press("Escape")
            page.keyboard.press("Home")
            for _ in range(4 * PHASES):
                page.keyboard.press("Shift+ArrowRight")
                places.append(tuple(tops(page).values()))
                assert page.locator("#caption").evaluate("h2 => h2.scrollHeight <= h2.clientHeight + 1"), caption(page)
        spread = max(max(each) - min(each) for each in zip(*places, strict=True))
        # a phone's sheet rounds the page to whole pixels once it was open
        assert spread <= (2 if chip else 0), (lang, sorted(set(places)))
