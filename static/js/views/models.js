/**
 * A network from elsewhere: a file in, what was found in it, what it can read; and the networks that are stored.
 * @import {Failure, StoredNetwork} from "../types.js"
 * @import {FileOptions} from "../page/models.js"
 * @import {Mend} from "../widgets/problem.js"
 * @import {Field} from "../widgets/refusals.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { reason } from "../page/api.js";
import { inTheBox } from "../page/box.js";
import { showRandom } from "../page/example.js";
import {
  fetchModel,
  fetchModels,
  fieldsFor,
  forgetModel,
  inputsOf,
  mapOf,
  upload,
  vocabularyOf,
} from "../page/models.js";
import { failureOf, questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { fields, lang } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { short } from "../pen/numbers.js";
import { appAddress } from "../run/app-address.js";
import { showProblem } from "../widgets/problem.js";
import { bindComplaint, labelOf } from "../widgets/refusals.js";
import { bindShelf } from "../widgets/shelf.js";
import { has, t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";

/** The network whose card is shown, and the file that is being read. */
const model = signal(/** @type {StoredNetwork | null} */ (null));
const stored = signal(/** @type {StoredNetwork[]} */ ([]));
/** Those that ship; null until they are here, and why they are not. */
const boxed = signal(/** @type {StoredNetwork[] | null} */ (null));
const away = signal("");
const file = signal(/** @type {File | null} */ (null));
/**
 * What the server said of the file, the names that it lists, and what asks again where another try may succeed.
 * @typedef {{sentence: string, type: string, names: string[], again: (() => void) | null}} Refusal
 */
/** Why there is no network. */
const refusal = signal(/** @type {Refusal | null} */ (null));
/** How much of the file has been sent; null where none is on its way. */
const sent = signal(/** @type {number | null} */ (null));

let bound = false;

/** Show the panel, and read a file where one is given. @param {File} [dropped] */
export function openModels(dropped) {
  const dialog = /** @type {HTMLDialogElement} */ (find("#models"));
  if (!bound) bind(dialog);
  bound = true;
  if (!dialog.open) dialog.showModal();
  if (dropped) take(dropped);
  else if (!model.value && fields.peek().model !== null) show(String(fields.peek().model));
  list();
}

/** Read a file, in sight. @param {File} given */
function take(given) {
  file.value = given;
  find("#models .elsewhere").scrollIntoView({ block: "start" });
  send({});
}

