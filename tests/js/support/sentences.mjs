/**
 * For tests/js/test_sentences.py: reads a JSON list of questions and writes what the page's own code says to each:
 * {powers, gains}, {answer, fields, threshold} of a whole run, {edited, run}, {cuts}, {many} or {levels} of the compared cells.
 */
import { readFileSync } from "node:fs";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { complete } from "../../../static/js/page/api.js";
import { kinds } from "../../../static/js/page/compare.js";
import { hasGates } from "../../../static/js/run/activations.js";
import { clipped, parameterNorms } from "../../../static/js/run/clipping.js";
import { learn } from "../../../static/js/run/facts.js";
import { logitOf, saidAt } from "../../../static/js/run/head.js";
import { isForecast } from "../../../static/js/run/series.js";
import { ofEdits } from "../../../static/js/words/changing.js";
import { ofClipping } from "../../../static/js/words/clipping.js";
import { ranking } from "../../../static/js/words/comparing.js";
import { ofCuts } from "../../../static/js/words/cutting.js";
import { ofEdge } from "../../../static/js/words/edges.js";
import { ofForecast, ofForecasts } from "../../../static/js/words/forecasting.js";
import { question, wordTold } from "../../../static/js/words/head.js";
import { t } from "../../../static/js/words/i18n.js";
import { percentWords, powerWords } from "../../../static/js/words/power-words.js";
import { ofMany } from "../../../static/js/words/remembering.js";
import { ofSquashes } from "../../../static/js/words/squashing.js";
import { speaking } from "./words.js";

learn(JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url), "utf8")));
const asked = JSON.parse(readFileSync(0, "utf8"));
const runOf = ({ answer, fields }) => complete(answer, { ...DEFAULTS, ...fields });

/** A sentence, and as it is read. */
const said = (saying) => saying && [...saying, t(...saying)];

/** The tips at the bars of each step, with the row of the head that each is of. */
const bars = (run) =>
  run.steps.map((_, k) =>
    (saidAt(run, k)?.words ?? []).map(({ index, share, right }) => ({
      index,
      share,
      right,
      summed: logitOf(run, k, index) !== null,
      text: wordTold(run, k, index),
    })),
  );

function ofAnswer(asked) {
  const run = runOf(asked);
  const total = run.log10_total_grad_norm ?? null;
  const clip = { norms: parameterNorms(run), total, threshold: asked.threshold };
  const places = run.steps.map((_, at) => at);
  const ways = ["on", "up", "in", "back"].flatMap((goes) =>
    (goes === "in" ? ["x"] : run.cell === "lstm" && goes !== "up" ? ["h", "c"] : ["h"]).map((name) => ({ name, goes })),
  );
  return {
    question: isForecast(run) || run.objective === "sum" ? "" : question(run),
    bars: isForecast(run) ? [] : bars(run),
    squashes: hasGates(run) ? ofSquashes(run).map(said) : [],
    clipping: ofClipping({ ...clip, factor: clipped(total, asked.threshold) }).map(said),
    forecasts: isForecast(run) ? [ofForecasts(run), ...places.map((at) => ofForecast(run, at))].map(said) : [],
    edges: places.flatMap((at) => ways.map((way) => [{ ...way, t: at }, ofEdge(run, { ...way, t: at })])),
  };
}

/** The compared cells with these gradients at the beginning. */
const compared = (levels) =>
  kinds()
    .slice(0, levels.length)
    .map((kind, i) => ({ kind, run: { steps: [{ log10_grad_norm: levels[i] }] } }));

function say(question) {
  if (question.powers) return [question.powers.map(powerWords), question.gains.map(percentWords)];
  if (question.answer) return ofAnswer(question);
  if (question.edited) return ofEdits(question.edited, question.run).map(said);
  if (question.cuts) return said(ofCuts(question.cuts.map((each) => ({ grain: "word", run: runOf(each), spans: [] }))));
  if (question.many) return said(ofMany(question.many, "beyond"));
  return [compared(question.levels).map(({ kind }) => kind.symbol), ranking(compared(question.levels)).map(said)];
}

await speaking("en");
const told = asked.map(say);
await speaking("ko");
for (const [i, question] of asked.entries()) if (question.powers) told[i].push(...say(question));
process.stdout.write(JSON.stringify(told));
