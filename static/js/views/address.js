/** The address bar follows the page, and the page the address bar. */
import { computed, effect } from "../../vendor/signals.js";
import { open } from "../actions.js";
import { query, search, unaddressable } from "../address.js";
import { find } from "../dom.js";
import { fields, lang, langChosen, lesson, playing, problems, run, u, unit, view } from "../state.js";
import { held } from "./pace.js";

/** Changes closer together than this, in ms, are one: typing must not leave an entry a letter in the history. */
const SETTLED = 900;
/** The address is written at most this often, in ms: browsers slow down a page that writes more. */
const OFTEN = 150;
/** The longest query that the server takes. */
const SERVED = 60_000;

export function bindAddress() {
  const request = computed(() => query(fields.value).toString());
  const link = /** @type {HTMLAnchorElement} */ (find("#as-json"));
  effect(() => {
    link.href = request.value.length > SERVED ? "/docs" : `/step?${request.value}`;
  });
  const write = gently(() => history.replaceState(kept(), "", address()));
  let written = request.peek();
  let entered = Number.NEGATIVE_INFINITY;
  effect(() => {
    // what a hand passes on its way is no place to come back to
    if (held.value || request.value === written || problems.value.length) return;
    written = request.value;
    const fresh = performance.now() - entered > SETTLED;
    entered = performance.now();
    if (fresh) history.pushState(kept(), "", address());
    else write();
  });
  let touched = location.search !== "";
  effect(() => {
    const { page } = here();
    // an untouched page keeps its bare address
    touched ||= Boolean(page.u) || page.lesson !== null;
    if (touched && page.u !== null && run.value && !held.value) write();
  });
  addEventListener("pagehide", () => {
    if (touched || playing.value) history.replaceState(kept(), "", address(u.value));
  });
  addEventListener("popstate", async () => {
    await open(location.search, history.state?.sentence);
    written = request.peek();
  });
}

/** What the page's address says now; while it plays, no moment is its own. */
const here = (at = playing.value ? null : u.value) => ({
  fields: fields.value,
  page: {
    u: at,
    lang: langChosen.value ? lang.value : null,
    view: view.value,
    unit: unit.value,
    lesson: lesson.value,
  },
});

/** @param {number | null} [at] */
function address(at) {
  const now = here(at);
  return search(now.fields, now.page);
}

/** What the address cannot hold. */
const kept = () => (unaddressable(fields.value) ? { sentence: fields.value.sentence } : null);

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
