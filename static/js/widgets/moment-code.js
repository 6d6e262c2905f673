/** The QR code of this very moment, large on the wall, for everybody in the room to open it. */
import { effect } from "../../vendor/signals.js";
import { toggle } from "../page/actions.js";
import { unlinked } from "../page/address.js";
import { pathNow } from "../page/address-bar.js";
import { reason } from "../page/api.js";
import { fields, playing, u } from "../page/state.js";
import { make, say } from "../pen/dom.js";
import { t } from "../words/i18n.js";
import { fetchCode, pictureOf } from "./qr-sheet.js";

/** @import {Code} from "./qr-sheet.js" */

/**
 * What is written on the wall: the code and its address, or why there is none.
 * @returns {Promise<{code: Code | null, says: string}>}
 */
async function codeNow() {
  try {
    const code = await fetchCode(pathNow());
    return { code, says: t(!code.reachable ? "qr-alone" : unlinked(fields.peek()) ? "qr-cut" : "wall-code") };
  } catch (error) {
    return { code: null, says: reason(error) };
  }
}

export function momentCode() {
  const element = make("figure", "moment-code");
  element.hidden = true;
  const [picture, caption, address] = [make("div", "code"), make("figcaption"), make("p", "address")];
  element.append(picture, caption, address);
  /** Counts what was asked: an answer that is late shows nothing. */
  let asked = 0;
  const hide = () => {
    asked++;
    element.hidden = true;
  };
  const show = async () => {
    // a moment that passes has no code
    if (playing.peek()) toggle();
    const own = ++asked;
    const { code, says } = await codeNow();
    if (own !== asked) return;
    element.classList.toggle("refused", code === null);
    picture.replaceChildren(...(code ? [pictureOf(code)] : []));
    say(caption, says);
    say(address, code?.address ?? "");
    element.hidden = false;
  };
  // it is of this moment alone
  effect(() => {
    u.value;
    hide();
  });
  return { element, hide, shown: () => !element.hidden, toggle: () => (element.hidden ? show() : hide()) };
}
