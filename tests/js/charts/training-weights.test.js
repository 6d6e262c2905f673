import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw, HEIGHT, range, showsBegun } from "../../../static/js/charts/training-weights.js";
import { colour } from "../../../static/js/pen/colours.js";
import { every, firstUnfinished } from "../support/marks.js";
import { matches } from "../support/snapshot.js";

const table = (size, by) => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => by(i, j)));
const options = { width: 400, scheme: "light", domain: 2 };
const block = (size, name = "") => ({
  name,
  now: table(size, (i, j) => (i - j) / size),
  begun: table(size, (i, j) => (i + j) / (4 * size)),
});
const keyed = (marks, key) => [...every(marks)].filter(({ attrs }) => String(attrs.key).startsWith(key));

describe("the numbers of W_h while they are learned", () => {
  it("are as they were", () => matches("training-weights", draw([block(4)], options)));

  it("are a square each in its own colour, and inside it what it was before", () => {
    const one = { name: "", now: [[1.5]], begun: [[-0.5]] };
    const [now, begun] = ["now", "begun"].map((key) => keyed(draw([one], options), key)[0].attrs);
    assert.equal(now.fill, colour(1.5, "light", 2));
    assert.equal(begun.fill, colour(-0.5, "light", 2));
    assert.ok(begun.width < now.width / 2 && begun.x > now.x);
  });

  it("have rows from above, columns from the left", () => {
    const marks = draw([{ name: "", now: [[0, 1], [0, 0]], begun: null }], options); // biome-ignore format: a matrix
    const full = keyed(marks, "now").find(({ attrs }) => attrs.fill === colour(1, "light", 2)).attrs;
    assert.ok(full.x > full.y);
    assert.equal(keyed(marks, "begun").length, 0);
  });

  it("are a block for each gate, with its name, all inside the picture", () => {
    for (const count of [1, 3, 4])
      for (const width of [230, 400, 700]) {
        const blocks = Array.from({ length: count }, (_, k) => block(8, count > 1 ? `g${k}` : ""));
        const marks = draw(blocks, { ...options, width });
        assert.equal(firstUnfinished(marks), null);
        assert.equal(keyed(marks, "name").length, count > 1 ? count : 0);
        for (const group of marks) {
          const [x, y] = group.attrs.transform.match(/[\d.]+/g).map(Number);
          const far = keyed([group], "now").reduce((most, { attrs }) => Math.max(most, attrs.x + attrs.width), 0);
          assert.ok(x + far <= width + 1 && y + far <= HEIGHT + 1, `${count} ${width}`);
        }
      }
  });

  it("are an image where they are many, which says nothing of before", () => {
    const marks = draw([block(64)], options);
    assert.deepEqual([keyed(marks, "all").length, keyed(marks, "now").length, keyed(marks, "begun").length], [1, 0, 0]);
    assert.equal(showsBegun([table(64, () => 0)], 400), false);
    assert.equal(showsBegun([table(8, () => 0)], 400), true);
    assert.equal(showsBegun([], 400), false);
  });

  it("have a bar that goes from the negative end to the positive one", () => {
    const bar = range("dark");
    assert.deepEqual([bar[0].attrs.fill, bar.at(-1).attrs.fill], [colour(-1, "dark"), colour(1, "dark")]);
  });
});
