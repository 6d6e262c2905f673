/**
 * The address bar follows the page, and the page the address bar: docs/address.md says what is in it, and when.
 * @import {Fields, Left} from "../types.js"
 */
import { computed, effect } from "../../vendor/signals.js";
import { find } from "../pen/dom.js";
import { appAddress } from "../run/app-address.js";
import { unitName } from "../run/order.js";
import { DEFAULTS, NUMBERLESS, parse, query, readStateHash, search, TEXTLESS, unaddressed } from "./address.js";
import { looksChosen, looksNow } from "./looks-shown.js";
import { openAddress } from "./opening.js";
import { begin, drawing, gesture, held, pulled } from "./pace.js";
import {
  act,
  beside,
  block,
  clipAt,
  edit,
  fields,
  gridPlace,
  lang,
  langChosen,
  lesson,
  mode,
  numbersLost,
  order,
  part,
  playing,
  problems,
  run,
  scales,
  speed,
  stretch,
  teach,
  term,
  textLost,
  trial,
  u,
  unit,
  view,
  wall,
} from "./state.js";

/** Changes closer together than this, in ms, are one: typing must not leave an entry a letter in the history. */
const SETTLED = 900;
/** The address is written at most this often, in ms: browsers slow down a page that writes more. */
const OFTEN = 150;
/** The longest query that the server takes. */
const SERVED = 60_000;
/** Where the moment of a page that is left waits for its return, for as long as the tab lives. */
const MOMENT = "moment";

/** Show what the address says, and what a page that was left here was doing. */
export const openCurrentAddress = () => openAddress(location.search, { ...left(), ...remembered() });

export function bindAddress() {
  const request = computed(() => query(fields.value).toString());
  const link = /** @type {HTMLAnchorElement} */ (find("#as-json"));
  effect(() => {
    link.href = appAddress(request.value.length > SERVED || fields.value.state ? "/docs" : `/step?${request.value}`);
  });
  /** What another entry of the history begins with: another request, edit of What if, block, place or trial. */
  const said = computed(() =>
    entryOf(request.value, { edit: edit.value, block: block.value, place: gridPlace.value, trial: trial.value }),
  );
  /** What the entry says, and when and by which gesture it was made. */
  let [written, entered, made] = [addressed(), Number.NEGATIVE_INFINITY, gesture()];
  /** Whether a hand is at something that it has not let go. */
  let taken = false;
  /** Whether the server refuses what the entry says. */
  let refused = false;
  /** The query that is in the address bar. */
  let shown = location.search;
  /** How many entries are on their way back: until they are here, they know better than the page what they are. */
  let restoring = 0;
  let touched = shown !== "";
  const handled = bindTouch();
  const put = (/** @type {"pushState" | "replaceState"} */ how) => {
    history[how](kept(), "", address());
    shown = location.search;
  };
  const write = gently(() => {
    if (!restoring && (kept() || address() !== location.search + location.hash)) put("replaceState");
  });
  const isTaken = () => {
    const before = taken;
    taken = held.value || drawing.value;
    if (before && !taken) begin();
    return taken;
  };
  const isFresh = () => {
    if (gesture() !== made) return true;
    // edits that nobody took back went with the words that they were made for
    const dropped = !edit.peek() && written.startsWith(said.peek());
    return !dropped && performance.now() - entered > SETTLED;
  };
  const follow = () => {
    // what a hand passes on its way is no place to come back to, and to write it costs more than a frame
    if (isTaken() || pulled.value) return;
    const changed = said.value !== written && !problems.value.length;
    const { u: at } = onScreen();
    touched ||= changed || chosen() || (Boolean(at) && handled());
    if (restoring || !touched || !run.value) return;
    // what was refused leaves no entry: what is taken in its place has that
    const fresh = changed && !refused && isFresh();
    refused = problems.value.some(({ passing }) => !passing);
    if (changed) [written, entered, made] = [said.value, performance.now(), gesture()];
    if (fresh) put("pushState");
    else write();
  };
  effect(follow);
  addEventListener("pagehide", () => {
    remember(touched);
    if (touched && !restoring) put("replaceState");
  });
  addEventListener("popstate", async () => {
    // a link within the page leads to no other moment
    const within = history.state === null && location.search === shown && !isOwn(location.hash);
    if (within && touched) put("replaceState");
    if (within) return;
    restoring++;
    const opened = openAddress(location.search, left());
    [written, entered, made] = [addressed(), Number.NEGATIVE_INFINITY, gesture()];
    shown = location.search;
    touched = shown !== "";
    await opened;
    restoring--;
    follow();
  });
}

