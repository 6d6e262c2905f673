"""The text as the chart, the overview above the timeline, and texts too long for one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, Watch, every_scheme

OpenPage = Callable[..., Page]

SENTENCE = "the cat sat on the mat, and slept."
"""Ten tokens."""
READY = "body[data-ready]"
SHOWN = """async ({module, name, args}) => {
  const base = document.body.dataset.static;
  return (await import(`${base}/js/${module}.js`))[name](...args);
}"""


def opened(open_page: OpenPage, path: str, **options: Any) -> Page:
    """Open a page and wait until it listens."""
    page = open_page(path, **options)
    page.wait_for_selector(READY)
    return page


def steps(page: Page, query: str) -> list[dict[str, Any]]:
    """What /step says itself."""
    answer: list[dict[str, Any]] = page.request.get(f"/step?{query}").json()["steps"]
    return answer


def ours(page: Page, module: str, name: str, *args: object) -> Any:
    """The answer of one of the page's own functions."""
    return page.evaluate(SHOWN, {"module": module, "name": name, "args": args})


def shades(page: Page) -> list[list[str]]:
    """Background and ink of each token."""
    found: list[list[str]] = page.eval_on_selector_all(
        ".token", "all => all.map(e => [e.style.backgroundColor, e.style.color])"
    )
    return found


def rgb(page: Page, css: str) -> str:
    """A colour as the browser writes it."""
    text: str = page.evaluate("css => { const e = new Option(); e.style.color = css; return e.style.color; }", css)
    return text


@every_scheme
def test_shades_are_the_scale_of_the_numbers_of_step(open_page: OpenPage, scheme: str) -> None:
    query = f"sentence={SENTENCE.replace(' ', '+')}&seed=3&hidden_size=5"
    page = opened(open_page, f"/?{query}&view=sentence&unit=2&u=6", scheme=scheme)
    told = steps(page, query)
    assert len(told) == 10
    for t, (fill, ink) in enumerate(shades(page)):
        if t >= 6:
            assert (fill, ink) == ("", "")
            continue
        value = told[t]["h"][2]
        assert fill == ours(page, "pen/colours", "colour", value, scheme)
        assert ink == rgb(page, ours(page, "pen/colours", "ink", value, scheme))


def test_the_gradient_shades_the_text_as_it_comes_back(open_page: OpenPage) -> None:
    query = f"sentence={SENTENCE.replace(' ', '+')}&hidden_size=5"
    page = opened(open_page, f"/?{query}&view=sentence&u=14")
    page.select_option("#shade", "gradient")
    told = steps(page, query)
    for t, (fill, _) in enumerate(shades(page)):
        log10 = told[t]["log10_grad_norm"]
        assert fill == (ours(page, "pen/colours", "gradientColour", log10, "light") if t >= 6 else "")


def test_a_token_opens_in_the_chain(open_page: OpenPage) -> None:
    page = opened(open_page, f"/?sentence={SENTENCE.replace(' ', '+')}&view=sentence&u=3")
    expect(page.locator(".token.now")).to_have_text("sat")
    page.locator(".token", has_text="mat").click()
    expect(page.locator("button[data-view=unrolled]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".chip.active")).to_have_text("mat")
    expect(page.locator("#timeline")).to_have_attribute("aria-valuenow", "6")


def test_the_text_is_one_stop_and_arrows_are_time(open_page: OpenPage) -> None:
    page = opened(open_page, f"/?sentence={SENTENCE.replace(' ', '+')}&view=sentence&u=3")
    page.locator("#text-view .page").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".token.now")).to_have_text("on")
    page.keyboard.press("Enter")
    expect(page.locator("button[data-view=unrolled]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#timeline")).to_have_attribute("aria-valuenow", "4")


def test_line_ends_emoji_and_syllables_stay_where_they_are(open_page: OpenPage) -> None:
    text = "한글 a\n\n👩🏽‍🚀  b"
    page = opened(open_page, "/?view=sentence&u=0")
    page.fill("#sentence", text)
    expect(page.locator(".token").first).to_have_text("한글")
    assert page.evaluate("[...document.querySelectorAll('.token')].map(e => e.firstChild.data)") == [
        "한글",
        "a",
        "👩🏽‍🚀",
        "b",
    ]
    page.goto("/?sentence=한글+a&tokenizer=jamo&view=sentence&u=0")
    expect(page.locator(".syllable")).to_have_count(2)
    expect(page.locator(".syllable").first.locator(".token")).to_have_count(3)


