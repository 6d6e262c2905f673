/** A page without a document: its state as new, a browser's clocks that a test moves, and a server that a test answers. */

import { DEFAULTS } from "../../../static/js/page/address.js";
import { startClock } from "../../../static/js/page/player.js";
import * as state from "../../../static/js/page/state.js";
import { batch } from "../../../static/vendor/signals.js";
import { shaped } from "./runs.js";

/** Set every signal of the page as it is at the start. */
export function freshPage() {
  batch(() => {
    state.playing.value = false;
    state.fields.value = { ...DEFAULTS };
    state.run.value = null;
    state.asking.value = false;
    state.problems.value = [];
    state.standIn.value = null;
    state.u.value = 0;
    state.speed.value = 1;
    state.stretch.value = null;
    state.landing.value = null;
    state.view.value = "unrolled";
    state.unit.value = 0;
    state.shade.value = "flow";
    state.order.value = "index";
    state.pointed.value = null;
    state.part.value = "";
    state.term.value = null;
    state.mode.value = "instrument";
    state.act.value = 1;
    state.lesson.value = null;
    state.guessing.value = false;
    state.calm.value = false;
    state.intro.value = false;
    state.wall.value = false;
    state.finishedAt.value = null;
    state.panel.value = "";
    state.edit.value = "";
    state.seeds.value = "20";
    state.comparison.value = "";
    state.labText.value = "";
    state.block.value = "";
    state.gridPlace.value = "";
    state.trial.value = "";
    state.writesOn.value = "0.7,20";
    state.unread.value = [];
  });
}

/** A run of T steps, as if it had been asked for. @param {number} T @param {object} [more] */
export const runOf = (T, more = {}) => ({ ...shaped({ H: 4, T }), asked: { ...DEFAULTS }, ...more });

let started = false;

/** Start the page's one clock. */
export function clock() {
  if (!started) startClock();
  started = true;
}

/**
 * Frames that come when a test says so.
 * @param {import("node:test").TestContext} t
 * @returns {(seconds: number) => void} one frame, so long after the last
 */
export function frames(t) {
  let now = performance.now();
  let waiting = new Map();
  let last = 0;
  t.mock.method(performance, "now", () => now);
  globalThis.requestAnimationFrame = (act) => {
    waiting.set(++last, act);
    return last;
  };
  globalThis.cancelAnimationFrame = (id) => {
    waiting.delete(id);
  };
  return (seconds) => {
    now += 1000 * seconds;
    const acts = waiting;
    waiting = new Map();
    for (const act of acts.values()) act(now);
  };
}

/**
 * A server whose answers a test gives, each once it is asked.
 * @param {import("node:test").TestContext} t
 */
export function server(t) {
  /** @typedef {(body: object, status?: number) => Promise<void>} Give */
  /** @type {{url: URL, signal: AbortSignal | undefined, give: Give, break: () => Promise<void>}[]} */
  const asked = [];
  const real = globalThis.fetch;
  const settle = () => new Promise((done) => setImmediate(done));
  globalThis.fetch = (url, { signal } = {}) =>
    new Promise((done, fail) => {
      asked.push({
        url: new URL(String(url), "http://host"),
        signal,
        give: (body, status = 200) => {
          done({ ok: status < 400, status, json: async () => body });
          return settle();
        },
        break: () => {
          fail(new TypeError("Failed to fetch"));
          return settle();
        },
      });
    });
  t.after(() => {
    globalThis.fetch = real;
  });
  return asked;
}