/** @param {HTMLDialogElement} dialog */
function bind(dialog) {
  find(".close", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    // the dialog's own box is covered by its contents: what is hit is around it
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", drop);
  const input = /** @type {HTMLInputElement} */ (find("#model-file", dialog));
  input.addEventListener("change", () => {
    const [given] = input.files ?? [];
    if (given) take(given);
    input.value = "";
  });
  bindBox(dialog);
  bindAsks(/** @type {HTMLFormElement} */ (find(".asks", dialog)));
  bindCard(find(".card", dialog), dialog);
  bindStored(find(".stored", dialog));
  effect(() => {
    const bar = find(".sending", dialog);
    bar.hidden = sent.value === null;
    /** @type {HTMLProgressElement} */ (find("progress", bar)).value = sent.value ?? 0;
    if (words.value && sent.value !== null)
      say(
        find(".what", bar),
        t(sent.value < 1 ? "models-sending" : "models-reading", { name: file.value?.name ?? "" }),
      );
  });
  bindRefusals(dialog, input);
}

/** The question of the form that a refusal is about; "" where it is about the file. @param {Refusal | null} said */
function questionOf(said) {
  const type = said?.type ?? "";
  if (said?.names.length && ["file_several_networks", "file_no_such_prefix"].includes(type)) return "prefix";
  if (type.startsWith("file_map") || ["file_no_network", "file_missing_array", "file_name_twice"].includes(type))
    return "map";
  if (type.startsWith("file_vocabulary")) return "vocabulary";
  return type === "file_nonlinearity" ? "nonlinearity" : "";
}

/**
 * Each refusal below the question that it is about; else below the place where files are dropped.
 * @param {HTMLElement} dialog
 * @param {HTMLElement} input
 */
function bindRefusals(dialog, input) {
  const place = find(".refusal", dialog);
  effect(() => {
    const said = words.value && questionOf(refusal.value) === "" ? refusal.value : null;
    const other = { label: mendWordsHere() ? t("models-other-file") : "", act: () => input.click() };
    const mend = said?.again ? { label: t("retry"), act: said.again } : other;
    showProblem(place, said?.sentence ?? "", mend.label ? mend : null);
  });
  for (const name of ["prefix", "map", "vocabulary", "nonlinearity"]) {
    const field = /** @type {Field} */ (find(`#model-${name}`, dialog));
    bindComplaint(field, () => {
      const said = questionOf(refusal.value) === name ? refusal.value : null;
      return said && mendWordsHere() ? { text: inTheForm(said, labelOf(field)), mend: mendOf(field, said) } : null;
    });
  }
}

/** A refusal in the words of the form. @param {Refusal} said @param {string} label */
function inTheForm({ type, names, sentence }, label) {
  const key = `models-refused-${type.replaceAll("_", "-")}`;
  if (has(key) && (names.length || type !== "file_no_network")) return t(key, { label, names: names.join(", ") });
  return sentence.replace(/\b(map|prefix|vocabulary|nonlinearity)=?(?= )/, t("quoted", { token: label }));
}

/**
 * What mends it: the first of the networks that are there, or the file read as before.
 * @param {Field} field
 * @param {Refusal} said
 * @returns {Mend | null}
 */
function mendOf(field, { names: [first] }) {
  if (field instanceof HTMLSelectElement && field.id === "model-prefix" && first)
    return {
      label: t("mend-use", { value: first }),
      act() {
        field.value = first;
        send({ prefix: first });
      },
    };
  if (field.value === "") return null;
  return {
    label: t("mend-back"),
    act() {
      field.value = "";
      send({});
    },
  };
}

/** The networks that ship, in the reader's language. @param {HTMLDialogElement} dialog */
function bindBox(dialog) {
  const shelf = find(".shelf", dialog);
  const shown = computed(() => boxed.value ?? []);
  bindShelf(find("ul", shelf), shown, () => dialog.close());
  effect(() => {
    shelf.hidden = boxed.value?.length === 0;
    shelf.toggleAttribute("aria-busy", boxed.value === null && away.value === "");
    const place = find(".away", shelf);
    place.hidden = away.value === "";
    say(place, away.value);
  });
  const random = find(".head .random", dialog);
  random.addEventListener("click", () => {
    dialog.close();
    showRandom();
  });
  effect(() => {
    random.hidden = fields.value.model === null;
  });
  effect(() => {
    if (lang.value && dialog.open) list();
  });
}

/** The newest way to read the file counts. */
const uploads = questions({
  fetch: (/** @type {{as: FileOptions, of: File}} */ { as, of }, signal) => {
    const progress = (/** @type {number} */ share) => {
      if (!signal.aborted) sent.value = share;
    };
    return upload(of, as, { lang: lang.peek(), signal, progress });
  },
  show: (found) => {
    sent.value = null;
    model.value = found;
    list();
  },
  fail: (failure, { as }) => {
    sent.value = null;
    refuse(failure, () => send(as));
  },
});

/** Send the file, to be read as said. @param {FileOptions} as */
function send(as) {
  if (!file.value) return;
  sent.value = 0;
  refusal.value = null;
  uploads.ask({ as, of: file.value });
}

/** Send it no further. */
function drop() {
  uploads.stop();
  sent.value = null;
}

/** @param {Failure} failure @param {() => void} again */
function refuse({ passing, sentence, details = [] }, again) {
  const [detail] = details;
  const names = typeof detail?.input === "string" ? detail.input.split(", ").filter((name) => name !== "…") : [];
  model.value = null;
  refusal.value = { sentence, type: String(detail?.type ?? ""), names, again: passing ? again : null };
}

/** What is asked of a file: after a refusal what that is about, else what the network lacks. @param {HTMLFormElement} form */
function bindAsks(form) {
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLSelectElement | HTMLTextAreaElement} */ (form.elements.namedItem(`model-${name}`));
  effect(() => {
    const { type = "", names = [] } = refusal.value ?? {};
    const found = model.value?.found;
    const several = ["file_several_networks", "file_no_such_prefix", "file_name_twice"].includes(type);
    const asks = {
      prefix: several && names.length > 0,
      map: type.startsWith("file_map") || ["file_no_network", "file_missing_array", "file_name_twice"].includes(type),
      vocabulary: type.startsWith("file_vocabulary") || Boolean(found?.embedding && found.vocabulary === null),
      nonlinearity: type === "file_nonlinearity" || found?.cell === "rnn",
    };
    for (const [name, shown] of Object.entries(asks)) find(`.${name}`, form).hidden = !shown;
    form.hidden = !file.value || !Object.values(asks).some(Boolean);
    if (asks.prefix) field("prefix").replaceChildren(...names.map((name) => new Option(name, name)));
    if (words.value) say(find(".vocabulary label", form), t("models-vocabulary", { V: found?.embedding?.[0] ?? 0 }));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const open = (/** @type {string} */ name) => !find(`.${name}`, form).hidden;
    send({
      ...(open("prefix") && { prefix: field("prefix").value }),
      ...(open("map") && { map: mapOf(field("map").value) }),
      ...(open("vocabulary") && { vocabulary: vocabularyOf(field("vocabulary").value) }),
      ...(open("nonlinearity") && { nonlinearity: field("nonlinearity").value }),
    });
  });
}

