/** The text view of a run of numbers: its curve, shaded as a text is. A click opens a step in the chain. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { stepAt } from "../charts/plot.js";
import { draw, margin } from "../charts/series.js";
import { point, setView, visit } from "../page/actions.js";
import { pointed, run, scheme, shade, u, unit, view } from "../page/state.js";
import { find } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { placeOf } from "../run/reading-order.js";
import { isSeries } from "../run/series.js";
import { shadeOf } from "../run/shades.js";

/** @param {HTMLElement} page */
export function bindSeriesPage(page) {
  const svg = find(".series-curve", page);
  const size = sizeOf(page);
  const numbers = computed(() => isSeries(run.value));
  effect(() => {
    svg.toggleAttribute("hidden", !numbers.value);
    find(".prose", page).toggleAttribute("hidden", numbers.value);
    page.parentElement?.classList.toggle("curved", numbers.value);
  });
  effect(() => {
    if (view.value !== "sentence" || !numbers.value || !run.value) return;
    const [width, height] = size.value;
    const options = {
      shade: shadeOf(run.value, shade.value),
      unit: unit.value,
      scheme: scheme.value,
      pointed: pointed.value,
    };
    patch(svg, draw(run.value, u.value, { width, height, ...options }));
  });
  const under = (/** @type {MouseEvent} */ event) =>
    run.value &&
    placeOf(
      run.value,
      stepAt(event.clientX - svg.getBoundingClientRect().left, {
        width: size.value[0],
        margin: margin(run.value),
        T: run.value.tokens.length,
      }),
    );
  svg.addEventListener("pointermove", (event) => point(under(event)));
  svg.addEventListener("pointerleave", () => point(null));
  svg.addEventListener("click", (event) => {
    const t = under(event);
    if (t === null) return;
    visit(t);
    setView("unrolled");
  });
}

/** The size of an element in px, as a signal. @param {HTMLElement} element */
function sizeOf(element) {
  const size = signal(/** @type {[number, number]} */ ([element.clientWidth, element.clientHeight]));
  new ResizeObserver(() => {
    size.value = [element.clientWidth || size.peek()[0], element.clientHeight || size.peek()[1]];
  }).observe(element);
  return size;
}
