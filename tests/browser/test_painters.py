"""The two painters of a picture: the document and the canvas above it paint the same marks, and pointing finds them."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import SCHEMES, Scheme, Watch
from tests.browser.seeing import address, query, ready, visit

OpenPage = Callable[..., Page]

WIDTH = 1376
"""The stage of a window 1440 px wide."""
EDGE = 150
"""What the window's edge cuts has its words where it passes."""
SAME = 40
"""Two pixels differ where a channel differs by more than this of 255: edges are smoothed a little otherwise."""
MOST_DIFFERENT = 0.0025
"""The share of pixels that may."""

EASEL = """async ({fields, scheme, width}) => {
  const base = document.body.dataset.static;
  const module = name => import(`${base}/js/${name}.js`);
  const [{ learn }, { inReadingOrder }] = await Promise.all(['run/facts', 'run/reading-order'].map(module));
  const [{ draw }, { layout }] = await Promise.all(['scenes/unrolled', 'scenes/layout'].map(module));
  const pens = ['pen/picture', 'pen/surface', 'pen/svg', 'pen/tiles'];
  const [{ parted, pictureIn }, { surfaceOver }, { patch }, { passing }] = await Promise.all(pens.map(module));
  const json = async path => (await fetch(path)).json();
  learn(await json('/cells'));
  const include = 'inputs,gates,gradients,parameters,predictions';
  const run = inReadingOrder(await json(`/step?${new URLSearchParams({include, ...fields})}`));
  const frame = document.createElement('div');
  Object.assign(frame.style, {position: 'fixed', inset: '0', zIndex: '99', background: 'var(--paper)'});
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'scene');
  const at = layout(run, width);
  svg.setAttribute('height', Math.ceil(at.height));
  svg.style.width = `${width}px`;
  frame.append(svg);
  document.body.append(frame);
  const surface = surfaceOver(svg);
  const twoFrames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  await twoFrames();
  const picture = pictureIn(svg, () => surface);
  window.filmed = async (from, to, frames, passes = false) => {
    surface.clear();
    patch(svg, []);
    const painter = passes ? passing() : null;
    for (let i = 0; i <= frames; i++) {
      const u = from + (to - from) * i / frames;
      if (passes && i > 0) picture.prepare(draw(run, u, {at, scheme, unrolled: 1, passes}));
      picture.show(draw(run, u, {at, scheme, unrolled: 1, passes}), true, scheme, painter);
      if (passes) await twoFrames(); // its strips are images, which come a moment later
    }
    await twoFrames();
    return at.height;
  };
  window.easel = async (painter, u, unrolled, missing = -1) => {
    const marks = draw(run, u, {at, scheme, unrolled});
    picture.show([], false);
    patch(svg, painter === 'document' ? marks : []);
    surface.clear();
    if (painter === 'canvas') {
      const {around, parts} = parted(marks);
      surface.follow(null, around, [], scheme);
      const followed = surface.follow([], around, parts, scheme);
      followed.places.forEach((place, i) => { place.away = i !== missing; });
      surface.paint(followed);
    }
    await twoFrames();
    return at.height;
  };
}"""

DIFFERENCE = """async ([one, other, same]) => {
  const pixels = async text => {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  let differ = 0;
  for (let i = 0; i < a.length; i += 4)
    if ([0, 1, 2].some(c => Math.abs(a[i + c] - b[i + c]) > same)) differ++;
  return differ / (a.length / 4);
}"""


def painted(page: Page, painter: str, u: float, unrolled: float = 1, missing: int = -1) -> str:
    """A picture by one of the painters, as base64 of a PNG; the canvas leaves out the part `missing`."""
    height = page.evaluate("asked => easel(...asked)", [painter, u, unrolled, missing])
    clip: FloatRect = {"x": 0, "y": 0, "width": WIDTH, "height": height}
    return base64.b64encode(page.screenshot(clip=clip)).decode()


def difference(page: Page, one: str, other: str) -> float:
    """The share of pixels that differ between two pictures."""
    share: float = page.evaluate(DIFFERENCE, [one, other, SAME])
    return share


