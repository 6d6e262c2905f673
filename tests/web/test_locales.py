from __future__ import annotations

from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

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


def whole(path: Path) -> FluentBundle:
    """A catalogue parsed at once, with what is in folders beside it."""
    bundle = FluentBundle([path.stem], use_isolating=False)
    for source in (path, *sorted(path.parent.glob(f"*/{path.name}"))):
        bundle.add_resource(FluentResource(source.read_text(encoding="utf-8")))
    return bundle


@pytest.mark.parametrize("path", sorted((ROOT / "static/locales").glob("*.ftl")), ids=lambda path: path.stem)
def test_a_message_parsed_alone_says_what_it_says_in_its_catalogue(path: Path) -> None:
    language, bundle = Locales(path.parent).languages[path.stem], whole(path)
    said = [key for key in bundle._messages if bundle.get_message(key).value]
    assert language.keys == frozenset(said)
    assert len(said) > 25
    args = dict.fromkeys(("n", "unit", "token", "what", "t", "name"), 3)
    for key in said:
        value = bundle.get_message(key).value
        assert value is not None
        assert language(key, **args) == str(bundle.format_pattern(value, args)[0]), key


def test_what_a_message_names_comes_with_it(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text(
        "## A section\n-brand = RNN\n    .short = R\nfirst = { second }, { -brand } Flow\nsecond = { third }!\n"
        "third = three\nfirst = again\n"
        "many = { $n ->\n    [one] { third } word\n   *[other] { $n } words\n}\n"
        "empty =\n# second = 2\nonly =\n    .attribute = a\nbroken = { $n\nlast = of all\n"
    )
    english = Locales(tmp_path).languages["en"]
    assert english("first") == "three!, RNN Flow"
    assert english("many", n=1) == "three word"
    assert english("many", n=2) == "2 words"
    assert english("last") == "of all"
    assert [english(key) for key in ("empty", "only", "broken", "-brand", "nowhere")] == [
        *("empty", "only", "broken", "-brand", "nowhere")
    ]
    assert english.keys >= {"first", "second", "third", "many", "last"}
    assert not english.keys & {"empty", "only", "-brand"}
