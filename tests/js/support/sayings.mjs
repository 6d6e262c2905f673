/**
 * For the tests of what the page says: reads a JSON list of questions, {run, block}, {memory}, {beside}, {answer, fields},
 * {lesson} or {presets}, and writes what the page's own code would say to each.
 */
import { readFileSync } from "node:fs";
import * as claims from "../../../static/js/lesson/claims.js";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { complete } from "../../../static/js/page/api.js";
import { PRESETS, presetFields } from "../../../static/js/page/presets.js";
import { align } from "../../../static/js/run/alignment.js";
import { differences } from "../../../static/js/run/differences.js";
import { learn } from "../../../static/js/run/facts.js";
import { fateOf } from "../../../static/js/run/fate.js";
import { moment, phaseStops } from "../../../static/js/run/phases.js";
import { ofStairs, ofStep, ofWholeWay } from "../../../static/js/words/accounts.js";
import { t } from "../../../static/js/words/i18n.js";
import { narrate } from "../../../static/js/words/narration.js";
import { parting } from "../../../static/js/words/parting.js";
import { ofThis } from "../../../static/js/words/remembering.js";
import { sayings } from "../../../static/js/words/verdict.js";
import { why } from "../../../static/js/words/why.js";
import { speaking } from "./words.js";

const LANGUAGES = ["en", "ko"];
learn(JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url), "utf8")));
const asked = JSON.parse(readFileSync(0, "utf8"));

/** Which steps are side by side, and what is said of two runs. */
function ofTwo([first, second]) {
  const pairs = align(first.tokens, second.tokens);
  return [["pairs", pairs], ...parting(first, second, pairs, differences(first, second, pairs))];
}

const runOf = ({ answer, fields }) => complete(answer, { ...DEFAULTS, ...fields });

/** Each phase of a run, and its caption in the language that is spoken. */
const captions = (run) =>
  phaseStops(run.tokens.length)
    .slice(1)
    .map((u) => {
      const now = moment(u, run.tokens.length);
      return { backward: now.backward, t: now.t, phase: now.phase, text: narrate(run, now).text };
    });

/** All that is said of a whole answer. */
function ofAnswer(question) {
  const run = runOf(question);
  const { slope, weight } = ofStairs(run);
  return {
    fate: fateOf(run),
    whole: ofWholeWay(run),
    steps: run.steps.map((step) => ofStep(run, step)),
    stairs: [slope, weight].filter((saying) => typeof saying !== "string"),
    captions: { en: captions(run) },
    why: run.steps.map((_, at) => why(run, at, 0)),
  };
}

/** What the lesson says: its verdicts, each with the claims that it is made of. */
function ofLesson({ claims: name, run, beside, keys }) {
  const others = Object.fromEntries(Object.entries(beside ?? {}).map(([key, each]) => [key, runOf(each)]));
  const args = claims[name](runOf(run), others);
  return keys.map((key) => [key, args, t(key, args)]);
}

function say(question) {
  if (question.beside && !question.lesson) return ofTwo(question.beside);
  if (question.memory) return [ofThis(question.memory, "word")];
  if (question.answer) return ofAnswer(question);
  if (question.lesson) return ofLesson(question.lesson);
  if (question.presets) return PRESETS.map((name) => [name, presetFields(name, t("longer-sentence"))]);
  return sayings(question.run, question.block, "a");
}

await speaking("en");
const told = asked.map(say);
for (const lang of LANGUAGES.slice(1)) {
  await speaking(lang);
  for (const [i, question] of asked.entries()) {
    if (question.answer) told[i].captions[lang] = captions(runOf(question));
    if (question.lesson) told[i].push(...ofLesson(question.lesson));
    if (question.presets) told[i].push(...say(question));
  }
}
process.stdout.write(JSON.stringify(told));