LONG = " ".join(f"w{i}" for i in range(30))
CASES: list[tuple[dict[str, Any], list[tuple[float, float]]]] = [
    ({"sentence": "i am a boy"}, [(0, 1), (0.2, 1), (0.45, 1), (1.85, 1), (3.3, 1), (4.1, 1), (5.9, 1), (8, 1)]),
    ({"sentence": "i am a boy", "cell": "lstm"}, [(1.15, 1), (1.9, 1), (4.6, 1), (6.8, 1), (2.9, 0.6), (5.8, 0)]),
    ({"sentence": "i am a boy", "cell": "gru", "objective": "next-token"}, [(2.7, 1), (4.2, 1), (7.4, 1), (1.8, 0)]),
    ({"sentence": LONG, "hidden_size": 64}, [(7.6, 1), (41.2, 1)]),
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("fields", "moments"), CASES, ids=["rnn", "lstm", "gru", "long"])
def test_document_and_canvas_paint_the_same_marks(
    open_page: OpenPage, watch: Watch, fields: dict[str, Any], moments: list[tuple[float, float]], scheme: Scheme
) -> None:
    watch.expect("unknown message")
    page = ready(open_page(address(0), scheme=scheme))
    page.evaluate(EASEL, {"fields": fields, "scheme": scheme, "width": WIDTH})
    shares = {
        moment: difference(page, painted(page, "document", *moment), painted(page, "canvas", *moment))
        for moment in moments
    }
    assert {moment: share for moment, share in shares.items() if share > MOST_DIFFERENT} == {}


FILMS: list[tuple[dict[str, Any], list[tuple[float, float]]]] = [
    (
        {"sentence": "i am a boy"},
        [(1.1, 1.25), (1.4, 1.46), (1.6, 1.66), (1.7, 1.9), (5.2, 5.36), (5.5, 5.6), (5.7, 5.9)],
    ),
    ({"sentence": "i am a boy", "cell": "lstm"}, [(1.1, 1.25), (1.4, 1.6), (1.6, 1.72), (5.1, 5.3), (5.4, 5.7)]),
    ({"sentence": LONG, "hidden_size": 64}, [(7.2, 7.6), (41.2, 41.8)]),
]


@pytest.mark.parametrize(("fields", "stretches"), FILMS, ids=["rnn", "lstm", "long"])
def test_what_plays_looks_like_what_rests(
    open_page: OpenPage, watch: Watch, fields: dict[str, Any], stretches: list[tuple[float, float]]
) -> None:
    """Some of it is on the canvas, some below it in the document, and together they are the picture."""
    watch.expect("unknown message")
    page = ready(open_page(address(0)))
    page.evaluate(EASEL, {"fields": fields, "scheme": "light", "width": WIDTH})
    shares = {}
    for begins, ends in stretches:
        height = page.evaluate("asked => filmed(...asked)", [begins, ends, 12])
        clip: FloatRect = {"x": 0, "y": 0, "width": WIDTH, "height": height}
        playing = base64.b64encode(page.screenshot(clip=clip)).decode()
        shares[begins, ends] = difference(page, painted(page, "document", ends), playing)
    assert {stretch: share for stretch, share in shares.items() if share > MOST_DIFFERENT} == {}


