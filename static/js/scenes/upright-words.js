/**
 * What is written at each step of an upright chain: its word above x_t, the names of x_t and h_t, what A does, and beside
 * the river how much of what left L has come so far.
 * @import {Mark, Moment, Run, Step} from "../types.js"
 * @import {Layout, Options, Window} from "./layout.js"
 */
import { clamp, round } from "../pen/math.js";
import { sub } from "../pen/numbers.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { tokenText } from "../pen/token-text.js";
import { carried } from "../run/between.js";
import { isPlain } from "../run/facts.js";
import { passage, secondPassage } from "../run/passage.js";
import { BACKWARD, backwardDone, emitted, forwardDone, moment, phaseDone } from "../run/phases.js";
import { isAbove, isBelow } from "../run/reading-order.js";
import { t as say } from "../words/i18n.js";
import { asideOf, doing, nameOf } from "./box.js";
import { comes } from "./edges.js";
import { fallsAt } from "./fall.js";
import { joinsFromAbove } from "./joins.js";
import { centre, inView, slot, whole } from "./layout.js";
import { normWidth } from "./number-widths.js";
import { factorsOf, normText, shareOf, shareText, sourceLevel, written } from "./river-numbers.js";
import { down } from "./upright-layout.js";
import { beside } from "./upright-said.js";
import { mostIn } from "./water.js";
import { gridOf } from "./window-grid.js";

/** A word: its letters, its height, the air beside them, and the least that it is below the strip before, px. */
const CHIP = { size: 15, height: 26, padding: 10, top: 2 };
/** The size of "1/63", and of the power beside it, px: css/phone.css. */
const SIZE = { words: 17, power: 12, source: 12 };
/** From the middle of what joins to the foot of its name, where that is below it and above it, px. */
const JOIN = { below: 32, above: 24 };
/** From a river, or its bank, to what is written beside it, px; the least that is kept free of the middle. */
const [BESIDE, LEAST] = [8, 20];
/** Half of what the letter and the name of its function take, px. */
const RESTS = 26;
/** The room of a factor beside the river in A, px: its name, and what it leaves. */
const FACTOR = { name: 40, gain: 30 };

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} scroll
 * @param {Options} options
 * @returns {Mark[]}
 */
export function words(run, u, scroll, options) {
  const { at } = options;
  const [first, last] = inView(at, scroll);
  const now = moment(u, at.T);
  /** @type {Mark[]} */
  const found = [];
  for (let t = Number(first); t <= Number(last); t++) {
    const y = down(at, centre(at, t), scroll);
    const window = { from: -y, to: at.width - y };
    found.push(
      mark(
        "g",
        {
          key: `words ${slot(at, t)}`,
          class: now.backward ? "cell back" : "cell",
          transform: `translate(0 ${round(y)})`,
        },
        chip(run, t, now, { ...options, window }),
        ...names(t, u, at, window),
        ...inA(run, t, u, now, at, window),
        t + 1 < at.T && comesBack(run, t, u, at, window),
        joining(run, t, u, at, window),
        // on the way back numbers are in its place
        isAbove(run) && !now.backward && source(run, t, at, window),
        forwardDone(u, t) === 1 && beside(run, t, { ...options, window }),
      ),
    );
  }
  const begins = Number(first) === 0 && beginning(run, u, scroll, at);
  return begins ? [...found, begins] : found;
}

/** From the left edge to A, px. @param {Layout} at */
const boxLeft = (at) => at.height - at.boxTop - at.box.height;

/** A thumb needs this much, px; below a word x begins soon. */
const [THUMB, UNDER] = [44, 4];

/** What answers a thumb around a word. @param {number} width */
const around = (width) => ({
  x: round(-Math.max(width, THUMB) / 2),
  y: CHIP.height + UNDER - THUMB,
  width: round(Math.max(width, THUMB)),
  height: THUMB,
});

