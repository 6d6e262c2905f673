/** The switches of layer and direction, from the lowest layer up; without a choice there are none. */
import { computed, effect } from "../../vendor/signals.js";
import { hasChoice, layersOf, lookAt } from "../page/layers.js";
import { sortable, sortBy } from "../page/order.js";
import { order, run } from "../page/state.js";
import { find, say } from "../pen/dom.js";
import { canSort } from "../run/order.js";
import { t, words } from "../words/i18n.js";

export function bindLayers() {
  const row = find(".sides");
  const [layers, directions, where] = [find(".layers", row), find(".ways", row), find(".where", row)];
  const [sorting, choice] = [find(".order", row), /** @type {HTMLSelectElement} */ (find("#order", row))];
  choice.addEventListener("change", () => sortBy(choice.value));
  const count = computed(() => layersOf(run.value));
  effect(() => {
    layers.hidden = count.value < 2;
    layers.replaceChildren(...Array.from({ length: count.value }, (_, layer) => button({ layer: String(layer) })));
  });
  directions.replaceChildren(...["forward", "backward"].map((direction) => button({ direction })));
  effect(() => {
    sorting.hidden = !sortable(run.value);
    choice.value = order.value;
    for (const each of choice.options) each.disabled = !run.value || !canSort(run.value, each.value);
  });
  effect(() => {
    row.hidden = !hasChoice(run.value) && !sortable(run.value);
    directions.hidden = !run.value?.bidirectional;
    if (!run.value || !words.value) return;
    const { layer = 0, direction = "forward" } = run.value;
    for (const each of /** @type {NodeListOf<HTMLButtonElement>} */ (row.querySelectorAll("button"))) {
      const { layer: own, direction: way } = each.dataset;
      say(each, own === undefined ? t(`direction-${way}`) : t("layer-name", { n: String(Number(own) + 1) }));
      each.setAttribute("aria-pressed", String(own === undefined ? way === direction : Number(own) === layer));
    }
    say(where, hasChoice(run.value) ? whereText(layer, count.value, direction) : "");
  });
  row.addEventListener("click", ({ target }) => {
    const chosen = /** @type {Element} */ (target).closest("button");
    if (!chosen) return;
    const { layer, direction } = chosen.dataset;
    lookAt(layer === undefined ? { direction } : { layer: Number(layer) });
  });
}

/** @param {Record<string, string>} data */
function button(data) {
  const made = document.createElement("button");
  made.type = "button";
  Object.assign(made.dataset, data);
  return made;
}

/** What the layer reads, and from which side. @param {number} layer @param {number} layers @param {string} direction */
function whereText(layer, layers, direction) {
  const reads = layers < 2 ? "" : t(layer === 0 ? "where-first" : "where-above", { n: String(layer) });
  return [reads, direction === "backward" ? t("where-backward") : ""].filter(Boolean).join(" ");
}
