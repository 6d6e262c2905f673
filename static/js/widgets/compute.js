/**
 * "Let me compute": the reader types the numbers of a vector, and hears of each whether it is right, and which term or
 * step explains a wrong one.
 * @import {Run, Saying} from "../types.js"
 * @import {Judgement, Slip} from "../run/attempt-check.js"
 * @import {Sum} from "../run/sums.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { pin } from "../page/actions.js";
import { begin, end, finished, goOn, task } from "../page/computing.js";
import { readNumber } from "../page/paste.js";
import { computing, run } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { sub } from "../pen/numbers.js";
import { vectorOf } from "../run/algebra.js";
import { crossedSums, decimals, firstWrong, judge } from "../run/attempt-check.js";
import { isPlain } from "../run/facts.js";
import { sumOf } from "../run/sums.js";
import { formulasOf } from "../words/formulas.js";
import { t, words } from "../words/i18n.js";

/** More units than this are not asked for. */
const MOST = 16;
/** Right numbers are given back with these decimals. */
const DECIMALS = 4;

/** What was said last. */
const said = signal(/** @type {Saying | null} */ (null));

/** @param {HTMLElement} panel */
export function bindCompute(panel) {
  const form = /** @type {HTMLFormElement} */ (find("#compute-form", panel));
  const button = /** @type {HTMLButtonElement} */ (find("#compute-begin", panel));
  button.addEventListener("click", () => {
    said.value = null;
    if (computing.value === null) begin();
    else end();
  });
  effect(() => {
    const on = computing.value !== null;
    const can = Boolean(run.value && sums(run.value) && run.value.hidden_size <= MOST);
    button.disabled = !on && !can;
    button.setAttribute("aria-pressed", String(on));
    if (words.value) say(button, t(on ? "compute-end" : "compute-begin"));
    form.hidden = !on;
    document.body.toggleAttribute("data-computing", on);
  });
  bindTask(form);
  bindTerms(form);
  effect(() => {
    if (!words.value) return;
    const last = finished.value ? t("compute-finished") : "";
    say(find("#compute-say", panel), said.value ? t(...said.value) : last);
  });
}

/** Whether the answer holds what a sum is made of. @param {Run} shown */
const sums = (shown) => shown.parameters !== undefined && Object.keys(shown.steps[0]?.gates ?? {}).length > 0;

/** Where the panel inside A has what is asked for. @param {{part: string} | null} asked */
const partOf = (asked) => (asked && !isPlain(run.peek()?.cell ?? "rnn") ? { part: asked.part } : {});

/** The vector that is asked for. @param {Run} shown @param {{t: number, part: string}} asked */
const valuesOf = (shown, { t: step, part }) => vectorOf(shown, part, step) ?? [];

/** @param {{t: number, part: string}} asked @param {number} j */
const nameOf = ({ t: step, part }, j) => `${sub(part, step)}[${j}]`;

/** How an element comes about. @param {Run} shown @param {{t: number, part: string}} asked @param {number} j @returns {Sum | null} */
function sumFor(shown, { t: step, part }, j) {
  const sum = sumOf(shown, step, isPlain(shown.cell) ? "a" : part, j);
  // what bends a part of the state bends it later
  return sum?.terms[0]?.kind === "state" ? { ...sum, squash: null } : sum;
}

/** @param {HTMLFormElement} form */
function bindTask(form) {
  const answers = find(".answers", form);
  const inputs = () => [...answers.querySelectorAll("input")];
  effect(() => {
    const [shown, asked] = [run.value, task.value];
    if (!shown || !asked || !words.value) return;
    const count = valuesOf(shown, asked).length;
    const key = `${asked.t} ${asked.part} ${count}`;
    say(
      find("#compute-task", form),
      t("compute-task", {
        vector: sub(asked.part, asked.t),
        step: String(asked.t + 1),
        of: String(shown.tokens.length),
      }),
    );
    find(".formula", form).replaceChildren(...formulasOf(shown, asked.t, false));
    if (answers.dataset.key === key) return;
    const moved = answers.dataset.key !== undefined && form.contains(document.activeElement);
    answers.dataset.key = key;
    answers.replaceChildren(...Array.from({ length: count }, (_, j) => answerBox(nameOf(asked, j), j)));
    if (moved) inputs()[0]?.focus({ preventScroll: true });
  });
  answers.addEventListener("focusin", ({ target }) => {
    const part = partOf(task.peek());
    if (target instanceof HTMLInputElement) pin({ ...part, unit: Number(target.dataset.unit), term: null });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter === null || !form.querySelector("#compute-terms")?.contains(document.activeElement))
      check(inputs());
  });
  find("#compute-show", form).addEventListener("click", () => {
    const [shown, asked] = [run.value, task.value];
    if (!shown || !asked) return;
    const values = valuesOf(shown, asked).map((value) => value.toFixed(DECIMALS).replace("-", "−"));
    said.value = ["compute-shown", { vector: sub(asked.part, asked.t), values: `[${values.join(", ")}]` }];
    goOn();
  });
}

/** A field for one number, and what is said of it. @param {string} name @param {number} j */
function answerBox(name, j) {
  const [label, text, input, verdict] = [make("label"), make("span"), make("input"), make("output")];
  say(text, name);
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off", id: `compute-${j}` });
  input.dataset.unit = String(j);
  verdict.id = `compute-verdict-${j}`;
  input.setAttribute("aria-describedby", verdict.id);
  input.addEventListener("input", () => {
    say(verdict, "");
    input.removeAttribute("aria-invalid");
  });
  label.append(text, input, verdict);
  return label;
}