PASSING: list[tuple[str, list[tuple[float, float]]]] = [
    ("rnn", [(7, 8), (7.05, 9.6), (12.2, 12.9), (41.1, 42), (44.2, 45)]),
    ("gru", [(7, 9), (12.2, 12.9), (42, 43)]),
    ("lstm", [(7, 8), (41.3, 42.5)]),
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cell", "stretches"), PASSING, ids=[cell for cell, _ in PASSING])
def test_what_passes_looks_like_what_rests(
    open_page: OpenPage, watch: Watch, cell: str, stretches: list[tuple[float, float]], scheme: Scheme
) -> None:
    """All of it is on the canvas, copied from what was painted before: within a step's width of the edges, too."""
    watch.expect("unknown message")
    page = ready(open_page(address(0), scheme=scheme))
    page.evaluate(
        EASEL, {"fields": {"sentence": LONG, "hidden_size": 64, "cell": cell}, "scheme": scheme, "width": WIDTH}
    )
    shares = {}
    for begins, ends in stretches:
        height = page.evaluate("asked => filmed(...asked)", [begins, ends, 6, True])
        clip: FloatRect = {"x": EDGE, "y": 0, "width": WIDTH - 2 * EDGE, "height": height}
        passing = base64.b64encode(page.screenshot(clip=clip)).decode()
        page.evaluate("asked => easel(...asked)", ["document", ends, 1])
        resting = base64.b64encode(page.screenshot(clip=clip)).decode()
        shares[begins, ends] = difference(page, resting, passing)
    assert {stretch: share for stretch, share in shares.items() if share > MOST_DIFFERENT} == {}


def test_a_missing_mark_would_be_seen(open_page: OpenPage, watch: Watch) -> None:
    watch.expect("unknown message")
    page = ready(open_page(address(0)))
    page.evaluate(EASEL, {"fields": {"sentence": "i am a boy"}, "scheme": "light", "width": WIDTH})
    whole = painted(page, "document", 1.85)
    assert difference(page, whole, painted(page, "canvas", 1.85)) <= MOST_DIFFERENT
    for part in range(6, 10):  # the four steps
        assert difference(page, whole, painted(page, "canvas", 1.85, missing=part)) > MOST_DIFFERENT, part


def playing(page: Page) -> None:
    """Let it play slowly from the start, until the canvas has marks."""
    page.locator("#speed").select_option("0.25")
    page.locator("#stage").focus()
    page.keyboard.press("Home")
    page.locator("#play").click()
    expect(page.locator("#stage .on-canvas").first).to_be_attached()


def test_what_moves_is_on_the_canvas_and_at_rest_all_is_in_the_document(page: Page) -> None:
    visit(page, address(1))
    playing(page)
    assert page.locator("#stage .scene .cell:not(.on-canvas):not(:has(.on-canvas))").count() > 0, "what rests stays"
    page.locator("#play").click()
    expect(page.locator(".on-canvas")).to_have_count(0)
    ink = """canvas => canvas.width > 0
        && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((v) => v > 0)"""
    for canvas in page.locator("canvas.surface").all():
        assert not canvas.evaluate(ink)


def test_a_long_chain_passes_on_the_canvas_and_rests_in_the_document(page: Page) -> None:
    visit(page, f"/?{urlencode({'sentence': ' '.join(f'w{i}' for i in range(200)), 'hidden_size': 64, 'u': 20})}")
    scene = page.locator("#stage .scene")
    before = scene.inner_html()
    told = page.locator("#lens").get_attribute("aria-valuetext")
    page.locator("#play").click()
    expect(scene).to_have_class(re.compile(r"\bpasses\b"))
    page.mouse.move(5, 5)
    page.wait_for_timeout(700)
    assert scene.evaluate("scene => getComputedStyle(scene).opacity") == "0"
    assert page.locator("#lens").get_attribute("aria-valuetext") == told, "nobody could follow it"
    page.keyboard.press("Space")
    expect(page.locator("#lens")).not_to_have_attribute("aria-valuetext", told or "")
    expect(scene).not_to_have_class(re.compile(r"\bpasses\b"))
    assert scene.inner_html() != before
    active = page.locator("#stage .chip.active")
    expect(active).to_have_count(1)
    assert active.text_content() == f"w{math.ceil(float(query(page)['u'])) - 1}", "the step that the address says"
    assert page.locator("#stage canvas[hidden]").count() <= 2, "what it was painted with has gone"


def test_pointing_finds_a_number_while_it_plays(page: Page) -> None:
    visit(page, address(1))
    playing(page)
    strip = page.locator('#stage [data-vector="x:0"]').bounding_box()
    assert strip
    page.mouse.move(strip["x"] + strip["width"] / 8, strip["y"] + strip["height"] / 2)
    page.mouse.move(strip["x"] + strip["width"] / 8 + 1, strip["y"] + strip["height"] / 2)
    expect(page.locator(".sights .tip")).to_contain_text("x₀[0] = ")
    expect(page.locator("#play")).to_have_class("playing")


def test_with_forced_colours_the_document_paints_alone(open_page: OpenPage) -> None:
    page = open_page(address(1))
    page.emulate_media(forced_colors="active")
    ready(page)
    page.locator("#play").click()
    page.wait_for_timeout(300)
    assert page.locator(".on-canvas").count() == 0
