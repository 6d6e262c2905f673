/** The QR code of this very moment, large on the wall, for everybody in the room to open it. */
import { effect } from "../../vendor/signals.js";
import { momentAddress } from "../page/address-bar.js";
import { u } from "../page/state.js";
import { make, say } from "../pen/dom.js";
import { place } from "../run/base.js";
import { t } from "../words/i18n.js";

/** What the server answers. @typedef {{address: string, svg: string}} Code */

/**
 * Ask for the code of a page's path, or hear why there is none: as the key of its sentence.
 * @param {string} path "/?sentence=…"
 * @param {typeof fetch} [ask]
 * @returns {Promise<Code | {refused: string}>}
 */
export async function codeOf(path, ask = fetch) {
  if (path.includes("#")) return { refused: "wall-code-long" };
  try {
    const answer = await ask(place(`/qr?path=${encodeURIComponent(path)}`));
    if (answer.status === 422) return { refused: "wall-code-long" };
    return answer.ok ? await answer.json() : { refused: "wall-code-away" };
  } catch {
    return { refused: "wall-code-away" };
  }
}

export function momentCode() {
  const element = make("figure", "moment-code");
  element.hidden = true;
  const [picture, caption, address] = [make("div", "code"), make("figcaption"), make("p", "address")];
  element.append(picture, caption, address);
  /** The code that was asked for last. */
  let asked = 0;
  const hide = () => {
    asked++;
    element.hidden = true;
  };
  const show = async () => {
    const own = ++asked;
    const found = await codeOf(`/${momentAddress()}`);
    if (own !== asked) return;
    const refused = "refused" in found;
    element.classList.toggle("refused", refused);
    picture.replaceChildren(...(refused ? [] : [drawn(found.svg)]));
    say(caption, t(refused ? found.refused : "wall-code"));
    say(address, refused ? "" : found.address);
    element.hidden = false;
  };
  // it is of this moment alone
  let at = u.peek();
  effect(() => {
    if (u.value !== at) hide();
    at = u.value;
  });
  return { element, hide, shown: () => !element.hidden, toggle: () => (element.hidden ? show() : hide()) };
}

/** @param {string} svg */
function drawn(svg) {
  const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
  const picture = document.importNode(documentElement, true);
  picture.setAttribute("aria-hidden", "true");
  return picture;
}
