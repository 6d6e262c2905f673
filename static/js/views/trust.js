/** Trust: the server checks itself by finite differences; the reader takes the network away and checks it in PyTorch. */
import { effect, signal } from "../../vendor/signals.js";
import { query } from "../address.js";
import { draw } from "../charts/errors.js";
import { find, sayRich, widthOf } from "../dom.js";
import { t, words } from "../i18n.js";
import { power } from "../narration.js";
import { fields, lang, run } from "../state.js";
import { patch } from "../svg.js";

/** @import {Probe} from "../charts/errors.js" */
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
  effect(() => {
    /** @type {HTMLAnchorElement} */ (find("#get-weights")).href = `/weights?${query(fields.value)}`;
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
  busy.value = true;
  told.value = ["trust-checking", {}];
  const asked = run.value;
  const response = await post("/check").catch(() => null);
  busy.value = false;
  if (asked !== run.value) return;
  if (!response?.ok) {
    told.value = ["trust-refused", { why: response ? await sentence(response) : t("problem-unreachable") }];
    return;
  }
  checked.value = await response.json();
  told.value = verdict(/** @type {Check} */ (checked.value));
}

/** @param {Check} answer @returns {[string, Record<string, string>]} */
function verdict({ probes, worst_relative_error: worst, steps }) {
  const args = { probes: String(probes), steps: String(steps.length) };
  if (worst === null) return ["trust-beyond", args];
  return [worst < ALARM ? "trust-good" : "trust-bad", { ...args, worst: worst === 0 ? "0" : power(Math.log10(worst)) }];
}

/** @param {string} path */
const post = (path) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": lang.value },
    body: JSON.stringify(body()),
  });

/** The fields as a POST takes them: numbers are numbers. */
function body() {
  const named = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (fields.value));
  return Object.fromEntries([...query(fields.value).keys()].map((name) => [name, named[name]]));
}

/** The server's own sentence. @param {Response} response */
async function sentence(response) {
  const { detail } = await response.json();
  return Array.isArray(detail) ? detail.map(({ msg }) => msg).join(" ") : String(detail);
}

/** The whole network as a PyTorch script. */
async function script() {
  const response = await post("/script");
  if (!response.ok) throw new Error(await sentence(response));
  return response.text();
}

/** The run as one line for a shell. */
const curl = () => `curl '${location.origin}/step?${query(fields.value).toString().replaceAll("'", "%27")}'`;

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