/** Where a word begins, from the middle of its A, px. @param {Layout} at */
const chipTop = (at) => Math.max(-at.pitch / 2 + CHIP.top, -(at.inputUnit * at.I) / 2 - CHIP.height - 4);

/** The word of a step, above x. @param {Run} run @param {number} t @param {Moment} now @param {Options} options */
function chip(run, t, now, { at, pointed, window }) {
  const token = tokenText(run.tokens[t]);
  const middle = at.height - at.inputTop - at.row / 2;
  const most = 2 * Math.min(middle, boxLeft(at) - 6 - middle);
  const text = fitted(token, CHIP.size, most - 2 * CHIP.padding);
  const width = Math.max(textWidth(text, CHIP.size) + 2 * CHIP.padding, CHIP.height);
  const state = now.t === t ? " active" : now.backward || now.t > t ? " read" : " ahead";
  const y = chipTop(at);
  return mark(
    "g",
    {
      key: "chip",
      class: `chip${state}${t === pointed ? " pointed" : ""}`,
      transform: `translate(${round(middle)} ${round(y)})`,
      "data-t": t,
    },
    text !== token && mark("title", {}, token),
    mark("rect", { class: "sensitive", ...around(width) }),
    mark("rect", { x: round(-width / 2), width: round(width), height: CHIP.height, rx: CHIP.height / 2 }),
    whole(window, y + CHIP.height / 2, CHIP.height / 2 - 4) && mark("text", { y: 18 }, text),
  );
}

/**
 * x_t before its strip, h_t at a corner of its own, over the gradient’s bars.
 * @param {number} t @param {number} u @param {Layout} at @param {Window} window
 */
function names(t, u, at, window) {
  const out = emitted(forwardDone(u, t)) > 0;
  const left = at.height - at.inputTop - at.row;
  const y = round(-at.strip / 2 - 3);
  return [
    whole(window, 0, 12) && math("x", at.place(t), { key: "x", class: "symbol end", x: round(left - 5), y: 5 }),
    whole(window, y - 4, 9) &&
      math("h", at.place(t), {
        key: "h",
        class: out ? "symbol" : "symbol pending",
        x: round(at.height - at.bars.y - 1),
        y,
      }),
  ];
}

/**
 * What is written in A: its letter and what it does; under water, what each part of the way leaves.
 * @param {Run} run @param {number} t @param {number} u @param {Moment} now @param {Layout} at @param {Window} window
 * @returns {(Mark | false | null)[]}
 */
function inA(run, t, u, now, at, window) {
  const done = {
    f: forwardDone(u, t),
    b: backwardDone(u, t, at.T),
    next: 0,
    nextBack: 0,
    active: now.t === t ? now.phase : "",
    back: now.backward,
  };
  const step = /** @type {Step} */ (run.steps[t]);
  if (done.back && phaseDone(BACKWARD, "arrive", done.b) === 1 && step.log10_grad_norm !== null)
    return isPlain(run.cell) ? factors(run, t, done.b, at, window) : [];
  // what is cut at the window's edge has no words
  if (!whole(window, 0, done.active ? at.box.width / 2 : RESTS)) return [];
  const x = at.height - at.axis;
  const [left, right] = [boxLeft(at) + 9, at.height - at.boxTop - 9];
  const top = -at.box.width / 2 + 18;
  if (!isPlain(run.cell)) return gates(run, at);
  const aside = asideOf(done);
  const letter = { x: x + (left + 6 - x) * aside, y: -2 + (top + 2) * aside, scale: 1 - 0.4 * aside };
  return [
    mark(
      "g",
      {
        key: "letter",
        transform: `translate(${round(letter.x)} ${round(letter.y)}) scale(${round(letter.scale, 1e3)})`,
      },
      mark("text", { class: "letter" }, "A"),
    ),
    aside < 1 &&
      mark(
        "text",
        { key: "rests", class: "does", x: round(x), y: 20, opacity: aside > 0 ? round(1 - aside) : null },
        nameOf(run),
      ),
    aside === 1 && (doing(run, done, { x: round(right), y: round(top) }) || null),
  ];
}

