/**
 * What `inert` does, for Safari 15.4, which lacks it: a part that is out of reach (`outOfReach` in pen/dom.js) takes no
 * finger, is not read out, and passes a focus on to what is behind or before it.
 */
const OUT = "[data-inert]";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** @param {HTMLElement} part */
function hold(part) {
  const out = part.matches(OUT);
  part.style.pointerEvents = out ? "none" : "";
  if (out) part.setAttribute("aria-hidden", "true");
  else part.removeAttribute("aria-hidden");
}

/** Where a focus goes that came to a part out of reach. @param {HTMLElement} part @param {boolean} back whether it came from behind */
function beyond(part, back) {
  const wanted = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const all = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(FOCUSABLE))].filter(
    (each) => !each.closest(OUT) && each.getClientRects().length > 0 && !each.matches(":disabled"),
  );
  const there = all.filter((each) => part.compareDocumentPosition(each) & wanted);
  const [own, round] = back ? [there.at(-1), all.at(-1)] : [there[0], all[0]];
  return own ?? round;
}

export function bindReach() {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(OUT))) hold(part);
  new MutationObserver((changes) => {
    for (const { target } of changes) hold(/** @type {HTMLElement} */ (target));
  }).observe(document.body, { attributes: true, attributeFilter: ["data-inert"], subtree: true });
  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    const part = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(OUT));
    if (!part) return;
    const from = /** @type {Node | null} */ (relatedTarget);
    beyond(part, Boolean(from && part.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING))?.focus();
  });
}
