import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupAt, groupsOf, MARKS, piecesOf, rulesOf, shownOf } from "../../../static/js/lesson/module-parts.js";

const FILE = `# RNN Flow
import torch
TOKENS = ['i', 'am']

# %%
class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(2, 4)   # xₜ: 4 numbers for each of 2 words
        self.rnn = nn.RNN(4, 8)               # A: Wₓ (8×4), Wₕ (8×8) and b
        self.linear = nn.Linear(8, 2)         # 2 scores

    def forward(self, ids, h=None):           # zeros
        for x in self.embedding(ids):         # the loop
            out, h = self.rnn(x[None], h)     # twice
        return self.linear(out)               # the scores

# %% The weights.
WEIGHTS = {"a": 1}

# %% Keeps every h.
states = []

# %% Read.
network = Network()
network.load_state_dict(WEIGHTS)
network.rnn.register_forward_hook(keep)
logits = network(ids)                                  # forward
loss = nn.functional.cross_entropy(logits, ids[:1])    # L
loss.backward()                                        # back

# %% The page's numbers.
LOSS = [1.0]
`;

describe("the lines of the module that are shown", () => {
  const [module = [], use = []] = shownOf(FILE);

  it("are the ten of the class and the three that use it, each with its comment and its indent", () => {
    assert.deepEqual([module.length, use.length], [10, 3]);
    assert.deepEqual(module[0], { code: "class Network(nn.Module):", indent: 0, comment: "" });
    assert.deepEqual(module[8], { code: "out, h = self.rnn(x[None], h)", indent: 12, comment: "twice" });
    assert.deepEqual(
      use.map(({ code }) => code.split(" ")[0]),
      ["logits", "loss", "loss.backward()"],
    );
  });

  it("are none before the file is here", () => {
    assert.deepEqual(shownOf(""), [[], []]);
  });

  it("are each a part of the picture, but for those that are only grammar", () => {
    const lit = [...module, ...use].map(({ code }) => groupsOf(code));
    assert.deepEqual(
      lit.map(({ length }) => length > 0),
      [false, false, false, ...Array(10).fill(true)],
    );
    const known = new Set(Object.keys(MARKS));
    assert.ok(lit.flat().every((group) => known.has(group)));
    assert.deepEqual(new Set(lit.flat()), known, "and every part has a line");
    assert.equal(new Set(lit.filter(({ length }) => length).map(String)).size, 10, "no two lines light the same");
  });

  it("take the matrices of a comment for parts of their own", () => {
    for (const comment of ["A: Wₓ (8×4), Wₕ (8×8) and b", "A의 안쪽: Wₓ(8×4), Wₕ(8×8), b"]) {
      const pieces = piecesOf(comment);
      assert.equal(pieces.map(({ text }) => text).join(""), comment);
      const own = pieces.filter(({ groups }) => groups);
      assert.deepEqual(
        own.map(({ text }) => text.slice(0, 2)),
        ["Wₓ", "Wₕ"],
      );
      assert.notDeepEqual(own[0]?.groups, own[1]?.groups);
    }
    assert.deepEqual(piecesOf("the loop"), [{ text: "the loop", groups: null }]);
  });
});

describe("the light", () => {
  it("dims all that is not meant, and nothing where nothing is", () => {
    assert.equal(rulesOf([]), "");
    const [dimmed = ""] = rulesOf(["back"]).split("{");
    assert.match(dimmed, /:is\([^)]*\.chip[^)]*\):not/);
    assert.match(dimmed, /:not\(:is\(\.back-link, \.river/);
    assert.doesNotMatch(rulesOf(["back"]), /stroke-width/);
    assert.match(rulesOf(["box"]), /\.A rect\{stroke/);
  });

  it("finds the group of a mark: the gradient before the beginning is the gradient's", () => {
    const inside = (...selectors) => ({
      closest: (list) => (list.split(", ").some((each) => selectors.includes(each)) ? {} : null),
    });
    assert.equal(groupAt(inside("g.start", ".back-link")), "back");
    assert.equal(groupAt(inside("g.start")), "zeros");
    assert.equal(groupAt(inside(".loss .spread")), "linear");
    assert.equal(groupAt(inside(".link")), "on");
    assert.equal(groupAt(inside()), null);
  });
});
