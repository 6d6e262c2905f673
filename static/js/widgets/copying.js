/**
 * Copy a text. A page on plain http, as one laptop serves a class, has no `navigator.clipboard`: then the browser copies
 * a selection, and where it does not do that either, the text is shown and selected, for the reader to copy by hand.
 */

/**
 * @param {string} text
 * @param {HTMLElement | (() => HTMLElement)} shown the element that shows the text where it cannot be copied, or what
 * makes it
 * @returns {Promise<"copied" | "selected">} whether it was copied, or is selected where it is shown
 */
export async function copyText(text, shown) {
  if ((await toClipboard(text)) || copySelection(text)) return "copied";
  const place = typeof shown === "function" ? shown() : filled(shown, text);
  place.focus({ preventScroll: true });
  getSelection()?.selectAllChildren(place);
  return "selected";
}

/** @param {HTMLElement} element @param {string} text */
function filled(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = false;
  return element;
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // not there, or not allowed
    return false;
  }
}

/** Copy by way of a field that nobody sees. @param {string} text */
function copySelection(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "unseen";
  // where lines do not keep their spaces, these are copied as no-break spaces
  field.style.whiteSpace = "pre";
  field.setAttribute("aria-hidden", "true");
  // outside of an open dialog nothing can be selected
  (before?.closest("dialog") ?? document.body).append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
