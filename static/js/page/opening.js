/**
 * Set the whole page at once: to an address, or to a scene of the lesson.
 * @import {AddressParts, Fields, Left, Scene} from "../types.js"
 */
import { batch } from "../../vendor/signals.js";
import { clamp } from "../pen/math.js";
import { ORDERS, placeOfUnit } from "../run/order.js";
import { duration } from "../run/phases.js";
import { fits } from "../run/scaling.js";
import { clip, openAct, openChapter, openTeaching, pin, readAs, readBeside, SPEEDS, seek, setView } from "./actions.js";
import { mended, NUMBERLESS, parse, query, TEXTLESS } from "./address.js";
import { setLooks } from "./looks-shown.js";
import { refresh, settled, substitute } from "./shown-run.js";
import {
  calm,
  edit,
  end,
  fields,
  finishedAt,
  intro,
  landing,
  lang,
  numbersMissing,
  order,
  playing,
  problems,
  run,
  scales,
  speed,
  standIn,
  stretch,
  u,
  unread,
  wall,
} from "./state.js";

/**
 * Show what an address says: its fields, and the moment to stop at; without one it plays.
 * @param {string} search
 * @param {Left} [left] what the address does not hold
 */
export async function openAddress(search, left = {}) {
  const page = parse(search, left.fields, left.lost);
  if (page.fields.model !== null) await fill(page, search, left);
  batch(() => {
    fields.value = page.fields;
    standIn.value = left.lost === TEXTLESS ? page.fields.sentence : null;
    scales.value = scalesIn(page);
    numbersMissing.value = left.lost === NUMBERLESS;
    speed.value = SPEEDS.includes(page.speed ?? 1) ? (page.speed ?? 1) : 1;
    playing.value = false;
    stretch.value = null;
    setView(page.view ?? "unrolled");
    openAct(page.act || 1);
    openChapter(page.lesson);
    readAs(page.mode);
    readBeside(page.beside);
    clip(page.clip_at || 1);
    openTeaching(page.teach);
    wall.value = page.wall;
    order.value = ORDERS.includes(page.order ?? "") ? String(page.order) : "index";
    setLooks({ ...page.looks, edit: "" });
    unread.value = [];
  });
  const land = (arrived = true) => {
    landing.value = null;
    const own = page.unit ?? 0;
    const unit = run.value ? Math.max(placeOfUnit(run.value, own), 0) : own;
    pin({ part: page.part ?? "", unit, term: page.term });
    u.value = beginning(left.u ?? page.u);
    stretch.value = left.stretch ?? null;
    playing.value = left.playing ?? (page.u === null && !calm.value && !intro.value);
    // edits belong to the words of their run
    edit.value = page.looks.edit;
    // an untouched page names nothing
    const at = u.peek();
    if (arrived && search.length > 1) import("./arrival.js").then(({ arrive }) => arrive(search, at)).catch(() => {});
  };
  landing.value = land;
  refresh();
  await settled();
  if (fields.value === page.fields && problems.value.length) await mend();
  if (landing.value !== land || !run.value) return;
  // its own picture has not come: land in the last one, and again when its own comes
  batch(() => land(false));
  landing.value = land;
}

/** Where the playhead begins; for those who want no motion where all is read. @param {number | null} named by the address */
function beginning(named) {
  finishedAt.value = named === null && calm.value ? (run.value?.tokens.length ?? 0) : null;
  return clamp(named ?? finishedAt.value ?? 0, 0, end.value);
}

/**
 * Where an address names a stored network and nothing that it can read, it reads its example.
 * @param {AddressParts} page
 * @param {string} search
 * @param {Left} left
 */
async function fill(page, search, left) {
  const [query, kept] = [new URLSearchParams(search), left.fields ?? {}];
  const named = ["sentence", "inputs", "token_ids"].some((name) => query.has(name) || name in kept);
  // without its code the address is asked for as it is
  const box = await import("./box.js").catch(() => null);
  Object.assign(page, await box?.readable(page.fields, named, lang.peek()));
}

/** What was done to the numbers of an address, where it says so and they have as many columns. @param {AddressParts} page */
function scalesIn({ fields: { inputs }, scale }) {
  return Array.isArray(inputs) && fits(scale, Number(inputs[0]?.length))
    ? /** @type {[number, number][]} */ (scale)
    : null;
}

/** No page is empty: where an address is refused, draw its other fields; what is wrong stays said. */
async function mend() {
  const said = problems.value;
  // nothing is wrong with these fields: they wait for the server
  if (said.some(({ passing }) => passing)) return;
  for (let sound = mended(fields.value, said); sound; ) {
    const wrong = await substitute(sound, said);
    sound = wrong && mended(sound, wrong);
  }
}

/** A stretch of the timeline that a lesson plays never takes longer than this, in seconds. */
const PATIENCE = 8;

/**
 * Set the whole page to a scene, and stop there or play on to another moment.
 * @param {Scene} scene
 */
export async function present({ fields: wanted, view: name, look, from, until }) {
  const there = run.value?.asked && same(run.value.asked, wanted) && same(fields.value, wanted);
  if (!there) {
    fields.value = wanted;
    refresh();
    await settled();
    // another wish has come, or there is no such run
    if (fields.value !== wanted || run.value?.asked !== wanted) return;
  }
  const shown = run.value;
  if (!shown) return;
  const T = shown.tokens.length;
  batch(() => {
    setView(name);
    pin(look(shown));
    seek(until && calm.value ? until(T) : from(T));
    if (!until || calm.value) return;
    stretch.value = { until: until(T), haste: Math.max(1, duration(from(T), until(T), T) / PATIENCE) };
    playing.value = true;
  });
}

/** @param {Fields} a @param {Fields} b */
const same = (a, b) => query(a).toString() === query(b).toString();
