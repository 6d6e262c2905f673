"""What a machine can see of a layout: small, clipped, overlapping texts, a page wider than its window, small targets.

`look(page)` gives one line a finding. Only what a reader sees counts: hidden elements, names for screen readers and
text cut away by a part that scrolls do not. The chain scrolls sideways with the playhead, the underlines with the
sentence.
"""

from __future__ import annotations

from playwright.sync_api import Page

LEAST_TEXT = 12
"""Pixels. Indices, powers and the parts of formulas may be smaller, down to LEAST_INDEX."""
LEAST_INDEX = 8.5
LEAST_TARGET = 24

LOOK = r"""
({leastText, leastIndex, leastTarget}) => {
  const findings = new Set();
  const say = (kind, what) => findings.add(`${kind}: ${what}`);

  const visible = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !chain(element).some(e => Number(getComputedStyle(e).opacity) < 0.15);
  function chain(element) {
    const all = [];
    for (let e = element; e; e = e.parentElement) all.push(e);
    return all;
  }
  const unseen = element => chain(element).some(e => {
    if (e === document.body || e instanceof SVGElement || getComputedStyle(e).overflow === 'visible') return false;
    const {width, height} = e.getBoundingClientRect();
    return width <= 2 || height <= 2;
  });

  // what the parts around leave of a box, and whether one that does not scroll took from it
  function window_(element, box) {
    let {left, top, right, bottom} = box;
    let cut = null;
    for (const e of chain(element).slice(1)) {
      if (e === document.body || e === document.documentElement) break;
      const style = getComputedStyle(e);
      const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible' || style.overflow !== 'visible';
      if (!clips || style.display === 'inline' && !(e instanceof SVGSVGElement)) continue;
      const edge = e.getBoundingClientRect();
      const [wide, high] = [right - left, bottom - top];
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
      if (right <= left || bottom <= top) return {gone: true};
      const sideways = /auto|scroll/.test(style.overflowX) || e.matches('.scene, .line');
      const upwards = /auto|scroll/.test(style.overflowY);
      // less than half of its height, where one scrolls to the rest, is no word
      if (upwards && bottom - top < 0.5 * high) return {gone: true};
      if (!sideways && right - left < 0.95 * wide || !upwards && bottom - top < 0.85 * high) cut ??= e;
    }
    return {left, top, right, bottom, cut};
  }

  const pixels = element => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const matrix = element.ownerSVGElement && element.getScreenCTM?.();
    return matrix ? size * Math.hypot(matrix.b, matrix.d) : size;
  };
  const isIndex = element => element.closest('math, sub, sup') || element.tagName === 'tspan';
  const skipped = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'OPTION', 'TITLE', 'title', 'desc']);

  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (!text || skipped.has(element.tagName) || !visible(element) || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const name = `“${text.slice(0, 30)}”`;
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const seen = window_(element, box);
      if (seen.gone) continue;
      const size = pixels(element);
      if (size < (isIndex(element) ? leastIndex : leastText) - 0.1) say('small', `${name} has ${size.toFixed(1)} px`);
      if (seen.cut) say('clipped', `${name} by ${seen.cut.tagName} ${seen.cut.getAttribute('class') ?? ''}`);
      const [from, to] = [seen.left, seen.right].map(Math.round);
      if (from < -1 || to > innerWidth + 1) say('outside', `${name} at ${from}…${to}`);
      boxes.push({...seen, element, name, root: element.closest('text, math') ?? element});
    }
  }

  // two texts over one another, where neither lies below something opaque
  const covered = (a, b, x, y) => {
    const stack = document.elementsFromPoint(x, y);
    const [i, j] = [a, b].map(box => stack.findIndex(e => e === box.element || e.contains(box.element)));
    if (i < 0 || j < 0) return true;
    return stack.slice(Math.min(i, j), Math.max(i, j)).some(e => {
      const {backgroundColor: paint, fill} = getComputedStyle(e);
      return e instanceof SVGElement ? e.tagName !== 'text' && fill !== 'none' : !/, 0\)$|transparent/.test(paint);
    });
  };
  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom; j++) {
      const b = boxes[j];
      if (a.root === b.root || a.element.contains(b.element) || b.element.contains(a.element)) continue;
      const [left, right] = [Math.max(a.left, b.left), Math.min(a.right, b.right)];
      const [top, bottom] = [b.top, Math.min(a.bottom, b.bottom)];
      if (right - left < 1.5 || bottom - top < 1.5) continue;
      const least = Math.min(...[a, b].map(box => (box.right - box.left) * (box.bottom - box.top)));
      if ((right - left) * (bottom - top) < 0.2 * least) continue;
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      // an opaque bar that sticks to the window's foot lies over what is behind it
      const [one, other] = [a, b].map(box => box.element.closest('.transport'));
      const bar = one !== other && getComputedStyle(one ?? other);
      if (bar && bar.position === 'sticky' && !/, 0\)$|transparent/.test(bar.backgroundColor)) continue;
      const drawn = a.element.ownerSVGElement && b.element.ownerSVGElement;
      if (!drawn && y > 0 && y < innerHeight && covered(a, b, x, y)) continue;
      say('overlap', `${a.name} and ${b.name} at ${Math.round(x)}, ${Math.round(y)}`);
    }
  });

  if (document.documentElement.scrollWidth > innerWidth + 1)
    say('sideways', `the page is ${document.documentElement.scrollWidth} px wide in ${innerWidth}`);

  const targets = 'button, a[href], input, select, textarea, [role=slider], [tabindex="0"]';
  for (const target of document.querySelectorAll(targets)) {
    if (!visible(target) || unseen(target) || target.parentElement.closest('svg')) continue;
    if (target.tagName === 'A' && getComputedStyle(target).display === 'inline') continue;
    const of = /checkbox|radio/.test(target.type) ? target.closest('label') ?? target : target;
    const {width, height} = of.getBoundingClientRect();
    if (width && Math.min(width, height) < leastTarget - 0.5)
      say('target', `${target.id || target.textContent.trim()} is ${Math.round(width)}×${Math.round(height)}`);
  }
  return [...findings];
}
"""


