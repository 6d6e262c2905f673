"""The page behind a proxy that puts a path in front of it: nothing is missing, and every link stays behind the path."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, come_to, ready
from tests.proxying import behind_proxy
from tests.serving import serving

PREFIX = "/rnnflow"


@pytest.fixture
def proxied(watch: Watch) -> Iterator[str]:
    with serving(RNNFLOW_ROOT_PATH=PREFIX) as server, behind_proxy(server.removesuffix(PREFIX), PREFIX) as url:
        watch.host = url  # whatever is asked for outside the path is a complaint
        yield url


def test_the_page_is_whole_behind_a_prefix(open_page: Callable[..., Page], proxied: str) -> None:
    """A request that the proxy does not know is logged as an error, which fails the test."""
    page = open_page("about:blank", permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{proxied}{address(2)}")
    ready(page)
    assert page.url.startswith(f"{proxied}/?")
    come_to(page, ".trust")
    page.locator("#check").click()
    expect(page.locator("#trust-say")).to_contain_text("nudges at 4 steps")
    page.locator("#copy-curl").click()
    expect(page.locator("#trust-say")).to_contain_text("in your terminal")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f'curl "{proxied}/step?')
    outside = "a => a.map(e => e.href).filter(href => href.startsWith(location.origin) && !href.includes('/rnnflow/'))"
    assert page.locator("a[href]").evaluate_all(outside) == []
    come_to(page, ".lab")
    page.locator("#models-open").click()
    expect(page.locator("dialog[open]")).to_contain_text("brackets")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator(".keys-sheet")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#qr-open").click()
    expect(page.locator(".qr-sheet svg")).to_be_visible()
    assert f"{PREFIX}/?" in page.locator(".qr-sheet .link-text").inner_text()
    page.goto(f"{proxied}/?lesson=8")
    expect(page.locator(".module .line").first).to_be_visible()
    page.goto(f"{proxied}/docs")
    expect(page.locator("#swagger-ui")).to_contain_text("/qr")