/** @param {HTMLElement} card @param {HTMLDialogElement} dialog */
function bindCard(card, dialog) {
  effect(() => {
    card.hidden = model.value === null;
    if (!model.value || !words.value) return;
    describe(card, model.value);
  });
  find(".use", card).addEventListener("click", () => {
    const chosen = /** @type {HTMLInputElement | null} */ (card.querySelector(".reads input:checked"));
    if (!model.value || !chosen) return;
    ask(fieldsFor(model.value, /** @type {"words" | "ids" | "numbers"} */ (chosen.value)));
    dialog.close();
    const sentence = document.querySelector("#sentence");
    if (chosen.value === "words" && sentence instanceof HTMLElement) sentence.focus();
  });
}

/** @param {HTMLElement} card @param {StoredNetwork} shown */
function describe(card, { id, name, found }) {
  say(find(".name", card), name);
  say(find(".summary", card), summaryOf(found));
  const facts = factsOf(found).flatMap(([key, value]) => [text("dt", t(key)), text("dd", value)]);
  find(".facts", card).replaceChildren(...facts);
  find(".radii", card).replaceChildren(radii(found.recurrent ?? []));
  const rows = (found.names ?? []).map((each) =>
    row([each.name, each.file, each.shape.join(" × "), each.dtype].map((cell) => text("td", cell))),
  );
  find(".names", card).hidden = rows.length === 0;
  find(".names tbody", card).replaceChildren(...rows);
  say(find(".notes", card), notesOf(found));
  const reads = find(".reads", card);
  for (const old of reads.querySelectorAll("label")) old.remove();
  reads.append(...inputsOf(found).map((input, i) => choice(input, i === 0, found)));
  /** @type {HTMLAnchorElement} */ (find(".weights", card)).href = appAddress(`/models/${id}/weights`);
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} content */
function text(tag, content) {
  const made = make(tag);
  made.textContent = content;
  return made;
}

/** @param {HTMLElement[]} cells */
function row(cells) {
  const made = make("tr");
  made.append(...cells);
  return made;
}

/** @param {string} input @param {boolean} checked @param {StoredNetwork["found"]} found */
function choice(input, checked, { embedding, vocabulary, input_size }) {
  const label = make("label");
  const radio = Object.assign(make("input"), { type: "radio", name: "reads", value: input, checked });
  const numbers = { last: (embedding?.[0] ?? 1) - 1, n: vocabulary ?? 0, I: input_size };
  label.append(radio, text("span", t(`models-reads-${input}`, numbers)));
  return label;
}

/** @param {StoredNetwork["found"]} found */
const summaryOf = ({ cell, nonlinearity, num_layers, bidirectional, hidden_size, input_size, parameters }) =>
  t("models-summary", {
    cell: cell === "rnn" ? `RNN (${nonlinearity})` : cell.toUpperCase(),
    layers: num_layers,
    ways: bidirectional ? "two" : "one",
    H: hidden_size,
    I: input_size,
    n: parameters,
  });

