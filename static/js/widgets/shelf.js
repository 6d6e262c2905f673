/** The shelf of the networks in the box: a card each; a click on one reads its example. */
import { effect } from "../../vendor/signals.js";
import { draw, HEIGHT, higherIsBetter } from "../charts/score.js";
import { showExample } from "../page/example.js";
import { fields } from "../page/state.js";
import { make, tall, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { t, words } from "../words/i18n.js";

/** @import {BoxCard, StoredNetwork} from "../types.js" */

/**
 * @param {HTMLElement} list
 * @param {{value: StoredNetwork[]}} boxed
 * @param {() => void} done called when one was chosen
 */
export function bindShelf(list, boxed, done) {
  effect(() => {
    if (!words.value) return;
    list.replaceChildren(...boxed.value.map((model) => item(model)));
  });
  effect(() => {
    const shown = fields.value.model;
    for (const { id, name } of boxed.value)
      list
        .querySelector(`[data-name="${name}"]`)
        ?.setAttribute("aria-pressed", String([id, name].includes(String(shown))));
  });
  list.addEventListener("click", ({ target }) => {
    const name = /** @type {Element} */ (target).closest("button")?.dataset.name;
    const chosen = boxed.value.find((model) => model.name === name)?.card;
    if (!chosen) return;
    done();
    showExample(chosen);
  });
}

/** @param {StoredNetwork} model */
function item({ card }) {
  const made = make("li", "boxed");
  if (!card) return made;
  made.append(
    opener(card),
    line("p", "size", card.size),
    line("p", "task", card.task),
    scoreOf(card),
    line("p", "score", card.score),
    labelled("shelf-look-for", card.look_for),
    line("p", "data", [card.data, card.licence].filter(Boolean).join(" · ")),
  );
  return made;
}

/** Its name is the button; the whole card is pressed with it. @param {BoxCard} card */
function opener({ name, title }) {
  const [heading, button] = [make("h4"), make("button", "open")];
  button.type = "button";
  button.dataset.name = name;
  button.textContent = title;
  button.title = t("hint-shelf-open");
  heading.append(button);
  return heading;
}

/** @param {BoxCard} card */
function scoreOf({ held_out }) {
  const [row, svg] = [make("div", "bar"), document.createElementNS("http://www.w3.org/2000/svg", "svg")];
  svg.setAttribute("aria-hidden", "true");
  tall(svg, HEIGHT);
  const width = widthOf(svg);
  effect(() => {
    if (width.value > 8) patch(svg, draw(held_out, width.value));
  });
  row.append(svg, line("span", "way", t(higherIsBetter(held_out.measure) ? "shelf-more" : "shelf-less")));
  return row;
}

/** @param {string} key @param {string} text */
function labelled(key, text) {
  const [made, name] = [make("p", "look"), make("strong")];
  name.textContent = t(key);
  made.append(name, ` ${text}`);
  return made;
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} name @param {string} text */
function line(tag, name, text) {
  const made = make(tag, name);
  made.textContent = text;
  return made;
}
