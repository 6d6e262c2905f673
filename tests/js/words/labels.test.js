import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inLabels } from "../../../static/js/words/labels.js";
import { speaking } from "../support/words.js";

describe("a sentence of the server", () => {
  it("calls fields as their labels do", async () => {
    await speaking("en");
    assert.equal(inLabels("hidden_size must be 1; got 0.", "hidden_size"), "“hidden” must be 1; got 0.");
    assert.equal(inLabels("seed must be a whole number.", "seed"), "“seed” must be a whole number.");
    assert.equal(
      inLabels("x leaves the range. Use a smaller spectral_radius or a shorter sentence.", ""),
      "x leaves the range. Use a smaller “Spectral radius of Wₕ” or a shorter sentence.",
    );
  });

  it("keeps words, and names that have no label", async () => {
    await speaking("en");
    for (const said of ["The sentence has no token.", "token_ids must hold whole numbers.", "Is target a class?"])
      assert.equal(inLabels(said, "sentence"), said);
  });

  it("speaks the reader's language", async () => {
    await speaking("ko");
    assert.equal(inLabels("hidden_size 값은 1부터입니다.", "hidden_size"), "“은닉 크기” 값은 1부터입니다.");
    await speaking("en");
  });
});