def test_the_overview_is_dragged_like_the_line_and_a_row_picks_its_unit(open_page: OpenPage) -> None:
    query = f"sentence={SENTENCE.replace(' ', '+')}&hidden_size=6"
    page = opened(open_page, f"/?{query}&u=0")
    box = page.locator("canvas.states").bounding_box()
    assert box
    row = box["height"] / 6
    at = (box["x"] + box["width"] * 0.55, box["y"] + row * 4.5)
    page.mouse.move(*at)
    told = steps(page, query)[5]
    expect(page.locator(".time .tip")).to_have_text(
        f"unit 4 · “{told['token']}” · {ours(page, 'pen/numbers', 'short', told['h'][4])}"
    )
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("#unit")).to_have_value("4")
    expect(page.locator("#timeline")).to_have_attribute("aria-valuenow", re.compile(r"^5\.(49|5|51)$"))
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + row * 0.5, steps=4)
    page.mouse.up()
    expect(page.locator("#timeline")).to_have_attribute("aria-valuenow", re.compile(r"^2\.(49|5|51)$"))
    expect(page.locator("#unit")).to_have_value("4")


def test_the_overview_has_the_colours_of_the_numbers(open_page: OpenPage) -> None:
    page = opened(open_page, "/?u=0")
    told = steps(page, "sentence=i+am+a+boy&seed=1390")
    pick = """() => { const c = document.querySelector('canvas.states'), r = c.height / 8;
      const {data} = c.getContext('2d').getImageData(0, 0, c.width, c.height);
      const at = (t, j) => 4 * (c.width * Math.floor(r * j + r / 3) + Math.floor(c.width * (t + .5) / 4));
      return [0, 1, 2, 3].map(t => [...Array(8).keys()].map(j => [...data.slice(at(t, j), at(t, j) + 3)])); }"""
    pixels = page.evaluate(pick)
    for t, step in enumerate(told):
        for j, value in enumerate(step["h"]):
            css = ours(page, "pen/colours", "colour", value, "light")
            assert f"rgb({', '.join(map(str, pixels[t][j]))})" == css


LONG = "\n\n".join(" ".join(f"word{i * 40 + j}" for j in range(40)) for i in range(30))
"""1,200 words in thirty paragraphs."""


def paste(page: Page, text: str) -> None:
    """Put a text into the sentence box as the clipboard would."""
    page.locator("#sentence").focus()
    page.evaluate("document.activeElement.select()")
    page.evaluate(
        """text => { const a = document.activeElement;
          a.dispatchEvent(new ClipboardEvent('paste', {bubbles: true}));
          document.execCommand('insertText', false, text); }""",
        text,
    )