def look(page: Page) -> list[str]:
    """Everything that is wrong with the layout at this moment."""
    limits = {"leastText": LEAST_TEXT, "leastIndex": LEAST_INDEX, "leastTarget": LEAST_TARGET}
    found: list[str] = page.evaluate(LOOK, limits)
    return found


CROPPED = r"""
selectors => {
  const clips = element => {
    const {display, overflowX, overflowY} = getComputedStyle(element);
    return display !== 'inline' && (overflowX !== 'visible' || overflowY !== 'visible' || element.matches('svg.scene'));
  };
  const opaque = (over, element) => {
    for (let e = over; e && !e.contains(element); e = e.parentElement)
      if (!/, 0\)$|transparent/.test(getComputedStyle(e).backgroundColor)) return true;
    return false;
  };
  const wrong = element => {
    const box = element.getBoundingClientRect();
    let {left, top, right, bottom} = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      if (!clips(e)) continue;
      const edge = e.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    const cut = [left - box.left, top - box.top, box.right - right, box.bottom - bottom].map(Math.round);
    if (Math.max(...cut) > 3) return `cut by ${cut} px`;
    const shares = [0.05, 0.5, 0.95];
    for (const [x, y] of shares.flatMap(x => shares.map(y => [x, y]))) {
      const over = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
      const root = element.closest('svg') ?? element;
      if (over && !root.contains(over) && opaque(over, element)) return `under ${over.className}`;
    }
    return '';
  };
  return selectors.flatMap(selector => {
    const element = [...document.querySelectorAll(selector)].find(e => e.getBoundingClientRect().width > 0);
    const why = element ? wrong(element) : 'missing';
    return why ? [`${selector}: ${why}`] : [];
  });
}
"""


def cropped(page: Page, selectors: list[str]) -> list[str]:
    """Which of these is not wholly to be seen, and why: cut off, or under something opaque. Each names its first."""
    found: list[str] = page.evaluate(CROPPED, selectors)
    return found