/** @param {StoredNetwork["found"]} found @returns {[string, string][]} */
function factsOf({ bias, embedding, head, head_bias, vocabulary, dtype, widened, prefix, unused_count }) {
  const size = (/** @type {number[] | null} */ shape) => (shape ? shape.join(" × ") : t("models-none"));
  return [
    ["models-biases", t(bias ? "models-yes" : "models-zeros")],
    ["models-embedding", size(embedding) + (vocabulary === null ? "" : ` · ${t("models-texts", { n: vocabulary })}`)],
    ["models-head", size(head) + (head ? ` · ${t(head_bias ? "models-with-bias" : "models-without-bias")}` : "")],
    ...(dtype
      ? [/** @type {[string, string]} */ (["models-dtype", dtype + (widened ? ` · ${t("models-widened")}` : "")])]
      : []),
    ...(prefix ? [/** @type {[string, string]} */ (["models-prefix-found", prefix])] : []),
    ...(unused_count ? [/** @type {[string, string]} */ (["models-unused", String(unused_count)])] : []),
  ];
}

/** ρ and σ of each W_h, a line for each layer and direction. @param {NonNullable<StoredNetwork["found"]["recurrent"]>} blocks */
function radii(blocks) {
  const table = make("table");
  table.append(row([t("models-matrix"), t("models-gate"), "ρ", "σ"].map((name) => text("th", name))));
  for (const { name, gate, spectral_radius: rho, largest_singular_value: sigma } of blocks)
    table.append(row([name, gate, short(rho), short(sigma)].map((cell) => text("td", cell))));
  table.hidden = blocks.length === 0;
  return table;
}

/** @param {StoredNetwork["found"]} found */
const notesOf = ({ notes = [], unused = [] }) =>
  [
    ...notes.map((note) => (has(`models-note-${note}`) ? t(`models-note-${note}`) : note)),
    ...(unused.length
      ? [t("models-unused-names", { names: unused.slice(0, 8).join(", ") + (unused.length > 8 ? ", …" : "") })]
      : []),
  ].join(" ");

/** Ask which networks are stored; without an answer the list is as it was. */
async function list() {
  try {
    const all = await fetchModels(lang.peek());
    boxed.value = inTheBox(all);
    stored.value = all.filter(({ card }) => !card);
    away.value = "";
  } catch (error) {
    // what was there stays; the file's own question says what is wrong with that
    if (boxed.value === null) away.value = reason(error);
  }
}

/** @param {string} id */
async function show(id) {
  try {
    const found = await fetchModel(id, lang.peek());
    // one that ships has its card on the shelf
    if (found.card) return;
    model.value = found;
    refusal.value = null;
    file.value = null;
  } catch (error) {
    refuse(failureOf(error), () => show(id));
  }
}

/** @param {HTMLElement} section */
function bindStored(section) {
  const place = find("ul", section);
  effect(() => {
    section.hidden = stored.value.length === 0;
    if (!words.value) return;
    place.replaceChildren(...stored.value.map(entry));
  });
  place.addEventListener("click", async ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target).closest("button");
    const id = pressed?.dataset.id;
    if (!pressed || !id) return;
    if (pressed.classList.contains("forget")) await forget(id);
    else await show(id);
  });
}

/** @param {StoredNetwork} each */
function entry({ id, name, found }) {
  const item = make("li");
  const open = make("button", "open");
  open.type = "button";
  open.dataset.id = id;
  open.append(text("strong", name), text("span", summaryOf(found)));
  open.setAttribute("aria-pressed", String(id === fields.peek().model));
  const forgets = make("button", "forget");
  forgets.type = "button";
  forgets.dataset.id = id;
  forgets.textContent = t("models-forget");
  forgets.setAttribute("aria-label", t("models-forget-name", { name }));
  item.append(open, forgets);
  return item;
}

/** @param {string} id */
async function forget(id) {
  try {
    await forgetModel(id, lang.peek());
    if (model.value?.id === id) model.value = null;
  } catch (error) {
    refuse(failureOf(error), () => forget(id));
  }
  await list();
}
