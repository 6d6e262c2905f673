import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsOf } from "../../../static/js/run/facts.js";
import { firstBackOf, firstOf, rowsOf } from "../../../static/js/run/rows.js";
import { answer, fourth } from "../support/runs.js";

/**
 * How many edges lead from a node to another; Infinity where none do.
 * @param {[string, string][]} edges
 * @param {string} from
 * @param {string} to
 */
function distance(edges, from, to) {
  let [far, reached] = [0, new Set([from])];
  for (; reached.size && !reached.has(to); far++)
    reached = new Set(edges.filter(([source]) => reached.has(source)).map(([, target]) => target));
  return reached.size ? far : Number.POSITIVE_INFINITY;
}

const RUNS = { gru: answer("gru"), lstm: answer("lstm"), mgu: fourth() };

describe("the rows of a gated cell", () => {
  for (const [cell, run] of Object.entries(RUNS)) {
    it(`have a vector of H numbers each, forward and back: ${cell}`, () => {
      for (const back of [false, true])
        for (const { part, values } of rowsOf(cell, back))
          assert.equal(values(run, 2)?.length, run.hidden_size, `${part} ${back ? "back" : "forward"}`);
    });

    it(`are looked at first at the memory, and going back at a gate that is nearest to it: ${cell}`, () => {
      const { direct, gates, graph } = factsOf(cell);
      assert.equal(firstOf(cell), direct);
      const far = gates.map((gate) => distance(graph.edges, gate, direct));
      assert.equal(far[gates.indexOf(firstBackOf(cell))], Math.min(...far));
    });
  }
});
