"""Behind a proxy: every address that the server writes begins with the prefix, whoever may say what it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.web import pages
from tests.asgi import Client, client_of, only
from tests.proxying import behind_proxy
from tests.serving import serving

PREFIX = "/rnnflow"
HERE = "127.0.0.1"
"""The other end of the test client's connections."""
LINKED = re.compile(r'(?:href|src|content)="(/[^"]*)"')


@pytest.fixture(scope="module")
def behind() -> Client:
    return Client(root_path=PREFIX)


def links(text: str) -> set[str]:
    """The addresses of this server that a page names."""
    return {html.unescape(found) for found in LINKED.findall(text)}


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("asked", ["/?{}", f"{PREFIX}/?{{}}", "/docs?{}", f"{PREFIX}/docs?{{}}"])
def test_every_link_of_a_page_has_the_prefix_and_leads_somewhere(behind: Client, asked: str, lang: str) -> None:
    """Whether the proxy takes the prefix out or leaves it."""
    page = behind.get(asked.format(f"lang={lang}"))
    assert page.status_code == 200
    found = links(page.text)
    assert found
    for told in re.findall(r'data-(?:base|static)="([^"]*)"', page.text):
        assert told.startswith(PREFIX)
    for link in found:
        assert link.startswith(f"{PREFIX}/"), link
        status = behind.get(link).status_code
        assert status == 200 or (status == 422 and "?" not in link)  # /step and its like: the script says the rest
        assert behind.get(link.removeprefix(PREFIX)).status_code == status


def test_a_page_in_front_of_which_nothing_is_names_nothing(client: Client) -> None:
    text = client.get("/").text
    assert 'data-base=""' in text
    assert not [link for link in links(text) if link.startswith("//")]


def test_the_prefix_is_no_beginning_of_a_word(behind: Client) -> None:
    assert only(behind.get(f"{PREFIX}step"), 404)["input"] == f"{PREFIX}{PREFIX}step"
    assert behind.get(PREFIX).status_code == 200


@pytest.mark.parametrize("asked", ["/nowhere", f"{PREFIX}/nowhere", "/static/nowhere.js"])
def test_refusals_name_the_address_with_the_prefix(behind: Client, asked: str) -> None:
    detail = only(behind.get(asked), 404)
    assert detail["input"] == PREFIX + asked.removeprefix(PREFIX)
    assert detail["msg"].endswith(f"{PREFIX}/docs.")
    wrong = only(behind.request("DELETE", "/step"), 405)
    assert f"{PREFIX}/step" in wrong["msg"]


def test_a_redirect_stays_behind_the_prefix(behind: Client) -> None:
    for asked in ("/docs/?a=b", f"{PREFIX}/docs/?a=b"):
        assert behind.get(asked).headers["location"] == f"{PREFIX}/docs?a=b"


def test_a_stored_network_has_its_address(behind: Client) -> None:
    weights = behind.get("/weights?sentence=a&hidden_size=1").content
    stored = behind.post("/models?name=a.safetensors", content=weights)
    assert stored.headers["location"] == f"{PREFIX}/models/{stored.json()['id']}"


def test_the_description_says_where_the_api_is(behind: Client, client: Client) -> None:
    described = behind.get("/openapi.json").json()
    assert described.pop("servers") == [{"url": PREFIX}]
    assert described == client.get("/openapi.json").json()


def test_the_preview_s_picture_is_named_in_full() -> None:
    text = Client(root_path=PREFIX, public_url="https://rnn.example").get("/").text
    assert f'content="https://rnn.example{PREFIX}/static/' in text


def test_an_app_within_another_is_behind_its_path(client: Client) -> None:
    async def mounted(scope: Any, receive: Any, send: Any) -> None:
        await client.app({**scope, "root_path": "/within"}, receive, send)

    outer = Client()
    outer.app = mounted  # type: ignore[assignment]
    assert outer.get("/within/step?sentence=a").status_code == 200
    assert 'data-base="/within"' in outer.get("/within/").text


def base(client: Client, *said: str) -> str | None:
    """The prefix of the page that a proxy gets which says `said`."""
    page = client.get("/", headers=[("x-forwarded-prefix", text) for text in said])
    found = re.search(r'data-base="([^"]*)"', page.text)
    return found[1] if found else None


@pytest.mark.parametrize("trusted", [HERE, f"10.0.0.0/8, {HERE}", "127.0.0.0/8", "0.0.0.0/0"])
def test_a_trusted_proxy_names_the_prefix(trusted: str) -> None:
    client = client_of(trusted_proxies=trusted, root_path="/other")
    assert base(client, PREFIX) == PREFIX
    assert base(client, f"{PREFIX}/") == PREFIX
    assert base(client, "/a/b-c/~d.e") == "/a/b-c/~d.e"
    assert base(client, "/") == ""
    assert base(client) == "/other"


@pytest.mark.parametrize("trusted", ["none", "10.0.0.0/8", "127.0.0.2", "::1"])
def test_nobody_else_does(trusted: str) -> None:
    client = client_of(trusted_proxies=trusted)
    assert base(client, PREFIX) == ""
    assert base(client, "javascript:alert(1)") == ""


