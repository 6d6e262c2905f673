/** The server's sentences name fields as an address does; on the page they have labels. */
import { has, t } from "./i18n.js";

/** What a field is called beside its control, in quotation marks; its own name where it has no label. @param {string} name */
function labelOf(name) {
  const key = `field-${name.replaceAll("_", "-")}`;
  return has(key) ? t("quoted", { token: t(key) }) : name;
}

/** A name that is no word of a sentence. */
const NAME = /\b[a-z]+(?:_[a-z]+)+\b/g;

/**
 * A sentence of the server in the page's words: `hidden_size must be …` is “hidden” must be ….
 * @param {string} sentence
 * @param {string} field the one that it is about
 */
export function inLabels(sentence, field) {
  const about = field && sentence.startsWith(`${field} `) ? labelOf(field) + sentence.slice(field.length) : sentence;
  return about.replace(NAME, labelOf);
}
