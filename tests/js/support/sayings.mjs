/** For tests/js/test_claims.py: reads a JSON list of {run, block} or {memory}, writes the sayings that the page would choose. */
import { readFileSync } from "node:fs";
import { learn } from "../../../static/js/run/facts.js";
import { ofThis } from "../../../static/js/words/remembering.js";
import { sayings } from "../../../static/js/words/verdict.js";

learn(JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url), "utf8")));
const asked = JSON.parse(readFileSync(0, "utf8"));
const told = asked.map(({ run, block, memory }) => (memory ? [ofThis(memory, "word")] : sayings(run, block, "a")));
process.stdout.write(JSON.stringify(told));