def test_a_proxy_that_came_by_ipv6_has_its_address_of_ipv4() -> None:
    client = Client(trusted_proxies=HERE)
    app = client.app

    async def mapped(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "client": (f"::ffff:{HERE}", 1)}, receive, send)

    client.app = mapped  # type: ignore[assignment]
    assert base(client, PREFIX) == PREFIX


@pytest.mark.parametrize(
    "said",
    [
        "rnnflow",
        "//evil.example",
        "/a//b",
        "/..",
        "/a/../b",
        "/.",
        '/"><script>',
        "/a b",
        "/a?b",
        "/a#b",
        "/a%2fb",
        "/나",
        "https://evil.example",
        "/step",
        "/static/x",
        "/a, /b",
        f"/{'a' * 200}",
    ],
)
def test_a_prefix_that_is_no_path_is_refused(said: str) -> None:
    client = client_of(trusted_proxies=HERE)
    refused = client.get("/", headers={"x-forwarded-prefix": said.encode()})
    detail = only(refused, 400)
    assert detail["type"] == "bad_prefix"
    assert "such as /rnnflow" in detail["msg"]
    assert refused.headers["x-content-type-options"] == "nosniff"
    korean = client.get("/", headers={"x-forwarded-prefix": said.encode(), "accept-language": "ko"})
    assert "경로" in only(korean, 400)["msg"]


def test_two_prefixes_are_none() -> None:
    client = client_of(trusted_proxies=HERE)
    assert base(client, "/a", "/b") is None


def test_a_trusted_proxy_says_which_scheme_it_was_asked_by() -> None:
    asked = {"host": "rnn.example", "x-forwarded-proto": "https"}
    said = [client_of(trusted_proxies=by).get("/qr?path=/", headers=asked).json()["address"] for by in (HERE, "none")]
    assert said == ["https://rnn.example/", "http://rnn.example/"]
    odd = client_of(trusted_proxies=HERE).get("/qr?path=/", headers={**asked, "x-forwarded-proto": "gopher"})
    assert odd.json()["address"] == "http://rnn.example/"


def test_pages_of_ever_new_prefixes_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_RENDERED", 3)
    client = Client(trusted_proxies=HERE)
    kept = []
    rendered = pages.Pages._page

    def counting(self: pages.Pages, *arguments: Any) -> Any:
        page = rendered(self, *arguments)
        kept.append(len(self._rendered))
        return page

    monkeypatch.setattr(pages.Pages, "_page", counting)
    for number in range(7):
        assert base(client, f"/p{number}") == f"/p{number}"
    assert max(kept) == 3


@pytest.fixture(scope="module", params=["setting", "header"])
def proxied(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a real server behind a proxy that takes the prefix out."""
    if request.param == "setting":
        chosen, headers = {"RNNFLOW_ROOT_PATH": PREFIX}, {}
    else:
        chosen, headers = {"RNNFLOW_TRUSTED_PROXIES": HERE}, {"x-forwarded-prefix": PREFIX}
    with serving(**chosen) as server, behind_proxy(server.removesuffix(PREFIX), PREFIX, headers) as url:
        yield url


def test_behind_a_real_proxy_all_that_a_page_is_made_of_is_found(proxied: str) -> None:
    """What its links lead to, and what the scripts and style sheets among it import and load."""
    origin = proxied.removesuffix(PREFIX)
    with httpx.Client(base_url=origin, headers={"accept-encoding": "gzip"}) as client:
        seen, waiting = set(), [f"{PREFIX}/?intro", f"{PREFIX}/docs"]
        while waiting:
            address = waiting.pop()
            answer = client.get(address)
            assert answer.status_code in {200, 422}, address
            seen.add(address.split("?")[0])
            kind = answer.headers["content-type"]
            found = links(answer.text) if kind.startswith("text/html") else imported(address, kind, answer.text)
            waiting += [link for link in found if link.split("?")[0] not in seen and link not in waiting]
    assert {f"{PREFIX}/", f"{PREFIX}/docs", f"{PREFIX}/step", f"{PREFIX}/cells"} <= seen
    for end in ("page.bundle.js", "later.bundle.js", "intro.bundle.js", ".woff2", "page.bundle.css", "en.ftl"):
        assert [address for address in seen if address.endswith(end)], end


def imported(address: str, kind: str, text: str) -> set[str]:
    """What a script imports later, and what a style sheet loads, as addresses of the server."""
    if kind.startswith("text/javascript"):
        names = re.findall(r"""\bimport\(\s*["'](\.[^"']+)["']\s*\)""", text)
    elif kind.startswith("text/css"):
        names = re.findall(r"""url\(["']?(?!data:)([^"')]+)["']?\)""", text)
    else:
        return set()
    return {str(httpx.URL(f"http://x{address}").join(name).path) for name in names}


def test_the_api_answers_behind_a_real_proxy(proxied: str) -> None:
    assert httpx.post(f"{proxied}/step", json={"sentence": "i am"}).json()["tokens"] == ["i", "am"]
    code = httpx.get(f"{proxied}/qr", params={"path": "/?u=2"}, headers={"host": "rnn.example"}).json()
    assert code["address"] == f"http://rnn.example{PREFIX}/?u=2"
    assert httpx.get(f"{proxied}/nowhere").json()["detail"][0]["input"] == f"{PREFIX}/nowhere"
    described = httpx.get(f"{proxied}/openapi.json").json()
    assert described["servers"] == [{"url": PREFIX}]
