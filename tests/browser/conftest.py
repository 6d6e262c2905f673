"""What every browser test rests on: Chromium, the server, and a watch over what the page asks for and complains of.

A test takes `page` (pytest-playwright's) or opens its own with `open_page(...)`. Either way it fails if the page asks
another host for anything, logs an error or throws one. Where an error is the point of a test (a 422 shows in the
browser's console), it says so first: `watch.expect("status of 422")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, ViewportSize, WebError, expect

from tests.browser import chromium
from tests.browser.seeing import PATIENCE
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[2]
FAILED = pytest.StashKey[bool]()
AXE = ROOT / "node_modules/axe-core/axe.min.js"

SIZES = {"desktop": (1440, 900), "laptop": (1280, 720), "tablet": (768, 1024), "phone": (390, 844)}
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "ko")

SEEN = "try { localStorage.setItem('rnnflow.intro', '1'); } catch { /* nothing is remembered here */ }"
"""What a browser keeps once it has seen the opening (static/intro.js)."""

every_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)
every_language = pytest.mark.parametrize("lang", LANGUAGES)

Scheme = Literal["light", "dark"]
Motion = Literal["reduce", "no-preference"]


expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is marked `browser`, so that `pytest -m "not browser"` needs none."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that was found, fit for a closed network."""
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": list(chromium.FLAGS)}


@pytest.fixture(scope="session")
def server(defaults: None) -> Iterator[str]:
    """The address of a server as users have it, one for the whole run."""
    with serving() as url:
        yield url


@pytest.fixture(scope="session")
def base_url(server: str) -> str:
    """`page.goto("/")` goes to the server under test."""
    return server


@dataclass
class Watch:
    """Collects what a page may not do; `expect(pattern)` allows the console messages that match."""

    host: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Let console messages pass that match the regular expression `pattern`."""
        self.expected.append(pattern)

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of `context`."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def complaints(self) -> list[str]:
        """Everything seen that no test expected, one sentence each."""
        wrong = [text for text in self.errors if not any(re.search(pattern, text) for pattern in self.expected)]
        return [f"asked another host: {url}" for url in self.foreign] + wrong

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.host}/", "data:", "blob:")):
            self.foreign.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.errors.append(f"uncaught: {error.error}")


@pytest.fixture
def watch(server: str) -> Watch:
    """The watch over this test's pages."""
    return Watch(server)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test whose pages did what they may not; in its call, so that its trace is kept like any other's."""
    yield
    watch = getattr(item, "funcargs", {}).get("watch")
    if isinstance(watch, Watch) and (complaints := watch.complaints()):
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed for those who leave after it."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], watch: Watch, request: pytest.FixtureRequest, output_path: str
) -> Iterator[Callable[..., BrowserContext]]:
    """pytest-playwright's maker of contexts, in a fixed size and language, watched; `page` comes from it too.

    It has seen the opening, but with `intro=True`.

    A failed test leaves a trace of what it did and what the console said. The page as it was at every action costs a
    quarter of the whole run's time, and is left with `--tracing=retain-on-failure`.
    """
    brief = request.config.getoption("--tracing") == "off"
    contexts = []

    def make(*, intro: bool = False, **options: Any) -> BrowserContext:
        context = new_context(**{"viewport": viewport(SIZES["desktop"]), "locale": "en", **options})
        watch.over(context)
        if not intro:
            context.add_init_script(SEEN)
        contexts.append(context)
        if brief:
            context.tracing.start(title=request.node.name, sources=True)
        return context

    yield make
    if brief and request.node.stash[FAILED]:
        for number, context in enumerate(contexts, 1):
            context.tracing.stop(path=Path(output_path) / f"trace-{number}.zip")


def viewport(size: tuple[int, int]) -> ViewportSize:
    """Return (width, height) as Playwright wants it."""
    return {"width": size[0], "height": size[1]}


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Open a path at a size, in a colour scheme, a language and a preference for motion."""

    def open_(
        path: str = "/",
        *,
        size: tuple[int, int] = SIZES["desktop"],
        scheme: Scheme = "light",
        lang: str = "en",
        motion: Motion = "no-preference",
        **options: Any,
    ) -> Page:
        context = new_context(
            viewport=viewport(size),
            color_scheme=scheme,
            locale=lang,
            reduced_motion=motion,
            **options,
        )
        page = context.new_page()
        page.goto(path)
        return page

    return open_


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Accessibility: `assert axe(page) == []`; one line a violation, with the elements that break the rule."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page, *, exclude: tuple[str, ...] = ()) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "async exclude => (await axe.run({exclude: exclude.map(selector => [selector])})).violations",
            list(exclude),
        )
        return [f"{v['id']}: {v['help']}: " + "; ".join(n["html"][:200] for n in v["nodes"]) for v in found]

    return check
