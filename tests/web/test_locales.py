from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import ROOT
from app.web.locales import Locales


@pytest.fixture
def locales(tmp_path: Path) -> Locales:
    (tmp_path / "en.ftl").write_text("language-name = English\nhello = Hello, { $who }!\nonly-here = here\n")
    (tmp_path / "ko.ftl").write_text("language-name = 한국어\nhello = 안녕, { $who }!\n")
    (tmp_path / "de.ftl").write_text("hello = Hallo, { $who }!\n")
    return Locales(tmp_path)


@pytest.mark.parametrize(
    ("lang", "header", "code"),
    [
        (None, None, "en"),
        ("ko", None, "ko"),
        ("KO-kr", None, "ko"),
        ("xx", "ko", "ko"),
        (None, "fr, ko;q=0.5, de;q=0.8", "de"),
        (None, "ko;q=0, *", "en"),
        (None, "ko-KR", "ko"),
        (None, ";;q=,,x;q=nonsense", "en"),
        ("en", "ko", "en"),
    ],
)
def test_choice(locales: Locales, lang: str | None, header: str | None, code: str) -> None:
    assert locales.choose(lang, header).code == code


def test_sentences(locales: Locales) -> None:
    korean = locales.languages["ko"]
    assert korean("hello", who="RNN") == "안녕, RNN!"
    assert korean("only-here") == "here"
    assert korean("nowhere") == "nowhere"


def test_names(locales: Locales) -> None:
    assert [language.name for language in locales.languages.values()] == ["English", "de", "한국어"]


def test_our_own_catalogues_parse() -> None:
    assert set(Locales(ROOT / "static/locales").languages) >= {"en", "ko"}
