/** Trust: the server checks itself by finite differences; the reader takes the network away and checks it in PyTorch. */
import { effect, signal } from "../../vendor/signals.js";
import { draw } from "../charts/check-errors.js";
import { query, unaddressable } from "../page/address.js";
import { answer, question, reason, respond } from "../page/api.js";
import { asked, lang, run } from "../page/state.js";
import { find, sayRich, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";

/** @import {Probe} from "../charts/check-errors.js" */
/** @typedef {{probes: number, worst_relative_error: number | null, steps: Probe[], parameters: {name: string, relative_error: number | null}[]}} Check */

const HEIGHT = 132;
/** Above this relative error the sentence changes its tone; docs/api.md has the reason. */
const ALARM = 1e-5;

/** The server's answer, for the run that it belongs to. */
const checked = signal(/** @type {Check | null} */ (null));
const busy = signal(false);
/** What the last button did: a key and its arguments. */
const told = signal(/** @type {[string, Record<string, string>]} */ (["trust-say", {}]));

export function bindTrust() {
  const panel = find(".trust");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  const button = /** @type {HTMLButtonElement} */ (find("#check"));
  svg.setAttribute("height", String(HEIGHT));
  button.addEventListener("click", check);
  find("#copy-script").addEventListener("click", () => copy("trust-copied", script));
  find("#copy-curl").addEventListener("click", () => copy("trust-curl-copied", async () => curl()));
  const file = /** @type {HTMLAnchorElement} */ (find("#get-weights"));
  file.addEventListener("click", weights);
  effect(() => {
    file.href = unaddressable(asked.value) ? "/weights" : `/weights?${query(asked.value)}`;
  });
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
  effect(() => {
    if (words.value) sayRich(find("#trust-say"), t(...told.value));
  });
}

function forget() {
  checked.value = null;
  told.value = ["trust-say", {}];
}

/** Steps without a probe yet. @returns {Probe[]} */
const empty = () => (run.value?.tokens ?? []).map((_, at) => ({ t: at, relative_error: null }));

/** Ask the server to nudge and to look. */
async function check() {
  const of = run.value;
  busy.value = true;
  told.value = ["trust-checking", {}];
  /** @type {Check | null} */
  let found = null;
  let why = "";
  try {
    found = await answer(question("/check", asked.value), { lang: lang.value });
  } catch (error) {
    why = reason(error);
  }
  busy.value = false;
  if (of !== run.value) return;
  checked.value = found;
  told.value = found ? verdict(found) : ["trust-refused", { why }];
}

/** @param {Check} answer @returns {[string, Record<string, string>]} */
function verdict({ probes, worst_relative_error: worst, steps }) {
  const args = { probes: String(probes), steps: String(steps.length) };
  if (worst === null) return ["trust-beyond", args];
  return [worst < ALARM ? "trust-good" : "trust-bad", { ...args, worst: worst === 0 ? "0" : power(Math.log10(worst)) }];
}

/** The whole network as a PyTorch script. */
const script = async () => (await respond(question("/script", asked.value), { lang: lang.value })).text();

/** The parameters as a file, where the text is too long for a link. @param {Event} event */
async function weights(event) {
  if (!unaddressable(asked.value)) return;
  event.preventDefault();
  try {
    const response = await respond(question("/weights", asked.value), { lang: lang.value });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = "weights.safetensors";
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    told.value = ["trust-refused", { why: reason(error) }];
  }
}

/** The run as one line for a shell. */
const curl = () => `curl '${location.origin}/step?${query(asked.value).toString().replaceAll("'", "%27")}'`;

/** Put a text on the clipboard, and say so. @param {string} key @param {() => Promise<string>} make */
async function copy(key, make) {
  try {
    const text = await make();
    await navigator.clipboard.writeText(text);
    told.value = [key, { weights: text.includes("weights.safetensors") ? "file" : "inline" }];
  } catch (error) {
    told.value = ["trust-refused", { why: String(error instanceof Error ? error.message : error) }];
  }
}
