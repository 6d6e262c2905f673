"""No two texts of the chain touch: on many runs, at many widths, in every phase of the way back."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES
from tests.browser.seeing import visit
from tests.quick import examples

OpenPage = Callable[..., Page]

RUNS = examples(120)
"""How many networks are drawn in each language."""
WIDTHS = (342, 720, 796, 1032, 1376, 1872)
"""Stages in windows of 390, 768, 844, 1080, 1440 and 1920 px."""
NEAR = 1.5
"""Two texts on one line are at least this many px apart."""

EASEL = r"""async near => {
  const base = document.body.dataset.static;
  const module = name => import(`${base}/js/${name}.js`);
  const names = ['run/facts', 'page/api', 'page/address', 'scenes/unrolled', 'scenes/layout', 'pen/svg', 'words/i18n'];
  const modules = await Promise.all(names.map(module));
  const [{ learn }, { complete }, { DEFAULTS }, { draw }, { layout }, { patch }, { speak }] = modules;
  learn(await (await fetch('/cells')).json());
  await speak(document.documentElement.lang, base);
  const frame = document.createElement('div');
  Object.assign(frame.style, {position: 'fixed', inset: '0', zIndex: '99', background: 'var(--paper)'});
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'scene');
  frame.append(svg);
  document.body.append(frame);
  const include = 'inputs,gates,gradients,parameters,predictions';

  const seen = text => {
    for (let e = text; e !== svg; e = e.parentElement) if (Number(getComputedStyle(e).opacity) < 0.1) return false;
    return true;
  };
  // letters reach neither the top nor the foot of their line
  function boxesOf(text) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node; (node = walker.nextNode());) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, top, height } = range.getBoundingClientRect();
      if (right - left > 0.5) found.push({text, left, right, top: top + 0.22 * height, bottom: top + 0.8 * height});
    }
    return found;
  }
  const classOf = text => text.getAttribute('class') ?? text.parentElement.getAttribute('class');
  const name = ({ text }) => `${classOf(text)} “${text.textContent}”`;
  const touching = width => {
    // rolled up, rows of the memory lie under one another
    const texts = [...svg.querySelectorAll('text')].filter(text => !text.closest('.remembered') && seen(text));
    const boxes = texts.flatMap(boxesOf).filter(({ left, right }) => right > 0 && left < width);
    boxes.sort((a, b) => a.left - b.left);
    const found = [];
    boxes.forEach((a, i) => {
      for (let j = i + 1; j < boxes.length && boxes[j].left < a.right + near; j++) {
        const b = boxes[j];
        if (a.text === b.text || a.bottom <= b.top || b.bottom <= a.top) continue;
        found.push(`${name(a)} and ${name(b)}`);
      }
    });
    return found;
  };
  window.touching = async (fields, views) => {
    const answer = await fetch(`/step?${new URLSearchParams({include, ...fields})}`);
    if (!answer.ok) return [`${answer.status}`];
    const run = complete(await answer.json(), {...DEFAULTS, ...fields});
    const found = [];
    for (const {width, low, unrolled, share} of views) {
      const at = layout(run, width, low);
      svg.style.width = `${width}px`;
      svg.setAttribute('height', Math.ceil(at.height));
      const u = share * 2 * run.tokens.length;
      patch(svg, draw(run, u, {at, scheme: 'light', unrolled}));
      const where = `${width}px${low ? ' low' : ''} r=${unrolled} u=${u.toFixed(2)}`;
      for (const each of new Set(touching(width))) found.push(`${where}: ${each}`);
    }
    return found;
  };
}"""


def network(draw: random.Random) -> dict[str, Any]:
    """A network and a sentence, of every kind that the page shows, whose gradients may vanish or explode."""
    T = draw.choice([1, 2, 3, 4, 4, 5, 8, 12])
    fields: dict[str, Any] = {
        "sentence": " ".join(draw.choice(["i", "am", "boy", "extraordinary", "나는", "소년이다"]) for _ in range(T)),
        "cell": draw.choice(["rnn", "gru", "lstm"]),
        "hidden_size": draw.choice([1, 2, 3, 5, 8, 8, 8, 12, 16, 24, 64]),
        "input_size": draw.choice([1, 2, 4, 4, 8, 12]),
        "seed": draw.randrange(1000),
    }
    if draw.random() < 0.7:
        fields["spectral_radius"] = draw.choice([0.01, 0.1, 0.3, 0.7, 1, 1.5, 2.5, 4])
    if fields["cell"] == "rnn":
        fields["nonlinearity"] = draw.choice(["tanh", "tanh", "relu", "identity"])
    if draw.random() < 0.3:
        fields["num_layers"] = draw.choice([2, 3])
        fields["layer"] = draw.randrange(fields["num_layers"])
    if draw.random() < 0.3:
        fields["bidirectional"] = "true"
        fields["direction"] = draw.choice(["forward", "backward"])
    fields["objective"] = draw.choice(["recall", "recall", "sum", *(["next-token"] if T > 1 else [])])
    if draw.random() < 0.25 and fields["objective"] != "next-token":
        fields["loss_at"] = draw.randrange(T)
    if draw.random() < 0.2 and "bidirectional" not in fields:
        fields["truncate"] = draw.randint(1, T)
    return fields


def views(draw: random.Random) -> list[dict[str, Any]]:
    """Stages of every width, and moments of each: most on the way back."""
    found: list[dict[str, Any]] = []
    for width in WIDTHS:
        low = draw.random() < 0.3
        shares = (draw.uniform(0, 0.5), 0.5, draw.uniform(0.5, 1), draw.uniform(0.5, 1), 1)
        found += [{"width": width, "low": low, "unrolled": 1, "share": share} for share in shares]
    found.append({"width": draw.choice(WIDTHS), "low": False, "unrolled": 0, "share": draw.uniform(0, 1)})
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_texts_of_the_chain_touch(open_page: OpenPage, lang: str) -> None:
    """As their letters are drawn: not as a table of widths supposes."""
    draw = random.Random(f"lettering {lang}")
    page = visit(open_page(lang=lang), f"/?sentence=i&lang={lang}")
    page.evaluate(EASEL, NEAR)
    wrong: dict[str, list[str]] = {}
    for _ in range(RUNS):
        fields = network(draw)
        if found := page.evaluate("([fields, views]) => window.touching(fields, views)", [fields, views(draw)]):
            wrong[str(fields)] = found
    assert not wrong, "\n".join(f"{fields}\n  " + "\n  ".join(found[:6]) for fields, found in list(wrong.items())[:20])
