"""The page in a frame of another site: nowhere, unless a setting names the site."""

from __future__ import annotations

import pytest

from app.web.headers import CONTENT_SECURITY_POLICY
from tests.asgi import Client, client_of, only
from tests.web.test_strangers import FETCH, FRAME

LMS = "https://lms.example"


def test_nobody_may_hold_the_page_by_default(client: Client) -> None:
    headers = client.get("/").headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert only(client.get("/", headers=FRAME), 403)["type"] == "cross_site"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (LMS, LMS),
        (f"{LMS}, http://localhost:8888", f"{LMS} http://localhost:8888"),
        ("https://*.school.example:8443,http://10.0.0.7:*", "https://*.school.example:8443 http://10.0.0.7:*"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/step?sentence=a", "/nowhere", "/static/icon.svg"])
def test_the_named_sites_are_told_to_the_browser(named: str, told: str, path: str) -> None:
    headers = client_of(frame_ancestors=named).get(path).headers
    policy = headers["content-security-policy"]
    assert policy == CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {told}")
    assert "frame-ancestors 'none'" not in policy
    assert "x-frame-options" not in headers


def test_a_frame_elsewhere_holds_the_page_and_nothing_else() -> None:
    client = client_of(frame_ancestors=LMS)
    assert client.get("/?sentence=a", headers=FRAME).status_code == 200
    assert client.get("/", headers={**FRAME, "sec-fetch-dest": "frame"}).status_code == 200
    for path in ("/step?sentence=a", "/docs", "/models", "/static/icon.svg"):
        assert only(client.get(path, headers=FRAME), 403)["type"] == "cross_site"
    for headers in (FETCH, {**FRAME, "sec-fetch-dest": "object"}, {**FRAME, "sec-fetch-mode": "no-cors"}):
        assert only(client.get("/", headers=headers), 403)["type"] == "cross_site"
    assert only(client.post("/", headers=FRAME), 403)["type"] == "cross_site"


def test_behind_a_prefix_the_page_is_held_too() -> None:
    assert Client(frame_ancestors=LMS, root_path="/rnnflow").get("/rnnflow/", headers=FRAME).status_code == 200
