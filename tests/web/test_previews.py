"""What a page is where nothing runs: a preview of a link, and a page without JavaScript."""

from __future__ import annotations

import re
import struct

import pytest

from app.settings import ROOT
from tests.asgi import Client

PICTURES = sorted((ROOT / "static/preview").glob("*.png"))


def meta(text: str) -> dict[str, str]:
    """The properties that a preview reads."""
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', text))


@pytest.mark.parametrize(("lang", "letter"), [("en", "[a-z]"), ("ko", "[가-힣]")])
def test_a_preview_is_in_the_reader_s_language_and_has_its_picture(client: Client, lang: str, letter: str) -> None:
    said = meta(client.get(f"/?lang={lang}").text)
    assert said["og:locale"] == lang
    for name in ("og:title", "og:description", "og:image:alt"):
        assert re.search(letter, said[name]), name
    assert said["og:image"].endswith(f"/preview/{lang}.png")
    picture = client.get(said["og:image"])
    assert picture.headers["content-type"] == "image/png"
    assert struct.unpack(">II", picture.content[16:24]) == (1200, 630)
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


def test_a_language_without_a_picture_shows_the_default_one(client: Client) -> None:
    assert meta(client.get("/?lang=es").text)["og:image"].endswith("/preview/en.png")


def test_the_picture_is_named_in_full_where_the_address_is_known() -> None:
    said = meta(Client(public_url="https://rnn.example").get("/").text)
    assert said["og:image"].startswith("https://rnn.example/static/")


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_the_pictures_are_small(path: object) -> None:
    assert {path.stem for path in PICTURES} == {"en", "ko"}
    assert len(path.read_bytes()) <= 100_000  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_without_javascript_there_is_the_picture_its_caption_and_what_is_needed(client: Client, lang: str) -> None:
    text = client.get(f"/?lang={lang}").text
    still = re.search(r'<noscript class="still-page">(.*?)</noscript>', text, re.DOTALL)
    assert still
    assert f"/preview/{lang}.png" in still[1]
    assert "1.6" in still[1], "how much of the gradient is left"
    assert "JavaScript" in still[1]
    for address in re.findall(r'href="(/step[^"]+)"', still[1]):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_caption_says_what_the_run_says(client: Client) -> None:
    steps = client.get("/step?sentence=i+am+a+boy&seed=1390&include=gradients,predictions").json()["steps"]
    assert steps[-1]["predictions"]["likeliest"][0] == "am"
    left = 10 ** (steps[0]["log10_grad_norm"] - steps[-1]["log10_grad_norm"])
    assert f"{100 * left:.1f}" == "1.6"
