/** Past 16 threads the fan is a funnel that keeps the strip's colours. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { colour } from "../../../static/js/pen/colours.js";
import { fan, strip, stripes } from "../../../static/js/scenes/vectors.js";
import { random } from "../support/random.js";

const OPTIONS = { x: 100, y1: 50, y2: 120, unit: 4, width: 36, scheme: "light" };
/** The places at which the stripes of one colour begin on the upper edge. */
const begins = ({ attrs: { d } }) => [...d.matchAll(/M([-\d.]+)/g)].map(([, x]) => Number(x));

describe("the funnel of many units", () => {
  for (const H of [17, 64, 100, 128])
    it(`has over each unit of ${H} the colour of its cell`, () => {
      const next = random(H);
      for (let run = 0; run < 20; run++) {
        const values = Array.from({ length: H }, () => 2.4 * next() - 1.2);
        const found = stripes(values);
        const cells = strip(values, { unit: 4, height: 28, scheme: "light" }).children;
        const coloured = new Set(cells.map(({ attrs }) => attrs.fill));
        for (const [j, value] of values.entries()) {
          const { shade } = found.find(({ to }) => (j + 0.5) / H < to);
          assert.ok(Math.abs(shade / 12 - Math.max(-1, Math.min(1, value))) <= 0.5 / 12 + 1e-9);
          assert.ok(coloured.has(colour(shade / 12, "light")));
        }
      }
    });

  it("covers its whole width once, a path a shade at most, and few stripes for a large network", () => {
    const next = random(3);
    const values = Array.from({ length: 256 }, () => 2 * next() - 1);
    const found = stripes(values);
    assert.ok(found.length <= 128);
    found.forEach(({ from }, i) => {
      assert.equal(from, i ? found[i - 1].to : 0);
    });
    assert.equal(found.at(-1).to, 1);
    const { children } = fan(values, OPTIONS);
    assert.ok(children.length <= 25);
    const all = children.flatMap(begins);
    assert.equal(Math.min(...all), OPTIONS.x - (OPTIONS.unit * 256) / 2);
    assert.equal(all.length, found.length);
  });

  it("is as one stripe where all units are alike, and is not there before it is drawn", () => {
    assert.equal(stripes(new Array(64).fill(0.5)).length, 1);
    assert.equal(fan(new Array(64).fill(0.5), { ...OPTIONS, drawn: 0 }), null);
  });
});
