/** The QR code of this very moment, for the other machines of a class: a button at the foot of the page shows it. */
import { effect } from "../../vendor/signals.js";
import { unlinked } from "../page/address.js";
import { pathNow } from "../page/address-bar.js";
import { fetchAnswer, reason } from "../page/api.js";
import { fields, lang } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { copyText } from "./copying.js";

/** @typedef {{address: string, svg: string, reachable: boolean}} Code the answer of /qr */

/** The code of a path, such as "/?u=2". @param {string} path @param {AbortSignal} [signal] @returns {Promise<Code>} */
export const fetchCode = (path, signal) =>
  fetchAnswer({ url: `/qr?path=${encodeURIComponent(path)}`, body: null }, { lang: lang.peek(), signal });

/** The picture of a code; its name is beside it. @param {Code} code */
export function pictureOf({ svg }) {
  const picture = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  picture.setAttribute("aria-hidden", "true");
  return picture;
}

export function bindCodeButton() {
  const button = make("button", "plain");
  button.type = "button";
  button.id = "qr-open";
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", openCode);
  effect(() => {
    if (!words.value || !mendWordsHere()) return;
    say(button, t("qr-open"));
    button.title = t("hint-qr");
    // a button is there once it has a name
    if (!button.isConnected) find("#keys-open").after(" · ", button);
  });
}

/** @type {ReturnType<typeof built> | null} */
let sheet = null;

async function openCode() {
  sheet ??= built();
  const { dialog, title, picture, address, note, copy, close, copied } = sheet;
  for (const [element, key] of /** @type {const} */ ([
    [title, "qr-title"],
    [copy, "qr-copy"],
    [close, "qr-close"],
  ]))
    say(element, t(key));
  picture.replaceChildren();
  for (const element of [address, note, copied]) say(element, "");
  copy.disabled = true;
  dialog.showModal();
  try {
    const code = await fetchCode(pathNow());
    picture.append(pictureOf(code));
    say(address, code.address);
    copy.disabled = false;
    if (!code.reachable) say(note, t("qr-alone"));
    else if (unlinked(fields.peek())) say(note, t("qr-cut"));
  } catch (error) {
    say(note, reason(error));
  }
}

function built() {
  const dialog = make("dialog", "qr-sheet");
  const [title, picture, address, note, copied] = [make("h2"), make("div", "code"), make("p"), make("p"), make("p")];
  const [copy, close] = [make("button"), make("button")];
  title.id = "qr-title";
  dialog.setAttribute("aria-labelledby", title.id);
  address.className = "link-text";
  address.tabIndex = -1;
  for (const line of [note, copied]) line.setAttribute("role", "status");
  for (const button of [copy, close]) button.type = "button";
  copy.addEventListener("click", async () => {
    const done = await copyText(address.textContent ?? "", address);
    say(copied, t(done === "copied" ? "qr-copied" : "qr-by-hand"));
  });
  close.addEventListener("click", () => dialog.close());
  // its keys are not the page's
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  const [inner, actions] = [make("div", "inner"), make("div", "actions")];
  actions.append(copy, close);
  inner.append(title, picture, address, note, copied, actions);
  dialog.append(inner);
  document.body.append(dialog);
  return { dialog, title, picture, address, note, copied, copy, close };
}
