"""What all browser tests rest on really catches what it says it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Watch


@pytest.fixture
def blank(server: str, new_context: Callable[..., BrowserContext]) -> Page:
    """A page of the server's own that loads nothing."""
    page = new_context().new_page()
    page.goto(f"{server}/healthz")
    return page


def forget(watch: Watch) -> list[str]:
    """Return the complaints and clear them, so that this test itself passes."""
    complaints = watch.complaints()
    watch.foreign.clear()
    watch.errors.clear()
    return complaints


def test_a_request_to_another_host_is_caught(server: str, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page("/healthz", bypass_csp=True)
    elsewhere = server.replace("127.0.0.1", "localhost") + "/healthz"
    page.evaluate("url => fetch(url).catch(() => {})", elsewhere)
    assert f"asked another host: {elsewhere}" in forget(watch)


def test_a_breach_of_the_security_policy_is_caught(blank: Page, watch: Watch) -> None:
    blank.evaluate("() => document.body.setAttribute('style', 'color: red')")
    blank.wait_for_timeout(50)
    assert any("Content Security Policy" in text for text in forget(watch))


def test_an_error_in_the_console_is_caught(blank: Page, watch: Watch) -> None:
    blank.evaluate("() => console.error('it broke')")
    assert any("console error: it broke" in text for text in forget(watch))


def test_an_uncaught_error_is_caught(blank: Page, watch: Watch) -> None:
    blank.evaluate("() => new Promise(done => { setTimeout(() => { done(); throw new Error('thrown'); }) })")
    blank.wait_for_timeout(50)
    assert any("uncaught: thrown" in text for text in forget(watch))


def test_an_expected_error_passes(blank: Page, watch: Watch) -> None:
    watch.expect("it br.ke")
    blank.evaluate("() => console.error('it broke')")
    assert watch.complaints() == []


def test_axe_finds_what_is_wrong(blank: Page, axe: Callable[[Page], list[str]], watch: Watch) -> None:
    # a page that is no page of ours has no icon; Chromium sometimes asks for one
    watch.expect("status of 404")
    blank.evaluate("() => document.body.append(document.createElement('button'))")
    assert any(text.startswith("button-name:") for text in axe(blank))