/**
 * The letter of a gated cell in its corner, and the names of its gates above them, where there is room.
 * @param {Run} run
 * @param {Layout} at
 */
function gates(run, at) {
  const { rows, from } = gridOf(run, at);
  return [
    mark(
      "g",
      {
        key: "letter",
        transform: `translate(${round(at.height - at.boxTop - 11)} ${round(-at.box.width / 2 + 19)}) scale(0.6)`,
      },
      mark("text", { class: "letter" }, "A"),
    ),
    mark(
      "g",
      { key: "gates", class: "A" },
      mark(
        "g",
        { class: "gate" },
        ...rows
          .filter(({ part, named }) => part === "gate" && named)
          .map(({ name, middle }) =>
            mark("text", { key: name, x: round(at.height - middle), y: round(from - 4) }, name),
          ),
      ),
    ),
  ];
}

/** Half of what the river and its banks take across, px. @param {Run} run @param {number | null} log10 @param {Layout} at */
const halfOf = (run, log10, at) =>
  Math.max(riverHeight(log10, mostIn(at)) / 2, riverHeight(sourceLevel(run, "h"), mostIn(at)) / 2, LEAST);

/**
 * What the slopes and W_hᵀ leave: the name left of the river, the share right of it. The slopes are where the water comes
 * from: below, or above where the reading begins below.
 * @param {Run} run @param {number} t @param {number} b @param {Layout} at @param {Window} window
 */
function factors(run, t, b, at, window) {
  const half = halfOf(run, passage(run, t).total.log10, at);
  const room = at.box.height / 2 - half - 6;
  if (room < FACTOR.gain) return [];
  const shown = { slope: phaseDone(BACKWARD, "slope", b), weight: phaseDone(BACKWARD, "weight", b) };
  const [left, right] = [boxLeft(at) + 7, at.height - at.boxTop - 7];
  return factorsOf(run, t, shown).flatMap((factor) => {
    const below = (factor.key === "slope") !== at.mirrored;
    const y = below ? at.box.width / 2 - 9 : -at.box.width / 2 + 19;
    if (!whole(window, y - 5, 9)) return [];
    // what joins from beside has the right
    const joined = factor.key === "slope" && joinsFromAbove(run, t);
    const said = joined ? written(factor, "start", left, y) : written(factor, "end", right, y);
    const gain = /** @type {Mark} */ (said.children.at(-1));
    const name = said.children.slice(0, -2).map((part) => (typeof part === "string" ? part.replace("×", "") : part));
    return [
      mark("text", { ...said.attrs, y }, { ...gain, attrs: { ...gain.attrs, dy: null } }),
      room >= FACTOR.name &&
        !joined &&
        mark("text", { ...said.attrs, key: `${factor.key} name`, class: "factor start", x: left, y }, ...name),
    ];
  });
}

/**
 * How much of what left L has come to h_t: left of the river between two cells.
 * @param {Run} run @param {number} t @param {number} u @param {Layout} at @param {Window} window
 */
function comesBack(run, t, u, at, window) {
  const flow = carried(run, t);
  const shown = u > at.T && flow.told ? clamp(2 * comes(at, u, t) - 1) : 0;
  // above the next word, or above one's own where the next is above
  const [halfway, word] = at.mirrored ? [-at.pitch / 2, 0] : [at.pitch / 2, at.pitch];
  const y = round(Math.min(halfway + 5, word + chipTop(at) - 5));
  if (shown === 0 || !whole(window, y - 5, 12)) return null;
  const middle = at.height - Math.max(...Object.values(at.lanes));
  const right = middle - halfOf(run, flow.log10, at) - BESIDE;
  const part = shareOf(run, t, flow.log10);
  const place = { key: "numbers", class: "numbers", opacity: shown < 1 ? round(shown) : null };
  if (!part) {
    const wide = normWidth(flow.log10, 13);
    return wide > right ? null : mark("g", place, normText(flow.log10, { x: round(right - wide / 2), y }));
  }
  const own = textWidth(part.words, SIZE.words);
  const exactly = own + textWidth(part.exact, SIZE.power) <= right;
  const wide = own + (exactly ? textWidth(part.exact, SIZE.power) : 0);
  return wide > right ? null : mark("g", place, shareText(part, { x: round(right - wide / 2), y }, exactly));
}

