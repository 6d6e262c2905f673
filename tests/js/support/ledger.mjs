/** For tests/js/test_ledger.py: reads a JSON list of runs, writes what the ledger draws each step from. */
import { readFileSync } from "node:fs";
import { learn } from "../../../static/js/run/facts.js";
import { hasTwoWays, shares, waysBack } from "../../../static/js/run/ledger.js";

learn(JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url), "utf8")));
const runs = JSON.parse(readFileSync(0, "utf8"));
const told = runs.map((run) => ({
  ways: hasTwoWays(run) ? run.steps.slice(1).map(({ t }) => waysBack(run, t)) : null,
  shares: shares(run),
}));
process.stdout.write(JSON.stringify(told));
