"""Browsers that lack something: no anchor positioning, no clipboard on plain http, no popovers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserType, Locator, Page, Route, expect

from tests.browser.conftest import Watch, viewport
from tests.browser.seeing import address, come_to, ready, until

FIELDS: dict[str, Any] = {"sentence": "i am a boy", "cell": "gru"}
LAN = "school.lan"
"""A name that Chromium trusts as little as any other on plain http, unlike 127.0.0.1."""
ANCHORS = "position-area"


def without_anchors(route: Route) -> None:
    """Serve a style sheet as a browser without anchor positioning understands it."""
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace(ANCHORS, f"unknown-{ANCHORS}"))


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (1190, 620), (1440, 900)])
def test_more_is_wholly_on_the_screen_without_anchors(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_page("about:blank", size=size)
    page.route("**/*.css", without_anchors)
    page.goto("/?sentence=i+am+a+boy&u=2.5")
    page.locator(".more").click()
    popover = page.locator("#more")
    expect(popover).to_be_visible()
    box, button = popover.bounding_box(), page.locator(".more").bounding_box()
    assert box is not None
    assert button is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    assert popover.evaluate("e => e.scrollHeight <= e.clientHeight"), "every row is seen without scrolling"
    assert box["y"] >= button["y"] + button["height"], "the button can be pressed again"


@pytest.fixture
def lan(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], server: str, watch: Watch
) -> Iterator[Callable[[str], Page]]:
    """Open a path as a laptop of a class does: by plain http, from a host that is no loopback address."""
    rule = f"--host-resolver-rules=MAP {LAN} 127.0.0.1"
    options = {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], rule]}
    browser: Browser = browser_type.launch(**options)
    watch.host = server.replace("127.0.0.1", LAN)

    def open_(path: str) -> Page:
        context = browser.new_context(viewport=viewport((1366, 768)), locale="en", base_url=watch.host)
        watch.over(context)
        page = context.new_page()
        page.goto(path)
        assert not page.evaluate("isSecureContext")
        return ready(page)

    yield open_
    browser.close()


def copied(page: Page) -> str:
    """What Ctrl+V puts into a field."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
    page.locator("#pasted").focus()
    page.keyboard.press("ControlOrMeta+v")
    text = page.locator("#pasted").input_value()
    page.locator("#pasted").evaluate("e => e.remove()")
    return text


def test_every_copy_button_works_on_plain_http(lan: Callable[[str], Page]) -> None:
    page = lan(address(2, **FIELDS))
    come_to(page, ".trust")
    said = page.locator("#trust-say")
    page.locator("#copy-curl").click()
    expect(said).to_contain_text("in your terminal")
    assert copied(page).startswith(f"curl 'http://{LAN}:")
    page.locator("#copy-script").click()
    expect(said).to_contain_text("All weights are inside")
    assert copied(page).startswith(('"""', "import", "#"))
    assert page.evaluate("document.activeElement.id") != "pasted"
    script_of_the_lesson(page)
    expect(page.locator(".module [role=status]")).to_have_text("Copied.")
    file = page.evaluate("fetch(document.querySelector('.module a').href).then(answer => answer.text())")
    assert copied(page) == file
    page.goto(address(2, **FIELDS))
    ready(page)
    come_to(page, ".panel.dial")
    page.locator("[data-panel=dial] .panel-link").last.click()
    expect(page.locator("[data-panel=dial] .panel-linked").last).to_have_text("Link copied")
    assert copied(page).startswith(f"http://{LAN}:")
    page.locator("#qr-open").click()
    code = page.locator(".qr-sheet")
    expect(code.locator("svg")).to_be_visible()
    scanned = code.locator(".link-text").inner_text()
    assert scanned.startswith(f"http://{LAN}:")
    assert parse_qs(urlsplit(scanned).query) == {**{name: [text] for name, text in FIELDS.items()}, "u": ["2"]}
    code.get_by_role("button", name="Copy").click()
    expect(code).to_contain_text("Address copied")
    code.get_by_role("button", name="Close").click()
    assert copied(page) == scanned
    assert page.evaluate("localStorage.setItem('a', 'b'), localStorage.getItem('a')") == "b"


def script_of_the_lesson(page: Page) -> None:
    """Open the chapter with the script and press its button."""
    page.goto("/?lesson=8")
    button = page.locator(".module button")
    expect(button).to_be_enabled()
    button.click()


def press(page: Page, button: str, shown: Locator) -> None:
    """Press until something is shown: a panel's code comes when it is near, and until then a press does nothing."""

    def pressed() -> bool:
        page.locator(button).click()
        return shown.is_visible()

    until(page, pressed)


def test_what_cannot_be_copied_is_shown_and_selected(lan: Callable[[str], Page]) -> None:
    page = lan(address(2, **FIELDS))
    page.context.add_init_script("document.execCommand = () => false")
    page.reload()
    come_to(page, ".trust")
    shown = page.locator("#trust-text")
    for button, start in ("#copy-curl", "curl "), ("#copy-script", '"""'):
        press(page, button, shown)
        expect(page.locator("#trust-say")).to_contain_text("Ctrl+C")
        expect(shown).to_contain_text(start)
        assert page.evaluate("getSelection().toString()").strip() == shown.inner_text().strip()
    page.locator("#check").click()
    expect(shown).to_be_hidden()
    script_of_the_lesson(page)
    expect(page.locator(".module [role=status]")).to_contain_text("Ctrl+C")
    assert page.evaluate("getSelection().toString()").strip() == page.locator(".module pre").inner_text().strip()


REMOVE = """
  for (const name of ["popover", "showPopover", "hidePopover", "togglePopover"]) delete HTMLElement.prototype[name];
  for (const name of ["toReversed", "toSorted", "toSpliced", "with", "findLast", "findLastIndex"])
    delete Array.prototype[name];
"""
LACKS = {
    "popovers": REMOVE,
    ":has()": "const all = CSS.supports; CSS.supports = (...a) => !String(a[0]).includes(':has') && all.apply(CSS, a);",
    "color-mix()": "const all = CSS.supports; CSS.supports = (...a) => a[0] !== 'color' && all.apply(CSS, a);",
    "CSS.supports": "CSS.supports = undefined;",
    "modules": "delete HTMLScriptElement.prototype.noModule;",
}
TOO_OLD = {"en": "This browser is too old", "ko": "이 브라우저는 너무 오래되어"}


@pytest.mark.parametrize("lang", TOO_OLD)
@pytest.mark.parametrize("lacks", LACKS)
def test_a_browser_that_lacks_what_is_needed_is_told_so(open_page: Callable[..., Page], lacks: str, lang: str) -> None:
    page = open_page("about:blank", lang=lang)
    page.context.add_init_script(LACKS[lacks])
    page.goto("/")
    expect(page.locator("#too-old")).to_contain_text(TOO_OLD[lang])
    expect(page.locator("#more")).to_be_hidden()


def test_a_browser_of_today_is_told_nothing(page: Page) -> None:
    page.goto("/")
    ready(page)
    expect(page.locator("#too-old")).to_be_hidden()


def test_without_popovers_the_picture_is_drawn_and_a_hidden_field_s_problem_is_said(
    open_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect("status of 422")
    page = open_page("about:blank")
    page.context.add_init_script(REMOVE)
    page.goto("/?sentence=i+am+a+boy&u=2.5&input_size=0")
    ready(page)
    expect(page.locator("#problem-sentence")).to_contain_text("“Input size”")
    body = page.locator("#stage").evaluate("e => getComputedStyle(e).color")
    assert body == "rgb(23, 22, 28)"
    assert page.locator("#stage path, #stage rect").count() > 10