/**
 * What joins the river from beside: L_t, where the loss asks h_t itself, or the layer above: at the strip of h_t.
 * @param {Run} run @param {number} t @param {number} u @param {Layout} at @param {Window} window
 */
function joining(run, t, u, at, window) {
  if (!joinsFromAbove(run, t) || phaseDone(BACKWARD, "arrive", backwardDone(u, t, at.T)) === 0) return null;
  const x = round(at.height - at.top - at.row - 4);
  const y = round(at.mirrored ? -fallsAt(at) - JOIN.above : fallsAt(at) + JOIN.below);
  if (!whole(window, y - 4, 10)) return null;
  if (!isBelow(run)) return math("L", at.place(t), { key: "joins", class: "symbol violet end", x, y });
  const text = say("layer-short", { n: String((run.layer ?? 0) + 2) });
  const river = at.height - Math.min(...Object.values(at.lanes)) + halfOf(run, passage(run, t).total.log10, at);
  if (textWidth(text, SIZE.source) > x - river - BESIDE) return null;
  return mark("text", { key: "joins", class: "value violet joins end", x, y }, text);
}

/**
 * Where x_t comes from: it is h_t of the layer below; a press goes there.
 * @param {Run} run @param {number} t @param {Layout} at @param {Window} window
 */
function source(run, t, at, window) {
  const y = round((at.inputUnit * at.I) / 2 + 15);
  if (!whole(window, y - 4, 10)) return null;
  const values = { h: sub("h", at.place(t)), n: String(run.layer ?? 0) };
  const texts = [run.bidirectional && say("x-is-both", values), say("x-is-below", values)].filter(Boolean);
  // as far as the cable
  const room = at.height - Math.max(...Object.values(at.lanes)) - LEAST - 10;
  const text = fitted(
    String(texts.find((each) => textWidth(String(each), SIZE.source) <= room) ?? texts.at(-1)),
    SIZE.source,
    room,
  );
  return mark(
    "g",
    { key: "source", class: "source", "data-layer": (run.layer ?? 0) - 1 },
    mark("rect", { x: 2, y: round(y - 28), width: round(room + 4), height: THUMB, rx: 6 }),
    mark("text", { class: "start", x: 4, y }, text),
  );
}

/** h₋₁, and what of the gradient comes to it. @param {Run} run @param {number} u @param {number} scroll @param {Layout} at */
function beginning(run, u, scroll, at) {
  const y = down(at, at.begins, scroll) + (at.mirrored ? -4 : 13);
  if (y < 16 || y > at.width - 2) return null;
  const ends = phaseDone(BACKWARD, "leave", backwardDone(u, 0, at.T)) === 1 && run.log10_initial_grad_norm;
  return mark(
    "g",
    { key: "beginning", transform: `translate(0 ${round(y)})` },
    ...Object.entries(at.lanes).flatMap(([name, lane]) => {
      const log10 = (name === "c" ? secondPassage(run, 0)?.to : passage(run, 0).to)?.log10 ?? null;
      const half = halfOf(run, log10, at);
      const x = at.height - lane;
      const [side, turn] = name === "c" ? ["start", 1] : ["end", -1];
      const number = Object.keys(at.lanes).length === 1 ? x + half + BESIDE + normWidth(log10) / 2 : null;
      return [
        math(name, at.place(-1), { key: name, class: `symbol ${side}`, x: round(x + turn * (half + BESIDE)), y: 0 }),
        ends && number !== null && normText(log10, { key: `${name} norm`, x: round(number), y: 0 }),
      ];
    }),
  );
}
