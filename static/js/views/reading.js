/** The lesson's button. The lesson itself comes when it is first opened, by hand or by an address. */
import { effect } from "../../vendor/signals.js";
import { read } from "../actions.js";
import { find } from "../dom.js";
import { lesson } from "../state.js";

const fetchLesson = () => import("./lesson.js");

/** After the first address is shown, and before the page writes its own. */
export function bindReading() {
  const bare = !new URLSearchParams(location.search).has("sentence");
  const button = find("#lesson-open");
  button.addEventListener("click", async () => {
    if (lesson.value !== null) return read(null);
    const { bindLesson, resume } = await fetchLesson();
    await bindLesson(false);
    resume();
  });
  effect(() => {
    button.setAttribute("aria-expanded", String(lesson.value !== null));
  });
  const stop = effect(() => {
    if (lesson.value === null) return;
    fetchLesson().then(({ bindLesson }) => bindLesson(bare));
    queueMicrotask(() => stop());
  });
}