/** @param {HTMLInputElement[]} inputs */
function check(inputs) {
  const [shown, asked] = [run.value, task.value];
  if (!shown || !asked) return;
  const judged = inputs.map((input, j) => judgeOne(shown, asked, input, j));
  const wrong = judged.findIndex((each) => each?.verdict === "wrong");
  const missing = judged.indexOf(null);
  if (wrong >= 0) {
    const { slip } = /** @type {Judgement} */ (judged[wrong]);
    inputs[wrong]?.focus({ preventScroll: true });
    pin({ ...partOf(asked), unit: wrong, term: slip?.term ?? null });
    said.value = sentence(shown, asked, wrong, slip);
  } else if (missing >= 0) {
    said.value = ["compute-missing", { number: nameOf(asked, missing) }];
    inputs[missing]?.focus({ preventScroll: true });
  } else {
    const rounded = judged.some((each) => each?.verdict === "rounded");
    const values = valuesOf(shown, asked).map((value) => value.toFixed(DECIMALS).replace("-", "−"));
    said.value = [
      rounded ? "compute-all-rounded" : "compute-all-right",
      { vector: sub(asked.part, asked.t), values: `[${values.join(", ")}]` },
    ];
    goOn();
  }
}

/**
 * What is said beside a number; null where none is written.
 * @param {Run} shown
 * @param {{t: number, part: string}} asked
 * @param {HTMLInputElement} input
 * @param {number} j
 */
function judgeOne(shown, asked, input, j) {
  const typed = readNumber(input.value);
  const verdict = find("output", /** @type {Element} */ (input.parentElement));
  if (typed === null) {
    say(verdict, input.value.trim() ? t("compute-unreadable") : "");
    return null;
  }
  const values = valuesOf(shown, asked);
  const sum = sumFor(shown, asked, j);
  const crossed = sum ? crossedSums(shown, asked.t, sum) : [];
  const judgement = judge(typed, decimals(input.value), Number(values[j]), { sum, others: values, crossed });
  say(verdict, t(`compute-${judgement.verdict}`));
  input.setAttribute("aria-invalid", String(judgement.verdict === "wrong"));
  return judgement;
}

/**
 * What explains a wrong number.
 * @param {Run} shown
 * @param {{t: number, part: string}} asked
 * @param {number} j
 * @param {Slip | null} slip
 * @returns {Saying}
 */
function sentence(shown, asked, j, slip) {
  const number = nameOf(asked, j);
  if (!slip) return ["slip-unknown", { number }];
  const [kind = "", bare] = slip.kind.split("+");
  const sum = sumFor(shown, asked, j);
  const args = {
    number,
    term: slip.term === null || !sum ? "" : termName(asked.t, sum, slip.term),
    f: sum?.squash?.f ?? "",
    other: slip.other === undefined ? "" : nameOf(asked, slip.other),
    bare: bare ? "yes" : "no",
  };
  return [`slip-${kind}`, args];
}

/** A term in letters: "h₋₁[0] · W_h[0, 1]". @param {number} step @param {Sum} sum @param {number} place */
function termName(step, { terms, unit }, place) {
  const term = terms[place];
  if (!term) return "";
  if (term.kind === "recurrent") return `${sub("h", step - 1)}[${term.index}] · Wₕ[${term.index}, ${unit}]`;
  if (term.kind === "input") return `${sub("x", step)}[${term.index}] · Wₓ[${term.index}, ${unit}]`;
  return term.kind === "bias" ? `b[${unit}]` : term.names.join(" · ");
}

/** One unit, product by product. @param {HTMLFormElement} form */
function bindTerms(form) {
  const [place, select] = [find(".terms", form), /** @type {HTMLSelectElement} */ (find("#compute-unit", form))];
  const chosen = signal(0);
  select.addEventListener("input", () => {
    chosen.value = Number(select.value);
  });
  effect(() => {
    const [shown, asked] = [run.value, task.value];
    if (!shown || !asked) return;
    const count = valuesOf(shown, asked).length;
    const key = `${asked.t} ${asked.part} ${count}`;
    if (select.dataset.key !== key) {
      select.dataset.key = key;
      select.replaceChildren(...Array.from({ length: count }, (_, j) => new Option(nameOf(asked, j), String(j))));
      chosen.value = 0;
    }
    const sum = sumFor(shown, asked, Math.min(chosen.value, count - 1));
    const terms = sum?.terms ?? [];
    place.replaceChildren(...terms.map((_, i) => termBox(/** @type {Sum} */ (sum), asked.t, i)));
  });
  place.addEventListener("input", () => {
    const [shown, asked] = [run.value, task.value];
    const sum = shown && asked && sumFor(shown, asked, chosen.value);
    if (sum) checkTerms([...place.querySelectorAll("input")], sum, asked.t);
  });
}

/** @param {Sum} sum @param {number} step @param {number} i */
function termBox(sum, step, i) {
  const [label, text, input] = [make("label"), make("span"), make("input")];
  say(text, termName(step, sum, i));
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" });
  input.addEventListener("focus", () => pin({ ...partOf(task.peek()), unit: sum.unit, term: i }));
  label.append(text, input);
  return label;
}

/** @param {HTMLInputElement[]} inputs @param {Sum} sum @param {number} step */
function checkTerms(inputs, sum, step) {
  const tried = inputs.map(({ value }) => ({ typed: readNumber(value), places: decimals(value) }));
  const wrong = firstWrong(tried, sum);
  for (const [i, input] of inputs.entries()) input.setAttribute("aria-invalid", String(i === wrong));
  const all = tried.every(({ typed }) => typed !== null);
  if (wrong !== null) {
    pin({ ...partOf(task.peek()), unit: sum.unit, term: wrong });
    said.value = ["slip-product", { term: termName(step, sum, wrong) }];
  } else said.value = all ? ["compute-terms-right", {}] : null;
}