/**
 * What one entry of the history is told from the next by; the edits come last.
 * @param {string} request
 * @param {Partial<Record<"edit" | "block" | "place" | "trial", string>>} [looks]
 */
const entryOf = (request, { edit: edits = "", block: gate = "", place: at = "", trial: chosen = "" } = {}) =>
  [request, gate, at, chosen, edits].join(" ");

/** What the entry of the address that is open says. */
function addressed() {
  const { fields: own, lost } = left();
  const { fields: asked, looks } = parse(location.search, own, lost);
  return entryOf(String(query(asked)), looks);
}

/** Whether a hand was laid on the page: time that passes by itself touches nothing. */
function bindTouch() {
  let laid = false;
  for (const sign of ["pointerdown", "keydown"])
    addEventListener(
      sign,
      () => {
        laid = true;
      },
      { once: true, capture: true },
    );
  return () => laid;
}

/** Whether the page is looked at in another way than an untouched one. */
const chosen = () =>
  langChosen.value ||
  view.value !== "unrolled" ||
  unit.value > 0 ||
  part.value !== "" ||
  term.value !== null ||
  order.value !== "index" ||
  speed.value !== 1 ||
  lesson.value !== null ||
  act.value > 1 ||
  mode.value === "instrument" ||
  beside.value !== null ||
  clipAt.value !== 1 ||
  teach.value !== null ||
  wall.value ||
  looksChosen();

/** What the page's address says besides the request; while it plays, no moment is its own. */
const here = () => ({
  scale: scales.value,
  u: playing.value ? null : u.value,
  lang: langChosen.value ? lang.value : null,
  view: view.value,
  // by the network's own number: a link means the same unit in any order
  unit: run.value ? unitName(run.value, unit.value) : unit.value,
  order: order.value,
  part: part.value,
  term: term.value,
  speed: speed.value,
  act: mode.value === "acts" ? act.value : null,
  lesson: lesson.value,
  beside: beside.value,
  clip_at: clipAt.value,
  teach: teach.value,
  looks: looksNow(),
});

/** What was missing of the link, and is still. */
const lost = () => (textLost.value ? TEXTLESS : numbersLost.value ? NUMBERLESS : "");

/** The same with what a link for others leaves out: whether it fills this screen. */
const onScreen = () => ({ ...here(), wall: wall.value });

const address = () => search(fields.value, onScreen(), lost());

/** A link that opens the page as it is, at this moment, with a panel in view. @param {string} name */
export const linkTo = (name) =>
  new URL(
    search(fields.value, { ...here(), u: u.value, looks: { ...looksNow(), panel: name } }, lost()),
    location.origin + location.pathname,
  ).href;

/** The page as it is, at this moment, as a path of the app. */
export const pathNow = () => `/${search(fields.value, { ...here(), u: u.value }, lost())}`;

/** What the address cannot hold. */
const kept = () => unaddressed(fields.value);

/** What was kept of it, or that nothing was. @returns {Left} */
const left = () =>
  history.state === null
    ? {
        lost: [TEXTLESS, NUMBERLESS].find((hash) => hash === location.hash),
        fields: { state: readStateHash(location.hash) },
      }
    : { fields: known(history.state) };

/** Whether the end of an address is the page's own, and no link within it. @param {string} hash */
const isOwn = (hash) => ["", TEXTLESS, NUMBERLESS].includes(hash) || readStateHash(hash) !== null;

/** The fields of a kept state. @param {object} state @returns {Partial<Fields>} */
const known = (state) => Object.fromEntries(Object.entries(state).filter(([name]) => name in DEFAULTS));

/** Keep the moment for a return to this address; an untouched page starts over. @param {boolean} touched */
function remember(touched) {
  const moment = { search: location.search, u: u.value, playing: playing.value, stretch: stretch.value };
  try {
    if (touched) sessionStorage.setItem(MOMENT, JSON.stringify(moment));
    else sessionStorage.removeItem(MOMENT);
  } catch {
    // where nothing may be kept, a return starts over
  }
}

/** The moment at which this page was left, where this is a return to it: a reload, or back from elsewhere. @returns {Left} */
function remembered() {
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  try {
    const { search: there, ...moment } = JSON.parse(sessionStorage.getItem(MOMENT) ?? "{}");
    return arrival?.type !== "navigate" && there === location.search ? moment : {};
  } catch {
    return {};
  }
}

/** At once, and then not again before its time; the last call always counts. @param {() => void} act */
function gently(act) {
  let waiting = 0;
  let due = false;
  const run = () => {
    waiting = 0;
    if (!due) return;
    due = false;
    act();
    waiting = setTimeout(run, OFTEN);
  };
  return () => {
    due = true;
    if (!waiting) run();
  };
}
