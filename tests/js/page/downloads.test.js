import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { addressOf, FILES, fileOf, questionOf } from "../../../static/js/page/downloads.js";

describe("the files of a run", () => {
  it("are asked for by the run's own address", () => {
    const fields = { ...DEFAULTS, seed: 3 };
    assert.equal(
      addressOf(fields, "csv"),
      "/step?sentence=i+am+a+boy&seed=3&include=inputs,gates,gradients&format=csv",
    );
    assert.equal(addressOf(fields, "weights"), "/weights?sentence=i+am+a+boy&seed=3");
  });

  it("are posted where no address holds the text", () => {
    const fields = { ...DEFAULTS, sentence: "boy ".repeat(5000) };
    assert.equal(addressOf(fields, "npz"), null);
    const { url, body } = questionOf(fields, "npz");
    assert.equal(url, "/step");
    assert.equal(JSON.parse(body).format, "npz");
  });

  it("have each a name of their own", () => {
    assert.equal(new Set(FILES.map(({ file }) => file)).size, FILES.length);
    assert.throws(() => fileOf("xls"), /unknown file: xls; have json/);
  });
});
