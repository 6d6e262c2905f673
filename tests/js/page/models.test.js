/** Networks from files: how a file is asked for, and how its network is read. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fieldsFor, inputsOf, mapOf, uploadAddress, vocabularyOf } from "../../../static/js/page/models.js";
import { spectrumOf } from "../../../static/js/page/spectrum.js";

const found = {
  cell: "gru",
  input_size: 3,
  num_layers: 2,
  embedding: [10, 3],
  vocabulary: null,
  head: [10, 8],
};
const model = { id: "ab12", found };

describe("a file", () => {
  it("is posted under its name, with what was chosen", () => {
    assert.equal(uploadAddress("a b.npz", {}), "/models?name=a+b.npz");
    assert.equal(uploadAddress("x", { prefix: "encoder.", map: "" }), "/models?name=x&prefix=encoder.");
  });

  it("has its names mapped a line each", () => {
    assert.equal(
      mapOf(" rnn.weight_ih_l0 = enc_w_ih \n\nrnn.weight_hh_l0: w"),
      '{"rnn.weight_ih_l0":"enc_w_ih","rnn.weight_hh_l0":"w"}',
    );
    assert.equal(mapOf("no sign"), "");
  });

  it("has its words a line each; an empty line within them is a word too", () => {
    assert.equal(vocabularyOf("a\n\nb\n\n"), '["a","","b"]');
    assert.equal(vocabularyOf(""), "");
  });
});

describe("a stored network", () => {
  it("reads what its embedding lets it", () => {
    assert.deepEqual(inputsOf({ ...found, embedding: null }), ["numbers"]);
    assert.deepEqual(inputsOf(found), ["ids", "numbers"]);
    assert.deepEqual(inputsOf({ ...found, vocabulary: 10 }), ["words", "ids", "numbers"]);
  });

  it("is asked for the next word only where its head has one for each", () => {
    const objective = (more, input) => fieldsFor({ id: "a", found: { ...found, ...more } }, input).objective;
    assert.equal(objective({}, "ids"), "next-token");
    assert.equal(objective({ head: [2, 8] }, "ids"), "label");
    assert.equal(objective({ head: [3, 8] }, "numbers"), "forecast");
    assert.equal(objective({ head: null }, "numbers"), "sum");
  });

  it("gets ids that it has, and rows of its own width", () => {
    const { token_ids } = fieldsFor(model, "ids");
    assert.ok(token_ids.length > 1 && token_ids.every((id) => id >= 0 && id < 10));
    const { inputs, token_ids: none } = fieldsFor(model, "numbers");
    assert.ok(inputs.every((row) => row.length === 3 && row.every(Number.isFinite)));
    assert.equal(none, null);
  });

  it("whose words are letters reads letters", () => {
    const words = (vocabulary) => fieldsFor({ ...model, vocabulary }, "words").tokenizer;
    assert.equal(words(["a", "b"]), "char");
    assert.equal(words(["a", "boy"]), "word");
  });

  it("has the spectrum that was found of the layer and direction that is looked at", () => {
    const block = (layer, direction, rho) => ({
      layer,
      direction,
      gate: "z",
      spectral_radius: rho,
      largest_singular_value: 9,
    });
    const recurrent = [block(0, "forward", 1), block(1, "forward", 30), block(1, "backward", 3)];
    const rho = (layer, direction) =>
      spectrumOf({ found: { ...found, recurrent } }, { layer, direction }).z.spectral_radius;
    assert.deepEqual([rho(0, "forward"), rho(null, "forward"), rho(null, "backward")], [1, 30, 3]);
  });
});
