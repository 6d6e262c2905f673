/** In the head of every panel a link to it: the address that opens the page in this state with the panel in view. */
import { effect } from "../../vendor/signals.js";
import { unlinked } from "../page/address.js";
import { linkTo } from "../page/address-bar.js";
import { nameOf, panels, slotOf } from "../page/panel-names.js";
import { fields } from "../page/state.js";
import { make, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { copyText } from "./copying.js";

/** How long it is said that a link was copied, in ms. */
const SAID = 4_000;
const LINK = "M9.5 14.5l5-5M8 11l-2.2 2.2a3.4 3.4 0 0 0 4.9 4.9L13 16M11 8l2.2-2.2a3.4 3.4 0 0 1 4.9 4.9L16 13";

export function bindPanelLinks() {
  for (const panel of panels()) {
    const title = panel.querySelector(".heading h2");
    if (!title) continue;
    // a panel that is not open is a row, and the row has the name that stays
    const row = slotOf(panel)?.querySelector(".row");
    const named = row?.querySelector(".unfold span") ?? title;
    title.after(...linkOf(panel, named));
    row?.append(...linkOf(panel, named));
  }
}

/** @param {HTMLElement} panel @param {Element} title */
function linkOf(panel, title) {
  const [button, said] = [make("button", "panel-link"), make("span", "panel-linked")];
  button.type = "button";
  // until its words are here nobody could be told what it does
  button.hidden = true;
  said.setAttribute("role", "status");
  button.innerHTML = `<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path d="${LINK}"/></svg>`;
  button.addEventListener("click", () => copy(panel, said));
  const name = () => {
    if (!words.value || !mendWordsHere()) return;
    const label = t("panel-link", { panel: title.textContent ?? "" });
    button.setAttribute("aria-label", label);
    button.title = label;
    button.hidden = false;
  };
  effect(name);
  new MutationObserver(name).observe(title, { childList: true, characterData: true, subtree: true });
  return [button, said];
}

/** @param {HTMLElement} panel @param {HTMLElement} said */
async function copy(panel, said) {
  const link = linkTo(nameOf(panel));
  const head = /** @type {Element} */ (said.parentElement);
  head.parentElement?.querySelector(".link-text")?.remove();
  const copied = (await copyText(link, () => shown(head, link))) === "copied";
  const key = copied ? (unlinked(fields.value) ? "panel-link-cut" : "panel-link-copied") : "panel-link-by-hand";
  say(said, t(key));
  if (copied) setTimeout(() => say(said, ""), SAID);
}

/** A link that the reader copies by hand, below the head or the row. @param {Element} head @param {string} link */
function shown(head, link) {
  const place = make("p", "link-text");
  place.tabIndex = -1;
  say(place, link);
  head.after(place);
  return place;
}
