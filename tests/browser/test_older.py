"""Browsers that lack something: no anchor positioning, no clipboard on plain http, no popovers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserType, Locator, Page, Route, expect

from tests.browser.conftest import Scheme, Watch, viewport
from tests.browser.seeing import address, come_to, ready, until

FIELDS: dict[str, Any] = {"sentence": "i am a boy", "cell": "gru"}
PAPER = {"light": "rgb(251, 250, 246)", "dark": "rgb(18, 17, 22)"}
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
    assert copied(page).startswith(f'curl "http://{LAN}:')
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
  for (const [from, ...names] of [
    [HTMLElement.prototype, "inert", "popover", "showPopover", "hidePopover", "togglePopover"],
    [HTMLButtonElement.prototype, "popoverTargetElement", "popoverTargetAction"],
    [HTMLFormElement.prototype, "requestSubmit"],
    [CanvasRenderingContext2D.prototype, "roundRect", "letterSpacing"],
    [Array.prototype, "toReversed", "toSorted", "toSpliced", "with"],
    [Document.prototype, "adoptedStyleSheets"],
    [Element.prototype, "role"],
    [Intl, "Segmenter"],
    [window, "structuredClone", "ToggleEvent", "CSSStyleSheet"],
  ])
    for (const name of names) delete from[name];
  // such a button does nothing by itself there
  addEventListener("click", (event) => event.target.closest("[popovertarget]") && event.preventDefault());
"""
YOUNG = re.compile(
    r"(?<!\\):(?=popover-open|has\()|\b(?=position-area|color-mix|text-wrap|[a-z]+-visibility)|(?<=\d)(?=lh)"
    r"|(?<=@)(?=container)"
)
"""Where a word of the style sheets is made one that no browser knows; the polyfill's class is none of them."""


def as_the_oldest_read_it(route: Route) -> None:
    """Serve a style sheet without what Chrome 109, Firefox 115 or Safari 15.4 lacks."""
    response = route.fetch()
    text = re.sub(r'(content: "[^"]*") / ""', r"\1 // unknown", response.text())
    route.fulfill(response=response, body=YOUNG.sub(lambda found: f"{found[0]}unknown-", text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_works_without_what_the_oldest_browsers_lack(
    open_page: Callable[..., Page], scheme: Scheme, output_path: str, watch: Watch
) -> None:
    # the polyfill's own style sheet, in place of which there is css/fields.css
    watch.expect("Applying inline style")
    page = open_page("about:blank", size=(1366, 768), scheme=scheme)
    page.context.add_init_script(REMOVE)
    page.route("**/*.css", as_the_oldest_read_it)
    page.goto("/?sentence=i+am+a+boy&u=2.5")
    ready(page)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == PAPER[scheme]
    more = page.locator("#more")
    expect(more).to_be_hidden()
    page.locator(".more").click()
    expect(more).to_be_visible()
    box = more.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 1366
    assert box["y"] + box["height"] <= 768
    assert more.evaluate(
        "e => e.contains(document.elementFromPoint(...[0.5, 0.9].map((part, i) => (b => i"
        " ? b.top + b.height * part : b.left + b.width * part)(e.getBoundingClientRect()))))"
    )
    page.screenshot(path=f"{output_path}/more-{scheme}.png")
    page.keyboard.press("Escape")
    expect(more).to_be_hidden()
    page.locator("button[data-view=cell]").click()
    expect(page.locator("#stage[data-view=cell]")).to_be_visible()
    page.wait_for_timeout(1500)
    page.screenshot(path=f"{output_path}/cell-{scheme}.png")
    for act in range(1, 5):
        page.goto(f"/?act={act}")
        ready(page)
        expect(page.locator(f"#act-{act} .passage").nth(2)).to_be_attached()
        assert page.locator("#stage path, #stage rect, #stage canvas").count() > 5
        page.screenshot(path=f"{output_path}/act-{act}-{scheme}.png")
    come_to(page, ".trust")
    page.screenshot(path=f"{output_path}/panel-{scheme}.png")
    what_waits_for_a_guess_is_out_of_reach(page)


def what_waits_for_a_guess_is_out_of_reach(page: Page) -> None:
    """Come to a guess; a focus that is set on what is veiled does not stay there."""
    page.goto("/?lesson=2")
    ready(page)
    for _ in range(2):
        page.locator("#act-1 .following").click()
    veiled = page.locator(".slot[data-panel=pinned]")
    expect(veiled).to_have_attribute("data-inert", "")
    expect(veiled).to_have_attribute("aria-hidden", "true")
    expect(veiled).to_have_css("pointer-events", "none")
    expect(veiled.locator("> *").first).to_have_css("filter", "blur(7px)")
    button = veiled.locator("button").first
    assert button.evaluate("e => (e.focus(), document.activeElement.matches(':not(body)'))")
    assert page.evaluate("document.activeElement.closest('[data-inert]')") is None


LACKS = {
    "dvh": "const all = CSS.supports; CSS.supports = (...a) => !String(a[1]).includes('dvh') && all.apply(CSS, a);",
    "CSS.supports": "CSS.supports = undefined;",
    "ES2022": "delete Object.hasOwn;",
    "findLast()": "delete Array.prototype.findLast;",
    "modules": "delete HTMLScriptElement.prototype.noModule;",
}
TOO_OLD = {"en": "This browser is too old", "ko": "이 브라우저는 너무 오래되어"}


@pytest.mark.parametrize("lang", TOO_OLD)
def test_a_browser_that_lacks_what_is_needed_is_told_so_and_shows_the_picture(
    open_page: Callable[..., Page], lang: str, watch: Watch
) -> None:
    # what runs on of the page's own script has nothing to stand on
    watch.expect("uncaught|console error")
    for lacks in LACKS.values():
        page = open_page("about:blank", lang=lang)
        page.context.add_init_script(lacks)
        page.goto("/")
        expect(page.locator("#too-old")).to_be_visible()
        expect(page.locator("#too-old")).to_contain_text(TOO_OLD[lang])
        expect(page.locator("#more")).to_be_hidden()
        expect(page.locator("#stage")).to_be_hidden()
        picture = page.locator(".still img")
        expect(picture).to_be_visible()
        page.wait_for_function("() => document.querySelector('.still img').naturalWidth === 1200")
        page.close()


def test_a_browser_of_today_is_told_nothing_and_loads_no_polyfill(page: Page) -> None:
    page.goto("/")
    ready(page)
    expect(page.locator("#too-old")).to_be_hidden()
    assert page.locator("main.still").count() == 0
    assert page.evaluate("document.querySelector('[popover]').showPopover.toString()").endswith("{ [native code] }")
