import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { isSet, PRESETS, presetFields, turnTo } from "../../../static/js/page/presets.js";

const LONG = "one two three";

/** Press one preset after the other. @param {string[]} names @param {object} [from] */
function press(names, from = {}) {
  let [fields, kept] = [{ ...DEFAULTS, ...from }, null];
  for (const name of names) {
    const turned = turnTo(name, LONG, fields, kept);
    fields = { ...fields, ...turned.change };
    kept = turned.kept;
  }
  return fields;
}

describe("a preset of the dial", () => {
  it("sets what it says", () => {
    for (const name of PRESETS) {
      const fields = press([name]);
      assert.ok(isSet(name, LONG, fields), name);
      for (const [key, value] of Object.entries(presetFields(name, LONG))) assert.deepEqual(fields[key], value);
    }
    assert.equal(press(["exploding"]).sentence, LONG);
    assert.equal(press(["vanishing"]).sentence, DEFAULTS.sentence);
  });

  it("gives back what the one before had set besides", () => {
    const own = { cell: "gru", hidden_size: 5, objective: "next-token", sentence: "mine", loss_at: 1 };
    assert.deepEqual(press(["exploding", "as-drawn"], own), { ...DEFAULTS, ...own });
    assert.deepEqual(press(["exploding", "transient", "exploding", "as-drawn"], own), { ...DEFAULTS, ...own });
    assert.equal(press(["transient", "vanishing"], own).hidden_size, 5);
  });

  it("leaves what the reader has changed since", () => {
    const turned = turnTo("exploding", LONG, DEFAULTS, null);
    const changed = { ...DEFAULTS, ...turned.change, sentence: "another" };
    const { change } = turnTo("as-drawn", LONG, changed, turned.kept);
    assert.deepEqual(change, { spectral_radius: null, recurrent_init: "uniform" });
  });

  it("takes no units away", () => assert.equal(press(["transient"], { hidden_size: 64 }).hidden_size, 64));
});
