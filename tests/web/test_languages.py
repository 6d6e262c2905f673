"""A new language is one new file: docs/languages.md, done step by step on a copy of the catalogues."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from starlette.routing import Route

from app.settings import ROOT
from app.web.locales import Locales, catalogues_of
from app.web.pages import Pages
from tests.asgi import Client
from tests.web.test_catalogues import messages

GUIDE = (ROOT / "docs/languages.md").read_text(encoding="utf-8")
KEYS = catalogues_of(ROOT / "static/locales").languages["en"].keys
EXAMPLE = re.search(r"```ftl\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def locales(tmp_path: Path) -> Locales:
    """The catalogues and the guide's own example beside them."""
    assert EXAMPLE
    folder = shutil.copytree(ROOT / "static/locales", tmp_path / "locales")
    (folder / "fr.ftl").write_text(EXAMPLE[1], encoding="utf-8")
    return Locales(folder)


def test_the_guide_s_example_has_keys_that_exist_and_nothing_unread() -> None:
    assert EXAMPLE
    body = FluentParser().parse(EXAMPLE[1]).body
    assert {entry.id.name for entry in body if isinstance(entry, ast.Message)} <= set(messages("en"))
    assert not [entry for entry in body if isinstance(entry, ast.Junk)]


def test_the_new_file_is_found_chosen_and_helped_out(locales: Locales) -> None:
    french = locales.choose(None, "fr-CA, en;q=0.5")
    assert french.code == "fr"
    assert french.name == "FR"
    assert french.partial
    assert french("field-sentence") == "Phrase"
    assert french("count", n=3, unit="word") == "3 mots"
    assert french("play") == locales.languages["en"]("play")
    assert [french.spoken(key) for key in ("field-sentence", "play")] == ["fr", "en"]
    assert french("error-empty-sentence").startswith("La phrase")
    assert not locales.languages["ko"].partial
    assert not locales.languages["en"].partial


def test_its_page_has_its_words_and_says_where_they_are_english(locales: Locales, client: Client) -> None:
    index = next(route for route in client.app.routes if isinstance(route, Route) and route.path == "/")
    pages = getattr(index.endpoint, "__self__", None)
    assert isinstance(pages, Pages)
    before, pages._locales = pages._locales, locales
    try:
        html = client.get("/?lang=fr").text
    finally:
        pages._locales = before
        pages._rendered.clear()
    assert '<html lang="fr" ' in html
    share = locales.languages["fr"].share
    offered = r'<button[^>]* data-lang="fr" data-fallback="en" title="[^"]+" lang="fr" aria-pressed="true">FR (\d+) %<'
    found = re.search(offered, html)
    assert found
    assert int(found[1]) == share
    assert f'id="language-share" role="status" lang="fr">{share} % of this page' in html
    assert re.search(r'data-l10n="field-sentence">Phrase</label>', html)
    assert re.search(r'data-l10n="more" lang="en">', html)
    assert re.search(r'data-lang="ko" lang="ko"', html)


def test_spanish_is_on_its_way(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "es-MX,es;q=0.9"})
    assert page.headers["content-language"] == "es"
    assert 'data-l10n="field-sentence">Frase' in page.text
    assert 25 <= len(messages("es")) < len(messages("en"))


def test_a_language_says_which_share_of_the_page_it_speaks(client: Client, tmp_path: Path) -> None:
    spanish = Locales(ROOT / "static/locales").languages["es"]
    every = Locales(ROOT / "static/locales").languages["en"].keys
    assert spanish.share == 100 * len(spanish.keys & every) // len(every)
    page = client.get("/", params={"lang": "es"}).text
    told = f"El {spanish.share} % de esta página está en español; el resto, en inglés."
    assert f'title="{told}" lang="es" aria-pressed="true">ES {spanish.share} %</button>' in page
    assert f'lang="es">{told}</p>' in page
    for complete in ("en", "ko"):
        page = client.get("/", params={"lang": complete}).text
        assert f'<p class="language-share" id="language-share" role="status" lang="{complete}" hidden></p>' in page
        assert f">ES {spanish.share} %</button>" in page


def test_a_share_follows_the_messages_and_a_complete_language_says_none(tmp_path: Path) -> None:
    for code, keys in (("en", "abcdefg"), ("fr", "abcdez"), ("de", "a"), ("ko", "abcdefg")):
        (tmp_path / f"{code}.ftl").write_text("".join(f"{key} = x\n" for key in keys))
    languages = Locales(tmp_path).languages
    shares = {code: language.share for code, language in languages.items()}
    assert shares == {"en": 100, "fr": 71, "de": 14, "ko": 100}
    assert languages["ko"].told_share == languages["en"].told_share == ""
    assert languages["fr"].told_share


def test_errors_fall_back_too(client: Client) -> None:
    def refusal(**fields: str) -> str:
        answer = client.get("/step", params=fields, headers={"accept-language": "es"})
        assert answer.status_code == 422
        return str(answer.json()["detail"][0]["msg"])

    assert refusal(sentence=" ") == "La frase no tiene ningún elemento. Escribe al menos una palabra."
    assert refusal(sentence="a", cell="foo").startswith("cell must be one of")


@pytest.mark.parametrize("key", [key for key in sorted(KEYS) if re.fullmatch(r"lab-(korean|english)-[a-z]+", key)])
def test_example_sentences_are_the_same_in_every_language(key: str) -> None:
    catalogues = catalogues_of(ROOT / "static/locales").languages.values()
    assert len({language(key) for language in catalogues}) == 1
