"""Languages, light and dark, reduced motion, assistive technology."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, Scheme, every_language, every_scheme
from tests.browser.seeing import address, caption, go, moment, playing, ready, settled, until, visit

KOREAN = "나는 밥을 먹었다"
VIEWS = ("sentence", "rolled", "unrolled", "cell")
# Names of cells, functions, keys and people, and the labels that the pictures of both languages share.
NEUTRAL = {
    *(
        "RNN",
        "QR",
        "GRU",
        "LSTM",
        "Flow",
        "STEP",
        "BACK",
        "EN",
        "API",
        "JSON",
        "CSV",
        "JavaScript",
        "NumPy",
        "PyTorch",
        "PCA",
    ),
    *("tanh", "ReLU", "relu", "log", "curl", "safetensors"),
    # a language's own name, the axes of the complex plane, PyTorch's name for the weights
    *("ES", "Re", "Im", "state", "dict"),
    *("Home", "End", "Shift", "Page", "Up", "Down", "Enter", "Esc", "Tab"),
    *("Elman", "Cho", "Hochreiter", "Schmidhuber", "Cobb"),
    # formats of files, and names of parameters and functions
    *("NDJSON", "npz", "onnx", "keras", "min", "max", "Adam", "SGD", "BPTT", "ih", "hh", "rnn", "weight", "enc"),
    *("linear", "softmax", "torch", "tensor", "nn", "utils", "clip", "grad", "norm"),
}

SAID = r"""
() => {
  const said = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    const mute = element.closest('script, style, template, noscript, textarea, math, [lang=en]');
    if (mute || !element.checkVisibility()) continue;
    said.push(node.textContent);
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]:not([lang])`)) said.push(element.getAttribute(name));
  return said.map(text => text.trim()).filter(Boolean);
}
"""


NUMERALS = {"II", "III", "IV"}


def english(page: Page) -> list[str]:
    """What the page says that has an English word in it."""
    word = re.compile(r"[A-Za-z]{2,}")
    return [text for text in page.evaluate(SAID) if set(word.findall(text)) - NEUTRAL - NUMERALS]


def test_no_english_is_left_in_korean(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5, sentence=KOREAN), lang="ko"))
    assert page.locator("html").get_attribute("lang") == "ko"
    found = {}
    for view in VIEWS:
        for u, cell in ((2.5, "rnn"), (4.6, "gru"), (5.5, "lstm"), (3.1, "lstm")):
            go(page, address(u, sentence=KOREAN, cell=cell, view=view))
            if left := english(page):
                found[view, cell, u] = left
    assert found == {}


def test_the_language_changes_in_place(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5, sentence=KOREAN, cell="lstm")))
    title, before = page.title(), caption(page)[1]
    assert english(page), "the check sees English where it is"
    page.locator("[data-lang=ko]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    settled(page)
    assert moment(page) == 2.5
    assert page.title() != title
    assert caption(page)[1] != before
    # what a voice reads of the charts comes a little later than what is seen
    until(page, lambda: english(page) == [])
    page.wait_for_url(re.compile("lang=ko"))
    page.reload()
    ready(page)
    assert english(page) == []
    page.locator("[data-lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    settled(page)
    assert (page.title(), caption(page)[1], moment(page)) == (title, before, 2.5)


def test_a_change_of_language_does_not_stop_the_motion(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(None)))
    page.locator("[data-lang=ko]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    assert playing(page)


def test_the_browser_s_language_is_spoken(open_page: Callable[..., Page]) -> None:
    page = ready(open_page("/", lang="ko-KR", motion="reduce"))
    assert page.locator("html").get_attribute("lang") == "ko"
    assert re.search("[가-힣]", caption(page)[1])


@every_language
@every_scheme
def test_axe_finds_nothing(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: Scheme, lang: str
) -> None:
    page = ready(open_page(address(0), scheme=scheme, lang=lang, motion="reduce"))
    found = {}
    for path in [address(2.45, view=view) for view in VIEWS] + [address(5.45, cell="lstm"), address(8, cell="gru")]:
        if violations := axe(go(page, path)):
            found[path] = violations
    page.locator(".more").click()
    if violations := axe(settled(page)):
        found["more"] = violations
    assert found == {}


def test_with_reduced_motion_it_stands_still_and_goes_from_phase_to_phase(open_page: Callable[..., Page]) -> None:
    page = ready(open_page("/", motion="reduce"))
    assert not playing(page)
    where = moment(page)
    page.wait_for_timeout(300)
    assert moment(page) == where
    page.add_init_script("")
    page.evaluate(
        """() => {
          window.places = new Set();
          const look = () => {
            const head = document.querySelector('#timeline .head');
            places.add(head.getAttribute('cx') ?? head.getAttribute('transform'));
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.locator("#speed").select_option("8")
    page.locator("#play").click()
    page.wait_for_function("() => places.size > 3")
    page.locator("#play").click()
    assert page.evaluate("places.size") < 25, "leaps, not a glide"


def test_reduced_motion_changes_views_at_once(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(address(2.5), motion="reduce"))
    page.locator("button[data-view=rolled]").click()
    settled(page)
    rolled = page.locator("#stage .scene").inner_html()
    page.wait_for_timeout(900)
    assert page.locator("#stage .scene").inner_html() == rolled


def test_dark_is_dark(open_page: Callable[..., Page]) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = ready(open_page(address(2.5), scheme=scheme))
        colours[scheme] = page.evaluate(
            """() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color,
              document.querySelector('[data-vector="h:0"] rect').getAttribute('fill')]"""
        )

    def light(css: str) -> float:
        return sum(map(float, re.findall(r"[\d.]+", css)[:3]))

    assert light(colours["light"][0]) > 600
    assert light(colours["dark"][0]) < 200
    assert light(colours["dark"][1]) > light(colours["light"][1])
    assert colours["light"][2] != colours["dark"][2]


def test_a_change_of_scheme_is_followed_at_once(page: Page) -> None:
    visit(page, address(2.5))
    before = page.locator("[data-vector='h:0'] rect").first.get_attribute("fill")
    page.emulate_media(color_scheme="dark")
    settled(page)
    assert page.locator("[data-vector='h:0'] rect").first.get_attribute("fill") != before


def test_the_keyboard_reaches_everything_and_is_always_seen(page: Page) -> None:
    visit(page, address(2.5))
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const around = [e, e.nextElementSibling, e.parentElement, e.closest('.box')].filter(Boolean);
              const seen = around.map(part => getComputedStyle(part)).some(style =>
                style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none');
              const name = e.id || e.getAttribute('data-view') || e.getAttribute('data-lang') || e.name;
              return {name: name || e.textContent, seen};
            }"""
        )
        if at is None:
            break
        reached.append(at)
    names = [at["name"] for at in reached]
    for name in (
        "sentence",
        "hidden_size",
        "seed",
        "objective",
        "play",
        "step-back",
        "step-on",
        "timeline",
        "speed",
        "ko",
    ):
        assert name in names, name
    assert set(VIEWS) <= set(names)
    assert [at["name"] for at in reached if not at["seen"]] == []


def test_every_control_has_a_name_and_a_tooltip(page: Page) -> None:
    visit(page, address(2.5))
    bare = page.evaluate(
        """() => [...document.querySelectorAll('main button, form button, form input, form select, #speed')]
          .filter(e => e.checkVisibility() && !(e.title || e.closest('label')?.title || e.id === 'sentence'))
          .map(e => e.id || e.className || e.name)"""
    )
    assert [name for name in bare if name != "more"] == []


@pytest.mark.parametrize("path", ["/", "/?view=sentence", "/?view=rolled", "/?view=cell", "/docs"])
def test_nothing_is_refused_by_the_security_policy(page: Page, path: str) -> None:
    """The policy is strict; the watch over the console fails this test at any breach."""
    response = page.goto(path)
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page.wait_for_load_state("networkidle")


@every_language
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_without_javascript_the_finished_picture_stands(open_page: Callable[..., Page], lang: str, size: str) -> None:
    page = open_page("/", lang=lang, size=SIZES[size], java_script_enabled=False)
    picture = page.locator(".still img")
    expect(picture).to_be_visible()
    width = picture.bounding_box()
    assert width is not None
    assert width["width"] > 600, "large enough to be read; a phone scrolls it"
    expect(page.locator(".still figcaption")).to_be_visible()
    for dead in ("#play", "#sentence", "#intro", ".panel"):
        expect(page.locator(dead).first).to_be_hidden()


@every_language
def test_reduced_motion_opens_with_everything_read_and_says_the_keys(open_page: Callable[..., Page], lang: str) -> None:
    page = ready(open_page("/", motion="reduce", lang=lang))
    assert moment(page) == 4
    assert not playing(page)
    assert "←" in caption(page)[1]
    assert "→" in caption(page)[1]
    page.keyboard.press("ArrowRight")
    assert moment(settled(page)) == 5
    assert "←" not in caption(page)[1]
