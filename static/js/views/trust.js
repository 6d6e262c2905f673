/** Trust: the server checks itself by finite differences; the reader takes the network away and checks it in PyTorch. */
import { effect, signal } from "../../vendor/signals.js";
import { draw } from "../charts/check-errors.js";
import { unaddressable } from "../page/address.js";
import { fetchAnswer, fetchResponse, post } from "../page/api.js";
import { addressOf, fileOf, questionOf } from "../page/downloads.js";
import { isDrawn } from "../page/network.js";
import { questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { asked, lang, run } from "../page/state.js";
import { terminalLine } from "../page/terminal-line.js";
import { find, say, sayRich, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { appAddress } from "../run/app-address.js";
import { checkTable } from "../tables/check.js";
import { bindTable } from "../widgets/chart-table.js";
import { copyText } from "../widgets/copying.js";
import { bindFailure } from "../widgets/refusals.js";
import { t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";

/** @import {Probe} from "../charts/check-errors.js" */
/** @import {Question} from "../page/api.js" */
/** @import {CheckAnswer, Failure} from "../types.js" */

const HEIGHT = 132;
/** Above this relative error the sentence changes its tone; docs/api.md has the reason. */
const ALARM = 1e-5;

/** The server's answer, for the run that it belongs to. */
const checked = signal(/** @type {CheckAnswer | null} */ (null));
const busy = signal(false);
/** What the last button did, as a key and its arguments. */
const said = signal(/** @type {[string, Record<string, string>]} */ (["trust-say", {}]));
/** What was not answered, and how to ask for it again. */
const trouble = signal(/** @type {(Failure & {again: () => void}) | null} */ (null));

export function bindTrust() {
  const panel = find(".trust");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  const button = /** @type {HTMLButtonElement} */ (find("#check"));
  svg.setAttribute("height", String(HEIGHT));
  button.addEventListener("click", startCheck);
  find("#copy-script").addEventListener("click", copyScript);
  find("#copy-curl").addEventListener("click", copyLine);
  bindFiles(/** @type {HTMLElement} */ (find(".files", panel)));
  effect(() => {
    // another run: what was checked is no longer what is shown
    if (run.value) forget();
  });
  effect(() => {
    button.disabled = busy.value;
    if (words.value)
      patch(
        svg,
        draw(checked.value?.steps ?? empty(), { width: width.value, height: HEIGHT, alarm: t("trust-alarm") }),
      );
  });
  bindRefusal(panel);
  bindTable(svg, () => run.value && checkTable(run.value, checked.value?.steps ?? []));
  effect(() => {
    if (words.value) sayRich(find("#trust-say"), t(...said.value));
  });
}

/** What was said about a run that is no longer shown, and what is still under way. */
function forget() {
  trouble.value = null;
  for (const question of [check, script, download]) question.stop();
  checked.value = null;
  report("trust-say");
}

/** @param {string} key @param {Record<string, string>} [args] */
function report(key, args = {}) {
  said.value = [key, args];
  find("#trust-text").hidden = key !== "copy-by-hand";
}

/** What a button asked for was refused. @param {() => void} again @returns {(failure: Failure) => void} */
const refuse = (again) => (failure) => {
  report("trust-say");
  trouble.value = { ...failure, again };
};

/** @param {HTMLElement} panel */
function bindRefusal(panel) {
  bindFailure(find(".refusal", panel), trouble, () => ({
    retry: () => trouble.value?.again(),
    mend: (tooMuch) => (tooMuch ? halfAsLarge() : ofCell()),
  }));
}

/** What a check costs only the server knows: half the network is a quarter of it. */
function halfAsLarge() {
  const half = Math.floor(Number(run.value?.hidden_size) / 2);
  if (!half || !isDrawn(asked.value)) return null;
  const label = t("mend-use-in", { label: t("field-hidden-size"), value: String(half) });
  return { label, act: () => ask({ hidden_size: half }) };
}

/** A cell that PyTorch has. */
function ofCell() {
  if (!trouble.value?.problems.some(({ field }) => field === "cell")) return null;
  return {
    label: t("mend-use-in", { label: t("field-cell"), value: "RNN" }),
    act: () => ask({ cell: "rnn" }),
  };
}

/** Steps without a probe yet. @returns {Probe[]} */
const empty = () => (run.value?.tokens ?? []).map((_, at) => ({ t: at, relative_error: null }));

/** @type {ReturnType<typeof questions<Question, CheckAnswer>>} */
const check = questions({
  fetch: (wish, signal) => fetchAnswer(wish, { lang: lang.peek(), signal }),
  show: (found) => {
    checked.value = found;
    report(...verdict(found));
  },
  fail: (failure) => {
    checked.value = null;
    refuse(startCheck)(failure);
  },
  busy,
});

/** Ask the server to nudge and to look. */
function startCheck() {
  trouble.value = null;
  report("trust-checking");
  check.ask(post("/check", asked.value));
}

/** @param {CheckAnswer} answer @returns {[string, Record<string, string>]} */
function verdict({ probes, worst_relative_error: worst, steps }) {
  const args = { probes: String(probes), steps: String(steps.length) };
  if (worst === null) return ["trust-beyond", args];
  return [worst < ALARM ? "trust-good" : "trust-bad", { ...args, worst: worst === 0 ? "0" : power(Math.log10(worst)) }];
}

/** The whole network as a PyTorch script. @type {ReturnType<typeof questions<Question, string>>} */
const script = questions({
  fetch: async (wish, signal) => (await fetchResponse(wish, { lang: lang.peek(), signal })).text(),
  show: (text) => copy("trust-copied", text),
  fail: refuse(copyScript),
});

/** A file of the run or of its network. @type {ReturnType<typeof questions<string, Blob>>} */
const download = questions({
  fetch: async (name, signal) =>
    (await fetchResponse(questionOf(asked.peek(), name), { lang: lang.peek(), signal })).blob(),
  show: save,
  fail: (failure, name) => refuse(() => askFor(name))(failure),
});

function copyScript() {
  trouble.value = null;
  script.ask(post("/script", asked.value));
}

/** @param {string} name */
function askFor(name) {
  trouble.value = null;
  download.ask(name);
}

/** The links of the files. Where the text is too long for one, the file is asked for by POST. @param {HTMLElement} menu */
function bindFiles(menu) {
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (menu.querySelectorAll("[data-file]"))];
  const nameOf = (/** @type {HTMLElement} */ link) => String(link.dataset.file);
  effect(() => {
    for (const link of links) link.href = appAddress(addressOf(asked.value, nameOf(link)) ?? fileOf(nameOf(link)).url);
  });
  menu.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("[data-file]");
    if (!link || !unaddressable(asked.value)) return;
    event.preventDefault();
    askFor(nameOf(/** @type {HTMLElement} */ (link)));
  });
}

/** @param {Blob} file @param {string} name */
function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = fileOf(name).file;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Copy the run as one line for the reader's terminal. */
function copyLine() {
  const windows = /windows/i.test(navigator.userAgent);
  const { line, shell } = terminalLine(location.origin + appAddress("/step"), asked.value, windows);
  return copy(shell === "powershell" ? "trust-powershell-copied" : "trust-curl-copied", line);
}

/** Copy a text, and say so. @param {string} key @param {string} text */
async function copy(key, text) {
  const weights = text.includes("weights.safetensors") ? "file" : "inline";
  const done = await copyText(text, () => shown(text));
  report(done === "copied" ? key : "copy-by-hand", { weights });
}

/** A text that the reader copies by hand. @param {string} text */
function shown(text) {
  const box = find("#trust-text");
  say(box, text);
  box.hidden = false;
  return box;
}
