/** The address bar follows the page, and the page the address bar. */
import { computed, effect } from "../../vendor/signals.js";
import { open } from "../actions.js";
import { query, search } from "../address.js";
import { find } from "../dom.js";
import { fields, lang, langChosen, playing, problems, run, u, unit, view } from "../state.js";

/** Changes closer together than this, in ms, are one: typing must not leave an entry a letter in the history. */
const SETTLED = 900;

export function bindAddress() {
  const request = computed(() => query(fields.value).toString());
  const link = /** @type {HTMLAnchorElement} */ (find("#as-json"));
  effect(() => {
    link.href = `/step?${request.value}`;
  });
  let written = request.peek();
  let entered = Number.NEGATIVE_INFINITY;
  effect(() => {
    if (request.value === written || problems.value.length) return;
    written = request.value;
    const fresh = performance.now() - entered > SETTLED;
    entered = performance.now();
    history[fresh ? "pushState" : "replaceState"](null, "", address());
  });
  let touched = location.search !== "";
  effect(() => {
    const here = address();
    // an untouched page keeps its bare address
    touched ||= !playing.value && u.value > 0;
    if (touched && !playing.value && run.value) history.replaceState(null, "", here);
  });
  addEventListener("pagehide", () => {
    if (touched || playing.value) history.replaceState(null, "", address(u.value));
  });
  addEventListener("popstate", async () => {
    await open(location.search);
    written = request.peek();
  });
}

/** The page's address now; while it plays, no moment is its own. */
function address(at = playing.value ? null : u.value) {
  return search(fields.value, {
    u: at,
    lang: langChosen.value ? lang.value : null,
    view: view.value,
    unit: unit.value,
  });
}
