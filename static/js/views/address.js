/** The address bar follows the page, and the page the address bar. */
import { effect } from "../../vendor/signals.js";
import { open } from "../actions.js";
import { query, search } from "../address.js";
import { find } from "../dom.js";
import { fields, lang, langChosen, playing, problems, run, u } from "../state.js";

/** Typing must not leave an entry a letter in the history. */
const SETTLED = 700;

export function bindAddress() {
  let written = query(fields.value).toString();
  let entry = 0;
  const link = /** @type {HTMLAnchorElement} */ (find("#as-json"));
  effect(() => {
    link.href = `/step?${query(fields.value)}`;
  });
  const here = () =>
    search(fields.peek(), { u: playing.peek() ? null : u.peek(), lang: langChosen.peek() ? lang.peek() : null });
  effect(() => {
    const next = query(fields.value).toString();
    if (next === written || problems.value.length || !run.value) return;
    const fresh = performance.now() - entry > SETTLED;
    entry = performance.now();
    written = next;
    if (fresh) history.pushState(null, "", here());
    else history.replaceState(null, "", here());
  });
  let untouched = true;
  effect(() => {
    const still = !playing.value && u.value >= 0 && langChosen.value !== null && run.value;
    if (untouched && (playing.value || !run.value)) return;
    untouched = false;
    if (still || location.search) history.replaceState(null, "", here());
  });
  addEventListener("pagehide", () => {
    if (run.value)
      history.replaceState(null, "", search(fields.value, { u: u.value, lang: langChosen.value ? lang.value : null }));
  });
  addEventListener("popstate", () => {
    open(location.search);
    written = query(fields.value).toString();
  });
}
