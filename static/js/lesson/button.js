/** The lesson's button. The lesson itself comes when it is first opened, by hand or by an address. */
import { effect } from "../../vendor/signals.js";
import { openChapter } from "../page/actions.js";
import { NUMBERLESS, parse, TEXTLESS } from "../page/address.js";
import { isDrawn, readsText } from "../page/network.js";
import { unreachable } from "../page/shown-run.js";
import { lesson } from "../page/state.js";
import { find } from "../pen/dom.js";

const fetchLesson = () => import("./column.js");

/** After the first address is shown, and before the page writes its own. */
export function bindLessonButton() {
  const { search, hash } = location;
  // a text that is too long for the address is a sentence of the reader's own, too
  const { fields } = parse(search);
  const own = new URLSearchParams(search).has("sentence") || !readsText(fields) || !isDrawn(fields);
  const bare = !own && hash !== TEXTLESS && hash !== NUMBERLESS;
  const button = find("#lesson-open");
  button.addEventListener("click", async () => {
    if (lesson.value !== null) return openChapter(null);
    const lessons = await fetchLesson().catch(unreachable);
    await lessons?.bindLesson(false);
    lessons?.resume();
  });
  effect(() => {
    button.setAttribute("aria-expanded", String(lesson.value !== null));
  });
  const stop = effect(() => {
    if (lesson.value === null) return;
    fetchLesson().then(({ bindLesson }) => bindLesson(bare), unreachable);
    queueMicrotask(() => stop());
  });
}
