/** What waits for the first sign of a hand: the panels' links, what the sentence's box offers, and the QR code. */
import { make } from "../pen/dom.js";
import { bindDeadEnd } from "./dead-end.js";
import { bindExamples } from "./examples.js";
import { bindPanelLinks } from "./panel-links.js";
import { bindCodeButton } from "./qr-sheet.js";

export async function bindLate() {
  await fetchLooks();
  bindPanelLinks();
  bindExamples();
  bindDeadEnd();
  bindCodeButton();
}

/** Their stylesheet; without it they still say what they have to say. */
function fetchLooks() {
  const link = make("link");
  link.rel = "stylesheet";
  link.href = `${document.body.dataset.static}/css/links.css`;
  document.head.append(link);
  return new Promise((done) => {
    for (const end of ["load", "error"]) link.addEventListener(end, done, { once: true });
  });
}
