"""Pages, their language and the headers of every answer."""

from __future__ import annotations

import html
import re

import pytest

from app.web.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from tests.asgi import Client

ADDRESSES = ["/", "/docs", "/openapi.json", "/healthz", "/step?sentence=i", "/step", "/static/js/docs.js", "/nowhere"]


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


def test_language_of_a_page(client: Client) -> None:
    korean = client.get("/", headers={"accept-language": "ko-KR,ko;q=0.9"})
    assert korean.headers["content-language"] == "ko"
    assert '<html lang="ko"' in korean.text
    assert client.get("/?lang=ko").text == korean.text
    assert client.get("/?lang=en", headers={"accept-language": "ko"}).headers["content-language"] == "en"
    assert client.get("/?lang=tlh").headers["content-language"] == "en"
    assert "accept-language" in korean.headers["vary"].lower()


def test_a_page_is_the_same_whatever_its_fields(client: Client) -> None:
    assert client.get("/?sentence=<script>alert(1)</script>&u=3").text == client.get("/").text


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
    assert client.post("/static/js/docs.js").status_code == 405


def test_a_very_long_address_is_answered(client: Client) -> None:
    assert client.get(f"/?{'&x=' * 20_000}").status_code == 200


def test_pages_are_rendered_anew_while_they_are_written() -> None:
    page = Client(development=True).get("/")
    assert 'src="/static/js/main.js"' in page.text
