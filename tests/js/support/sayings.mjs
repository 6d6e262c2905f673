/** For tests/js/test_claims.py: reads a JSON list of {run, block}, {memory} or {beside}, writes the sayings that the page would choose. */
import { readFileSync } from "node:fs";
import { align } from "../../../static/js/run/alignment.js";
import { differences } from "../../../static/js/run/differences.js";
import { learn } from "../../../static/js/run/facts.js";
import { parting } from "../../../static/js/words/parting.js";
import { ofThis } from "../../../static/js/words/remembering.js";
import { sayings } from "../../../static/js/words/verdict.js";

learn(JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url), "utf8")));
const asked = JSON.parse(readFileSync(0, "utf8"));

/** Which steps are side by side, and what is said of two runs. */
function ofTwo([first, second]) {
  const pairs = align(first.tokens, second.tokens);
  return [["pairs", pairs], ...parting(first, second, pairs, differences(first, second, pairs))];
}

const told = asked.map(({ run, block, memory, beside }) => {
  if (beside) return ofTwo(beside);
  return memory ? [ofThis(memory, "word")] : sayings(run, block, "a");
});
process.stdout.write(JSON.stringify(told));
