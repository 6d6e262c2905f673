"""Pages of other sites, and names that are not the server's."""

from __future__ import annotations

import httpx
import pytest
from pydantic import ValidationError

from app.settings import Settings
from tests.asgi import Client, only

OTHER = "https://other.example"
IMAGE = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
FETCH = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "origin": OTHER}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FRAME = {**LINK, "sec-fetch-dest": "iframe"}
PREFLIGHT = {**FETCH, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
COMPUTING = ["/step", "/check", "/what-if", "/memory", "/neurons", "/script", "/weights"]


@pytest.mark.parametrize("path", COMPUTING)
@pytest.mark.parametrize("headers", [IMAGE, FETCH, FRAME, {"sec-fetch-site": "cross-site"}])
def test_a_page_elsewhere_starts_nothing(client: Client, path: str, headers: dict[str, str]) -> None:
    refused = client.get(f"{path}?sentence=a", headers=headers)
    assert only(refused, 403)["type"] == "cross_site"
    assert "access-control-allow-origin" not in refused.headers
    assert refused.headers["x-content-type-options"] == "nosniff"


def test_it_is_refused_before_any_work(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.query.step_fields", None)
    assert client.get("/step?sentence=a", headers=IMAGE).status_code == 403


def test_it_is_told_in_the_reader_s_language(client: Client) -> None:
    refused = client.post("/step", json={"sentence": "a"}, headers={**FETCH, "accept-language": "ko"})
    assert "다른 사이트" in only(refused, 403)["msg"]


@pytest.mark.parametrize("origin", [OTHER, "null", "http://test.evil.example", "http://test:81"])
@pytest.mark.parametrize("path", ["/step", "/models?name=a.npz"])
def test_over_plain_http_the_origin_tells_a_page_elsewhere(client: Client, path: str, origin: str) -> None:
    """There browsers send no Fetch Metadata, and a text/plain body needs no preflight."""
    refused = client.post(path, content=b"{}", headers={"origin": origin, "content-type": "text/plain"})
    assert only(refused, 403)["type"] == "cross_site"


def test_over_plain_http_our_own_page_and_a_named_site_are_welcome(client: Client) -> None:
    body = {"sentence": "a"}
    assert client.post("/step", json=body, headers={"origin": "http://test"}).status_code == 200
    assert client.post("/step", json=body, headers={"origin": "http://TEST"}).status_code == 200
    named = Client(cors_origins=OTHER)
    assert named.post("/step", json=body, headers={"origin": OTHER}).status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "same-site", "none"])
def test_our_own_page_and_what_is_typed_are_welcome(client: Client, site: str) -> None:
    assert client.get("/step?sentence=a", headers={**IMAGE, "sec-fetch-site": site}).status_code == 200


@pytest.mark.parametrize("path", ["/?sentence=a", "/step?sentence=a", "/docs"])
def test_a_link_is_followed(client: Client, path: str) -> None:
    assert client.get(path, headers=LINK).status_code == 200


def test_no_site_is_told_that_it_may(client: Client) -> None:
    preflight = client.request("OPTIONS", "/step", headers=PREFLIGHT)
    assert preflight.status_code == 403
    assert not [name for name in preflight.headers if name.startswith("access-control")]


@pytest.mark.parametrize("origins", [OTHER, f"https://a.example, {OTHER}", "*"])
def test_a_named_site_may_compute(origins: str) -> None:
    client = Client(cors_origins=origins)
    preflight = client.request("OPTIONS", "/step", headers=PREFLIGHT)
    assert preflight.status_code == 200
    answered = client.post("/step", json={"sentence": "a"}, headers=FETCH)
    assert answered.status_code == 200
    for told in (preflight, answered):
        assert told.headers["access-control-allow-origin"] == ("*" if origins == "*" else OTHER)


def test_and_no_other(client: Client) -> None:
    client = Client(cors_origins=OTHER)
    for headers in (IMAGE, {**FETCH, "origin": "https://evil.example"}, {**FETCH, "origin": f"{OTHER}.evil.example"}):
        refused = client.get("/step?sentence=a", headers=headers)
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers


def asked(client: Client, host: str) -> httpx.Response:
    return client.get("/healthz", headers={"host": host})


def test_every_name_is_answered_to_by_default(client: Client) -> None:
    assert asked(client, "the-teacher-s-laptop.local:8000").status_code == 200


def test_a_public_server_answers_to_its_own_names() -> None:
    client = Client(allowed_hosts="rnn.example, *.school.example")
    for host in ("rnn.example", "rnn.example:8000", "a.school.example"):
        assert asked(client, host).status_code == 200
    for host in ("evil.example", "rnn.example.evil.example", "school.example.evil.example"):
        refused = asked(client, host)
        assert refused.status_code == 400
        assert refused.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "setting",
    [
        *(
            {"cors_origins": origins}
            for origins in ("", "other.example", "https://a.example/path", "ftp://a", "https://*")
        ),
        *({"allowed_hosts": hosts} for hosts in ("", "https://a.example", "a.*.example", "a.example:80", "a.example,")),
    ],
)
def test_nonsense_is_refused_at_start(setting: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings(**setting)  # type: ignore[arg-type]
