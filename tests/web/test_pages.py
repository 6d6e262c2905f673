"""Pages, their language and the headers of every answer."""

from __future__ import annotations

import html
import re

import pytest

from app.settings import ROOT
from app.web.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from app.web.pages import STYLES
from tests.asgi import Client

SCRIPTS = ROOT / "static/js"
TEMPLATES = ROOT / "templates"
SCRIPT = "/static/js/views/docs.js"
ADDRESSES = ["/", "/docs", "/openapi.json", "/healthz", "/step?sentence=i", "/step", SCRIPT, "/nowhere"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_security_headers_go_with_every_answer(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self';")


@pytest.mark.parametrize("address", ["/", "/docs"])
def test_pages_hold_nothing_inline_and_nothing_foreign(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for script in re.findall(r"<script\b([^>]*)>", page.text):
        assert "src=" in script or re.search(r'type="application/(json|octet-stream)', script)
    assert not re.search(r"<style|\sstyle=|\son\w+=", page.text)
    for target in re.findall(r'<(?:script|link|img)\b[^>]*(?:src|href)="([^"]+)"', page.text):
        assert target.startswith(("/", "data:"))
        assert client.get(html.unescape(target)).status_code == 200


def test_files_of_a_page_are_versioned(client: Client) -> None:
    script = re.search(r'src="(/static/[0-9a-f]{10}/js/page\.bundle\.js)"', client.get("/").text)
    assert script
    assert "immutable" in client.get(script[1]).headers["cache-control"]


def test_its_style_sheets_are_two_and_hold_every_sheet_that_no_script_fetches(client: Client) -> None:
    sheets = re.findall(
        r'<link rel="stylesheet" href="(/static/[0-9a-f]{10}/css/\w+\.bundle\.css)">', client.get("/").text
    )
    assert [sheet.rpartition("/")[2] for sheet in sheets] == ["page.bundle.css", "lower.bundle.css"]
    for sheet in sheets:
        answer = client.get(sheet)
        assert "immutable" in answer.headers["cache-control"]
        assert "/*" not in answer.text
    parts = [part for group in STYLES.values() for part in group]
    scripts = "".join(path.read_text() for path in SCRIPTS.rglob("*.js"))
    fetched = set(re.findall(r"/css/([\w-]+)\.css`|\bdress\(\"([\w-]+)\"\)", scripts))
    linked = set(re.findall(r"/css/([\w-]+)\.css\"", "".join(path.read_text() for path in TEMPLATES.glob("*.html"))))
    fetched = {name for pair in fetched for name in pair if name} | linked
    assert sorted([*parts, *fetched]) == sorted(path.stem for path in (ROOT / "static/css").glob("*.css"))


def test_a_page_in_hand_is_not_sent_again(client: Client) -> None:
    first = client.get("/", headers={"accept-language": "ko"})
    kept = {"if-none-match": first.headers["etag"], "accept-language": "ko"}
    again = client.get("/", headers=kept)
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/", headers={**kept, "accept-language": "en"}).status_code == 200
    assert client.get("/?seed=3", headers=kept).status_code == 200
    assert client.get("/", headers={"if-none-match": "*"}).status_code == 304
    assert first.headers["etag"].startswith('W/"'), "what it says in every coding"


@pytest.mark.parametrize(("lang", "codes"), [("en", ["en"]), ("ko", ["ko"]), ("es", ["es", "en"])])
def test_the_words_come_beside_the_page(client: Client, lang: str, codes: list[str]) -> None:
    catalogues = re.findall(
        r'<link rel="preload" href="([^"]*/(\w+)\.ftl)" as="fetch"', client.get(f"/?lang={lang}").text
    )
    assert [code for _, code in catalogues] == codes
    for address, code in catalogues:
        assert client.get(address).text == (ROOT / f"static/locales/{code}.ftl").read_text(encoding="utf-8")
        assert "immutable" in client.get(address).headers["cache-control"]


def test_language_of_a_page(client: Client) -> None:
    korean = client.get("/", headers={"accept-language": "ko-KR,ko;q=0.9"})
    assert korean.headers["content-language"] == "ko"
    assert '<html lang="ko"' in korean.text
    assert client.get("/?lang=ko").text == korean.text
    assert client.get("/?lang=en", headers={"accept-language": "ko"}).headers["content-language"] == "en"
    assert client.get("/?lang=tlh").headers["content-language"] == "en"
    assert "accept-language" in korean.headers["vary"].lower()
    assert client.get("/", headers={"accept-language": "zh,*;q=0.5,ko;q=0.4"}).headers["content-language"] == "en"


def test_the_page_of_the_api_is_in_english(client: Client) -> None:
    page = client.get("/docs", headers={"accept-language": "ko"})
    assert page.headers["content-language"] == "en"
    assert '<html lang="en"' in page.text


def test_a_page_holds_nothing_of_its_address(client: Client) -> None:
    assert client.get("/?sentence=<script>alert(1)</script>&u=3").text == client.get("/?cell=gru").text


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ("", True),
        ("?u=2.5&lang=en&view=cell&unit=3&speed=2&lesson=1", True),
        ("?sentence=i+am+a+boy&seed=1390&u=8", True),
        ("?sentence=i+am+a+boy&u=8", False),
        ("?sentence=so+it+goes", False),
        ("?sentence=i+am+a+boy&cell=gru", False),
        ("?seed=", False),
        ("?rnn.weight_hh_l0=0.5&linear.bias=0", False),
    ],
)
def test_the_first_run_is_asked_for_in_advance_where_the_page_will_show_it(
    client: Client, query: str, asks: bool
) -> None:
    assert ('rel="preload" href="/step?' in client.get(f"/{query}").text) is asks


@pytest.mark.parametrize("coding", ["br", "gzip", "zstd"])
def test_answers_are_compressed(client: Client, coding: str) -> None:
    response = client.get("/step?sentence=i am a boy", headers={"accept-encoding": coding})
    assert response.headers["content-encoding"] == coding
    assert response.json()["tokens"] == ["i", "am", "a", "boy"]


def test_healthz(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.request("HEAD", "/healthz").status_code == 200


def test_other_methods_are_refused(client: Client) -> None:
    refused = client.request("DELETE", "/step")
    assert refused.status_code == 405
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_files_are_read_only(client: Client) -> None:
    assert client.post(SCRIPT).status_code == 405


def test_a_very_long_address_is_answered(client: Client) -> None:
    assert client.get(f"/?{'&x=' * 20_000}").status_code == 200


def test_the_openings_script_comes_beside_the_pages_own(client: Client) -> None:
    named = re.search(r'intro\.js" data-next="([^"]+)"', client.get("/").text)
    assert named
    assert client.get(named[1]).status_code == 200
    assert client.get("/?u=1").text.find("data-next") == -1


def test_the_first_screen_s_script_comes_beside_the_pages_own_where_no_opening_does(client: Client) -> None:
    (ahead,) = re.findall(r'<link rel="modulepreload" href="([^"]+)"', client.get("/?u=1").text)
    assert client.get(ahead).status_code == 200
    bare = client.get("/").text
    assert "modulepreload" not in bare
    assert f'data-screen="{ahead}"' in bare, "where the opening was seen before, static/intro.js asks for it"


def test_pages_are_rendered_again_while_they_are_edited() -> None:
    page = Client(development=True).get("/")
    assert 'src="/static/js/main.js"' in page.text


def test_what_holds_up_the_first_paint_is_asked_for_before_what_does_not(client: Client) -> None:
    """On a slow line the six connections of a browser share its bytes."""
    head = client.get("/").text.split("</head>")[0]
    blocking = [found.end() for found in re.finditer(r'<link rel="stylesheet"[^>]*>|<script src="[^>]*>', head)]
    ahead = list(re.finditer(r'<link rel="preload"[^>]*>', head))
    assert len(blocking) == 4  # one of the style sheets is for pages without script
    assert sorted(blocking)[2] < ahead[0].start()
    assert [link[0] for link in ahead if 'as="fetch"' in link[0] and 'fetchpriority="low"' not in link[0]] == []


@pytest.mark.parametrize("address", ["/", "/?act=2", "/?sentence=i+am+a+boy&u=4"])
def test_each_panel_is_on_the_page_once_and_so_is_the_gradient_s_chart(client: Client, address: str) -> None:
    page = client.get(address).text
    slots = re.findall(r'data-panel="([\w-]+)"', page)
    panels = re.findall(r'class="panel ([\w-]+)', page)
    assert {"pinned", "dial", "compare", "trust"} <= set(slots)
    assert len(slots) == len(set(slots))
    assert len(panels) == len(set(panels))
    assert len(panels) >= len(slots)
    assert page.count('<section class="gradient"') == 1
