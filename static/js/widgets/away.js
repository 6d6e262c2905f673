/** A server that is away, or has no time: said across the line of time, which stands; the picture stays. */
import { effect } from "../../vendor/signals.js";
import { retry } from "../page/shown-run.js";
import { problems, run } from "../page/state.js";
import { find } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { showProblem } from "./problem.js";

export function bindAway() {
  const place = find("#away");
  effect(() => {
    const failed = words.value ? problems.value.find(({ passing }) => passing) : null;
    const standing = place.contains(document.activeElement);
    // what the server said; where it did not answer, the page says so in today's language
    const said = failed && (failed.message || t(run.value ? "problem-unreachable" : "problem-unreachable-first"));
    showProblem(place, said ?? "", { label: t("retry"), act: retry });
    if (standing && !said) find("#play").focus({ preventScroll: true });
  });
}
