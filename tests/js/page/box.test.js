/** Networks in the box: opened on their own example, what they can read, and the way back to a random one. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { asked, DEFAULTS } from "../../../static/js/page/address.js";
import {
  atRandom,
  canRead,
  exampleFields,
  inTheBox,
  isExample,
  scalesOf,
  unknownTokens,
} from "../../../static/js/page/box.js";
import { learnShape } from "../../../static/js/page/network.js";

const card = {
  name: "brackets",
  title: "Brackets",
  sentence: "( [ ] )",
  tokenizer: "word",
  inputs: null,
  labels: null,
  scale: null,
  objective: "label",
  target: 2,
};
const series = {
  ...card,
  name: "spots",
  sentence: null,
  inputs: [[0.5], [1]],
  labels: ["1700", "1701"],
  scale: [49, 40],
};

describe("the example of a network in the box", () => {
  it("asks for nothing that the page had before, and for all that the card says", () => {
    const fields = exampleFields(card);
    assert.deepEqual(Object.fromEntries(asked(fields)), {
      sentence: "( [ ] )",
      objective: "label",
      target: 2,
      model: "brackets",
    });
  });

  it("is numbers, with their names and what they lost, where the network reads numbers", () => {
    const { inputs, labels, sentence } = exampleFields({ ...series, objective: "forecast" });
    assert.deepEqual([inputs, labels, sentence], [[[0.5], [1]], ["1700", "1701"], ""]);
    assert.deepEqual(scalesOf(series), [[49, 40]]);
    assert.equal(scalesOf(card), null);
  });

  it("is known again", () => {
    assert.equal(isExample(card, exampleFields(card)), true);
    assert.equal(isExample(card, { ...exampleFields(card), sentence: "( )" }), false);
    assert.equal(isExample(series, { ...exampleFields(series), inputs: [[0.5], [1]] }), true);
    assert.equal(isExample(series, { ...exampleFields(series), inputs: [[0.5]] }), false);
  });

  it("is of those that ship alone", () => {
    assert.deepEqual(
      inTheBox([{ id: "a", card }, { id: "b", card: null }, { id: "c" }]).map(({ id }) => id),
      ["a"],
    );
  });
});

describe("what a network can read", () => {
  const model = (embedding, vocabulary) => ({ found: { embedding, vocabulary, input_size: 1 } });

  it("is words only with a vocabulary, ids only with an embedding, numbers always", () => {
    const [words, ids] = [DEFAULTS, { ...DEFAULTS, token_ids: [1] }];
    const numbers = { ...DEFAULTS, inputs: [[1]] };
    assert.deepEqual(
      [words, ids, numbers].map((each) => canRead(model(null, null), each)),
      [false, false, true],
    );
    assert.deepEqual(
      [words, ids, numbers].map((each) => canRead(model([4, 2], null), each)),
      [false, true, true],
    );
    assert.deepEqual(
      [words, ids, numbers].map((each) => canRead(model([4, 2], 4), each)),
      [true, true, true],
    );
  });

  it("says each word once that it read <unk> for", () => {
    const vocabulary = ["i", "am", "<unk>"];
    const run = { tokens: ["i", "was", "was", "am", "<unk>"], token_ids: [0, 2, 2, 1, 2], vocabulary };
    assert.deepEqual(unknownTokens(run), ["was"]);
    assert.deepEqual(unknownTokens({ ...run, token_ids: undefined }), []);
    // the same word in other code points is no unknown one
    const composed = { tokens: ["가".normalize("NFD")], token_ids: [0], vocabulary: ["가", "<unk>"] };
    assert.deepEqual(unknownTokens(composed), []);
    assert.deepEqual(unknownTokens(null), []);
  });
});

describe("the way back to a random network", () => {
  const shape = { cell: "gru", hidden_size: 20, input_size: 6, num_layers: 2, bidirectional: false, outputs: 3 };
  learnShape("brackets", { ...shape, vocabulary: 5 });

  it("keeps cell, size and text, and asks what a drawn network can be asked", () => {
    const back = atRandom(exampleFields(card));
    assert.equal(back.model, null);
    assert.deepEqual([back.cell, back.hidden_size, back.input_size, back.num_layers], ["gru", 20, 6, 2]);
    assert.deepEqual([back.sentence, back.objective, back.target], ["( [ ] )", "recall", null]);
  });

  it("keeps numbers, and forecasts them", () => {
    const back = atRandom({ ...exampleFields({ ...series, objective: "label" }), model: "brackets" });
    assert.deepEqual([back.inputs, back.objective, back.model], [[[0.5], [1]], "forecast", null]);
  });

  it("reads a sentence where there were ids, which belong to a vocabulary", () => {
    const back = atRandom({ ...DEFAULTS, sentence: "", model: "brackets", token_ids: [1, 2] });
    assert.deepEqual([back.token_ids, back.sentence], [null, "i am a boy"]);
  });

  it("changes nothing of a network that is drawn", () => {
    assert.equal(atRandom(DEFAULTS), DEFAULTS);
  });
});
