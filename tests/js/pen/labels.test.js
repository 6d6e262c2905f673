import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crosses, placeAnyway, placeLabels, touch } from "../../../static/js/pen/labels.js";

const within = { x1: 0, y1: 0, x2: 400, y2: 300 };
const options = { obstacles: [], lines: [], within, gap: 9 };

describe("words beside points", () => {
  it("stand above their point where nothing is in the way", () => {
    const [label] = placeLabels([{ x: 200, y: 150, text: "boy" }], options);
    assert.equal(label.anchor, "middle");
    assert.ok(label.box.y2 < 150 && label.box.y2 > 130);
  });

  it("never cover one another, an obstacle or the frame, however many there are", () => {
    const points = Array.from({ length: 80 }, (_, i) => ({
      x: 200 + 190 * Math.sin(i * 2.4),
      y: 150 + 140 * Math.sin(i * 1.7),
      text: `word${i}`,
    }));
    const obstacles = points.map(({ x, y }) => ({ x1: x - 5, y1: y - 5, x2: x + 5, y2: y + 5 }));
    const labels = placeLabels(points, { ...options, obstacles }).filter((label) => label !== null);
    assert.ok(labels.length > 20);
    for (const [i, { box }] of labels.entries()) {
      assert.ok(box.x1 >= 0 && box.y1 >= 0 && box.x2 <= 400 && box.y2 <= 300);
      for (const obstacle of obstacles) assert.ok(!touch(box, obstacle));
      for (const other of labels.slice(i + 1)) assert.ok(!touch(box, other.box));
    }
  });

  it("have no place where every place is taken", () => {
    const obstacles = [{ x1: 100, y1: 100, x2: 300, y2: 200 }];
    assert.deepEqual(placeLabels([{ x: 200, y: 150, text: "boy" }], { ...options, obstacles }), [null]);
  });

  it("keep clear of lines where they can", () => {
    const lines = [[0, 140, 400, 140]];
    const [label] = placeLabels([{ x: 200, y: 150, text: "boy" }], { ...options, lines });
    assert.ok(!crosses(lines[0], label.box));
  });

  it("that must be seen are seen, in the frame", () => {
    const { box } = placeAnyway({ x: 395, y: 5, text: "corner" }, options);
    assert.ok(box.x2 <= 400 && box.y1 >= 0);
  });

  it("that must be seen lie over the fewest lines and things", () => {
    const lines = [[0, 140, 400, 140]];
    const obstacles = [{ x1: 170, y1: 163, x2: 230, y2: 183 }];
    const { box } = placeAnyway({ x: 200, y: 150, text: "boy" }, { ...options, lines, obstacles });
    assert.ok(!crosses(lines[0], box) && !touch(obstacles[0], box));
  });
});

describe("a segment and a box", () => {
  const box = { x1: 10, y1: 10, x2: 20, y2: 20 };
  it("cross where the segment goes through, begins or ends inside", () => {
    for (const segment of [
      [0, 15, 30, 15],
      [15, 0, 15, 30],
      [0, 0, 30, 30],
      [12, 12, 14, 14],
      [15, 15, 40, 90],
      // a corner is a part of the box
      [0, 20, 20, 0],
    ])
      assert.ok(crosses(segment, box), segment.join());
  });
  it("do not where it passes by or stops short", () => {
    for (const segment of [
      [0, 5, 30, 5],
      [0, 15, 9, 15],
      [0, 25, 25, 50],
      [5, 0, 5, 30],
    ])
      assert.ok(!crosses(segment, box), segment.join());
  });
});
