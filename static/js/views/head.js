/** How the network comes from h to an answer: the line below its bars, and the note that explains `linear` and `softmax`. */
import { computed, effect, untracked } from "../../vendor/signals.js";
import { explain } from "../page/actions.js";
import { askOtherSide, told } from "../page/other-side.js";
import { explained, now, opened, run, u, unrolled, view } from "../page/state.js";
import { find, make, say, sayRich } from "../pen/dom.js";
import { percent, short, sub } from "../pen/numbers.js";
import { askedAt, logitOf, saidAt, saysWords } from "../run/head.js";
import { placeOf } from "../run/reading-order.js";
import { foot } from "../scenes/answer.js";
import { headFormulas } from "../words/formulas.js";
import { exponential, writtenOut } from "../words/head.js";
import { t, words } from "../words/i18n.js";
import { tokenName } from "../words/tokens.js";

/** @import {Run} from "../types.js" */
/** @import {Layout} from "../scenes/layout.js" */

/** @param {() => Layout | null} layout */
export function bindHead(layout) {
  const [button, note] = [find("#head-open"), find("#head-note")];
  place(button, layout);
  note.addEventListener("toggle", (event) => {
    const open = /** @type {ToggleEvent} */ (event).newState === "open";
    if (open && run.peek()) explain(explained.peek() ?? stepOf(/** @type {Run} */ (run.peek())));
    if (!open) explain(null);
  });
  effect(() => {
    const shown = run.value;
    const k = explained.value;
    if (k === null || !shown || !words.value) return;
    if (!saysWords(shown)) return hide(note);
    // a head of two directions writes its sums when the other one has come
    if (told.value >= 0) untracked(() => askOtherSide(shown));
    tell(note, shown, Math.min(k, shown.tokens.length - 1));
    if (!note.matches(":popover-open")) note.showPopover?.();
  });
}

/** @param {HTMLElement} note */
function hide(note) {
  if (note.matches(":popover-open")) note.hidePopover();
}

/** The step whose answer is meant where none was chosen. @param {Run} shown */
const stepOf = (shown) => (askedAt(shown) < 0 ? (now.peek()?.t ?? 0) : askedAt(shown));

/**
 * The line below the bars; where they are above the steps it is reached by keys alone.
 * @param {HTMLElement} button
 * @param {() => Layout | null} layout
 */
function place(button, layout) {
  // while it plays it mostly stays where it is
  const where = computed(() => {
    const [shown, at] = [run.value, layout()];
    if (!shown || !at?.answer) return "";
    // a chain that is in view whole stands still
    const moment = at.total > at.width || unrolled.value < 1 ? u.value : 0;
    // rolled up, W_x has that place where the answer is far
    const far = unrolled.value < 1 && Math.abs(moment - at.T) >= 1;
    const found = far ? null : foot(shown, { at, unrolled: unrolled.value }, moment);
    return found ? `${Math.round(found.x)}px ${Math.round(found.y)}px` : "";
  });
  effect(() => {
    const [shown, at] = [run.value, layout()];
    button.hidden = !shown || !at || !words.value || !saysWords(shown) || view.value === "sentence" || opened.value > 0;
    if (button.hidden || !shown || !at) return;
    const k = askedAt(shown);
    say(button, `softmax(linear(${k < 0 ? "hₜ" : sub("h", placeOf(shown, k))}))`);
  });
  effect(() => {
    button.classList.toggle("apart", where.value === "");
    button.style.translate = where.value;
  });
}

/** @param {HTMLElement} note @param {Run} shown @param {number} k */
function tell(note, shown, k) {
  const index = String(placeOf(shown, k));
  say(find("#head-title", note), t("head-title", { h: sub("h", Number(index)) }));
  for (const [part, formula] of Object.entries(headFormulas(index, t("head-right"))))
    find(`[data-formula=${part}]`, note).replaceChildren(formula);
  const said = untracked(() => saidAt(shown, k));
  find("tbody", note).replaceChildren(...(said?.words ?? []).map((each) => row(shown, k, each)));
}

/** A word's sum, e to it, and its share. @param {Run} shown @param {number} k @param {import("../run/head.js").Said} said */
function row(shown, k, { word, index, share, right }) {
  const logit = logitOf(shown, k, index);
  const line = make("tr", right ? "right" : "");
  const cells = [
    logit ? writtenOut(logit) : "…",
    logit ? short(logit.total) : "…",
    logit ? exponential(logit.log10) : "…",
    percent(share),
  ];
  const head = make("th");
  head.scope = "row";
  say(head, tokenName(word));
  line.append(
    head,
    ...cells.map((text, i) => {
      const cell = make("td", i ? "" : "terms");
      sayRich(cell, text);
      return cell;
    }),
  );
  return line;
}