def test_a_pasted_page_opens_as_text_and_moves_nothing(open_page: OpenPage) -> None:
    page = opened(open_page, "/?u=2")
    before = page.locator("#stage .sights").bounding_box()
    paste(page, LONG)
    expect(page.locator("#count")).to_contain_text("1,200")
    expect(page.locator("button[data-view=sentence]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".token")).to_have_count(1200)
    assert page.locator("#sentence").input_value() == LONG
    after = page.locator("#stage .sights").bounding_box()
    assert before
    assert after
    assert before["y"] == after["y"]


def test_a_long_text_goes_by_post_and_survives_a_reload_outside_the_address(open_page: OpenPage, watch: Watch) -> None:
    watch.expect("preloaded")  # the server cannot know that the tab has another text
    page = opened(open_page, "/?u=2")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        paste(page, LONG)
    assert json.loads(sent.value.post_data or "")["sentence"] == LONG
    expect(page.locator("#count")).to_contain_text("1,200")
    page.keyboard.press("Escape")
    page.locator("#timeline").focus()
    page.keyboard.press("End")
    page.wait_for_url(re.compile("u=2400"))
    assert "sentence" not in page.evaluate("new URLSearchParams(location.search).has('sentence') ? 'sentence' : ''")
    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator("#count")).to_contain_text("1,200")
    assert page.locator("#sentence").input_value() == LONG


@pytest.mark.parametrize("view", ["sentence", "unrolled"])
def test_the_word_under_the_playhead_is_in_view_when_the_text_comes(open_page: OpenPage, view: str) -> None:
    words = "+".join(f"word{i}" for i in range(200))
    page = opened(open_page, f"/?sentence={words}&view={view}&u=150.5", size=SIZES["phone"])
    page.locator("button[data-view=sentence]").click()
    word, around = page.locator(".token.now"), page.locator("#text-view .page")
    expect(word).to_have_text("word150")
    page.wait_for_function("() => document.querySelector('#text-view .page').scrollTop > 0")
    inner, outer = word.bounding_box(), around.bounding_box()
    assert inner
    assert outer
    assert outer["y"] < inner["y"] < outer["y"] + outer["height"] - inner["height"]


def test_the_playhead_keeps_its_word_in_view_and_the_window_still(open_page: OpenPage) -> None:
    page = opened(open_page, "/?u=2")
    paste(page, LONG)
    expect(page.locator(".token")).to_have_count(1200)
    inside = """() => { const t = document.querySelector('.token.now').getBoundingClientRect(),
      p = document.querySelector('#text-view .page').getBoundingClientRect();
      return t.top >= p.top && t.bottom <= p.bottom; }"""
    for key in ("End", "Home"):
        page.locator("#timeline").focus()
        page.keyboard.press(key)
        page.wait_for_function(inside)
    page.keyboard.press("ArrowRight")
    line = page.locator("#timeline").bounding_box()
    assert line
    page.mouse.click(line["x"] + line["width"] * 0.3, line["y"] + 48)
    page.wait_for_function(inside)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_the_text(
    open_page: OpenPage, axe: Callable[[Page], list[str]], size: tuple[int, int]
) -> None:
    page = opened(open_page, "/?sentence=the+cat+sat+on+the+mat&view=sentence&u=9&unit=1", size=size, bypass_csp=True)
    assert axe(page) == []


def test_a_pasted_page_has_the_focus_and_the_box_shuts(open_page: OpenPage) -> None:
    page = opened(open_page, "/?u=2", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", LONG)
    page.locator("#sentence").press("Control+a")
    page.keyboard.press("Control+v")
    expect(page.locator("#text-view .page")).to_be_focused()
    box = page.locator(".sentence .box").bounding_box()
    assert box
    assert box["height"] < 60
    page.keyboard.press("Space")
    assert page.locator("#sentence").input_value() == LONG


@pytest.mark.parametrize("key", ["Enter", "+"])
def test_where_the_text_goes_the_timeline_has_the_focus(open_page: OpenPage, key: str) -> None:
    page = opened(open_page, f"/?sentence={SENTENCE.replace(' ', '+')}&view=sentence&u=3")
    page.locator("#text-view .page").press(key)
    expect(page.locator("#text-view .page")).to_be_hidden()
    expect(page.locator("#timeline")).to_be_focused()


def test_an_emptied_unit_says_again_what_is_looked_at(open_page: OpenPage) -> None:
    page = opened(open_page, f"/?sentence={SENTENCE.replace(' ', '+')}&view=sentence&u=3&unit=5")
    page.locator("#unit").fill("")
    expect(page.locator("#unit")).to_have_value("")
    page.locator("#timeline").focus()
    expect(page.locator("#unit")).to_have_value("5")


def test_a_vanished_word_loses_its_ink_and_keeps_its_voice(open_page: OpenPage) -> None:
    query = f"sentence={SENTENCE.replace(' ', '+')}&spectral_radius=0.02"
    page = opened(open_page, f"/?{query}&view=sentence&u=20")
    told = [step["log10_grad_norm"] for step in steps(page, query)]
    first = page.locator(".token").nth(1)
    assert told[1] < -9
    expect(first).to_have_class(re.compile("vanished"))
    expect(first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    alpha = "e => Number(/\\/ ([.0-9]+)\\)$/.exec(getComputedStyle(e).color)?.[1] ?? 1)"
    assert first.evaluate(alpha) == pytest.approx(0.35, abs=0.01)
    whole = [t for t, log10 in enumerate(told) if log10 >= -6]
    for t in whole:
        expect(page.locator(".token").nth(t)).not_to_have_class(re.compile("vanished"))
    # a voice has the text itself, and a pointer makes the word whole
    expect(page.locator(".prose")).to_have_attribute("aria-hidden", "true")
    expect(page.locator(".copy")).to_have_text(SENTENCE)
    first.hover()
    page.wait_for_function("() => !getComputedStyle(document.querySelectorAll('.token')[1]).color.includes('/')")
    page.keyboard.press("Home")
    expect(page.locator(".prose")).not_to_have_attribute("aria-hidden", "true")


def test_a_gradient_of_exactly_zero_is_hollow_and_struck(open_page: OpenPage) -> None:
    page = opened(open_page, f"/?sentence={SENTENCE.replace(' ', '+')}&loss_at=4&view=sentence&u=20")
    for t in range(10):
        zero = re.compile(r"\bzero\b")
        token = page.locator(".token").nth(t)
        if t > 4:
            expect(token).to_have_class(zero)
            expect(token).to_have_css("text-decoration-line", "line-through")
        else:
            expect(token).not_to_have_class(zero)
    page.locator(".token").nth(7).hover()
    expect(page.locator(".reading")).to_contain_text("gradient 0: no path leads there")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_few_words_are_one_line_over_the_threads_of_their_chain(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = opened(open_page, "/?view=sentence&u=4&sentence=i+am+a+boy", size=size)
    expect(page.locator(".text-threads .A")).to_have_count(4)
    words = page.evaluate("[...document.querySelectorAll('.token')].map(e => e.getBoundingClientRect().toJSON())")
    cells = page.evaluate(
        "[...document.querySelectorAll('.text-threads .A')].map(e => e.getBoundingClientRect().toJSON())"
    )
    assert len({round(word["top"]) for word in words}) == 1
    for word, cell in zip(words, cells, strict=True):
        assert (word["left"] + word["right"]) / 2 == pytest.approx((cell["left"] + cell["right"]) / 2, abs=1)
        assert word["bottom"] < cell["top"]
    assert words[0]["left"] >= 0
    assert words[-1]["right"] <= size[0]
    letters = page.locator(".prose").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert letters > (60 if size[0] > 700 else 36)


def test_the_legend_of_a_short_text_is_the_choice_of_its_shade(open_page: OpenPage) -> None:
    page = opened(open_page, "/?view=sentence&u=4&sentence=i+am+a+boy")
    expect(page.locator("#shade")).to_be_hidden()
    page.select_option("#legend-shade", "norm")
    told = steps(page, "sentence=i+am+a+boy")
    for t, word in enumerate(page.locator(".token .number").all_inner_texts()):
        assert word == f"{sum(v * v for v in told[t]['h']) ** 0.5:.2f}"
    page.fill("#sentence", SENTENCE)
    expect(page.locator("#shade")).to_be_visible()
    expect(page.locator("#legend-shade")).to_be_hidden()
    expect(page.locator(".text-threads *")).to_have_count(0)


def test_a_thread_under_the_text_lights_its_unit_and_keeps_it(open_page: OpenPage) -> None:
    page = opened(open_page, "/?view=sentence&u=4&sentence=i+am+a+boy")
    thread = page.locator('.text-threads .link [data-unit="7"]').first
    box = thread.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#timeline rect.row")).to_have_count(2)
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile("unit=7"))


@pytest.mark.parametrize(
    ("text", "order"),
    [("אני ילד קטן", [2, 1, 0]), ("אני very small ילד", [3, 1, 2, 0]), ("i am ילד קטן", [0, 1, 3, 2])],
    ids=["hebrew", "mixed", "english"],
)
def test_a_text_that_is_written_to_the_left_stands_so(open_page: OpenPage, text: str, order: list[int]) -> None:
    """From left to right stand the tokens as the line of a book has them; so do those below the sentence."""
    page = opened(open_page, f"/?sentence={text.replace(' ', '+')}&view=sentence&u=4")
    way = "rtl" if order[0] else "ltr"
    expect(page.locator("#text-view .token")).to_have_count(len(order))
    for selector in ("#text-view .token", ".underlines span"):
        lefts = page.locator(selector).evaluate_all("all => all.map(e => e.getBoundingClientRect().left)")
        assert sorted(range(len(lefts)), key=lefts.__getitem__) == order
    for selector in ("#text-view .prose", "#sentence"):
        assert page.locator(selector).evaluate("e => getComputedStyle(e).direction") == way
