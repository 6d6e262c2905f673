/** The chain of a direction that reads from the right. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw as ledger, ledgerStepAt } from "../../../static/js/charts/gradient.js";
import { moment } from "../../../static/js/run/phases.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { boxAt } from "../../../static/js/scenes/opened-cell.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { narrate } from "../../../static/js/words/narration.js";
import { every, textOf } from "../support/marks.js";
import { answer, backward, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

await speaking("en");

/** The marks within one that are wanted. @param {object} mark @param {(mark: object) => boolean} wanted */
const all = (mark, wanted) => [...every([mark])].filter(wanted);

const WIDTH = 1320;
const x = ({ attrs }) => Number(/translate\((-?[\d.]+)/.exec(attrs.transform)?.[1] ?? 0);

/** The cells of a chain in the window, by the h that they give. @param {object} run @param {number} u */
function cells(run, u) {
  const at = layout(run, WIDTH);
  const [chain] = draw(run, u, { at, scheme: "light" });
  const found = all(chain, ({ attrs }) => String(attrs.class ?? "").startsWith("cell"));
  return found
    .map((cell) => ({ x: x(chain) + x(cell), name: textOf(all(cell, ({ attrs }) => attrs.key === "name")[0]) }))
    .sort((a, b) => a.x - b.x)
    .map(({ name }) => name);
}

describe("a backward direction", () => {
  const run = backward();
  const T = run.tokens.length;

  it("has its cells where the words are, the last one read first", () => {
    const names = Array.from({ length: T }, (_, t) => `h${t}`);
    assert.deepEqual(cells(run, T), names);
    assert.deepEqual(cells(answer("rnn"), T), names);
  });

  it("opens the cell that is pressed", () => {
    const at = layout(run, WIDTH);
    const [left, right] = [0, 1].map((end) =>
      boxAt(at, 0, end ? WIDTH - at.pitch / 2 - 40 : at.pitch / 2 + 40, at.axis),
    );
    assert.ok(left === T - 1 && right === 0, `${left}, ${right}`);
  });

  it("lets the state before come in under the name of its place", () => {
    const said = narrate(run, moment(1.2, T));
    assert.match(said.text, new RegExp(`h${"₀₁₂₃₄"[T - 1]}`));
  });

  it("has the ledger's columns in the same order", () => {
    const size = { width: 600, height: 304 };
    assert.deepEqual([ledgerStepAt(run, size, 60), ledgerStepAt(run, size, 570)], [T - 1, 0]);
    const names = all({ attrs: {}, children: ledger(run, 2 * T, size) }, ({ tag }) => tag === "text");
    assert.deepEqual(
      names.map(textOf).filter((name) => run.tokens.includes(name)),
      run.tokens,
    );
  });
});

describe("a higher layer", () => {
  const run = { ...shaped({ H: 4, T: 3, I: 4 }), layer: 1, num_layers: 2 };

  it("says at each step that x is h of the layer below, and leads there", () => {
    const [chain] = draw(run, 3, { at: layout(run, WIDTH), scheme: "light" });
    const ways = all(chain, ({ attrs }) => attrs["data-layer"] !== undefined);
    assert.deepEqual(
      ways.map((way) => [way.attrs["data-layer"], textOf(way)]),
      [0, 1, 2].map((t) => [0, `= h${"₀₁₂"[t]} of layer 1`]),
    );
  });

  it("is drawn below no loss: what comes back comes from above", () => {
    const lower = { ...run, layer: 0, steps: run.steps.map((step) => ({ ...step, log10_injected_norm: -1 })) };
    const [chain] = draw(lower, 5, { at: layout(lower, WIDTH), scheme: "light" });
    assert.equal(all(chain, ({ attrs }) => attrs.key === "loss").length, 0);
    assert.ok(all(chain, ({ tag }) => tag === "text").some((text) => textOf(text) === "layer 2"));
  });
});
