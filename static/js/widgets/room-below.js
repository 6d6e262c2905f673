/** Messages below the first row's fields push down what comes after it: they lie on nothing. */
import { find } from "../pen/dom.js";

/** Between a message and what is below it, px. */
const APART = 8;

/** @type {Set<HTMLElement>} */
const messages = new Set();
const observer = "ResizeObserver" in globalThis ? new ResizeObserver(fit) : null;

/** Keep room for a message while it is shown. @param {HTMLElement} message */
export function makeRoom(message) {
  if (messages.has(message)) return;
  messages.add(message);
  observer?.observe(message);
}

function fit() {
  const [head, sentence] = [find(".masthead"), find(".sentence")];
  // where the sentence has a row of its own, the rows below it go down
  const own = find(".tabs").offsetTop > sentence.offsetTop + sentence.offsetHeight;
  const [above, all] = [[...messages].filter((one) => sentence.contains(one)), [...messages]];
  const beside = own ? all.filter((one) => !above.includes(one)) : all;
  sentence.style.marginBottom = own ? below(sentence, above) : "";
  head.style.marginBottom = below(head, beside);
  // beside a sentence with a message, the name stays at its height
  head.style.alignItems = own && above.some((message) => !message.hidden) ? "start" : "";
}

/** How far messages reach below an element. @param {HTMLElement} element @param {HTMLElement[]} some */
function below(element, some) {
  const { bottom } = element.getBoundingClientRect();
  const ends = some.map((message) => (message.hidden ? 0 : message.getBoundingClientRect().bottom + APART - bottom));
  return `${Math.max(0, Math.ceil(Math.max(0, ...ends)))}px`;
}
