/**
 * The article's module in chapter 8: the file of /script?style=module, of which the ten lines and the three that use them
 * are shown. A line that is pointed at or has the focus lights its part of the picture, and a part that is pointed at
 * lights its lines.
 * @import {Signal} from "../../vendor/signals.js"
 * @import {Group, Line} from "./module-parts.js"
 * @import {Stop} from "../types.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { query } from "../page/address.js";
import { questions } from "../page/question.js";
import { lang } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { ruleSheet } from "../pen/rules.js";
import { appAddress } from "../run/app-address.js";
import { copyText } from "../widgets/copying.js";
import { t, words } from "../words/i18n.js";
import { fieldsOf } from "./chapters.js";
import { groupAt, groupsOf, piecesOf, rulesOf, shownOf } from "./module-parts.js";
import { sentenceOf } from "./progress.js";

/** @param {HTMLElement} element @param {Stop} stop */
export function makeModule(element, stop) {
  dress();
  const [box, list, line] = [make("div", "module"), make("div", "lines"), make("p")];
  list.setAttribute("role", "listbox");
  const [copy, save, status] = [make("button"), make("a"), make("span")];
  copy.type = "button";
  save.download = "rnn-flow.py";
  status.setAttribute("role", "status");
  line.append(copy, save, status);
  box.append(list, line);
  element.append(box);
  const file = signal("");
  const said = signal("");
  const lights = lighting(list);
  const listing = listingInto(file, said);
  const asked = computed(() => query(fieldsOf(stop, sentenceOf(stop))));
  const address = computed(() => appAddress(`/script?style=module&lang=${lang.value}&${asked.value}`));
  bindLines(list, lights.chosen);
  copy.addEventListener("click", async () => {
    const done = await copyText(file.value, () => shownWhole(list, file.value));
    said.value = done === "copied" ? "lesson-copied" : "copy-by-hand";
  });
  return [
    effect(() => {
      listing.ask(address.value);
      return listing.stop;
    }),
    effect(() => {
      list.replaceChildren(
        ...shownOf(file.value).flatMap((part, i) => part.map((each, k) => row(each, i > 0 && k === 0))),
      );
      list.firstElementChild?.setAttribute("tabindex", "0");
      copy.disabled = file.value === "";
    }),
    effect(() => {
      save.href = address.value;
      if (!words.value) return;
      list.setAttribute("aria-label", t("lesson-module"));
      say(copy, t("lesson-module-copy"));
      say(save, t("lesson-module-save"));
      say(status, said.value && t(said.value));
    }),
    ...lights.effects,
  ];
}

/** The style sheet of the module, before it is first seen. */
function dress() {
  const href = `${document.body.dataset.static}/css/module.css`;
  if (document.head.querySelector(`link[href="${href}"]`)) return;
  const link = make("link");
  Object.assign(link, { rel: "stylesheet", href });
  document.head.append(link);
}

/**
 * What keeps a file at an address: the newest answer counts, as the language may change while one is on its way.
 * @param {Signal<string>} file
 * @param {Signal<string>} said
 */
const listingInto = (file, said) =>
  questions({
    fetch: async (/** @type {string} */ address, signal) => {
      const response = await fetch(address, { signal });
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    },
    show: (text) => {
      file.value = text;
      said.value = "";
    },
    fail: () => {
      said.value = "problem-unreachable";
    },
  });

/** A line as an option of the list. @param {Line} line @param {boolean} apart whether a part begins with it */
function row({ code, indent, comment }, apart) {
  const [element, text] = [make("div", apart ? "line apart" : "line"), make("code")];
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.tabIndex = -1;
  element.style.setProperty("--indent", String(indent));
  element.dataset.groups = groupsOf(code).join(" ");
  text.lang = "en";
  text.textContent = code;
  element.append(text);
  if (comment) element.append(remark(comment));
  return element;
}

/** @param {string} comment */
function remark(comment) {
  const element = make("span", "remark");
  element.append(
    "# ",
    ...piecesOf(comment).map(({ text, groups }) => {
      if (!groups) return text;
      const piece = make("span", "piece");
      piece.dataset.groups = groups.join(" ");
      piece.textContent = text;
      return piece;
    }),
  );
  return element;
}

/** The groups of a line or piece. @param {Element | null} element @returns {Group[]} */
const groupsIn = (element) =>
  /** @type {Group[]} */ (
    (element?.closest("[data-groups]")?.getAttribute("data-groups") ?? "").split(" ").filter(Boolean)
  );

/** Lines are pointed at, or walked through by the keys. @param {HTMLElement} list @param {Signal<Group[]>} chosen */
function bindLines(list, chosen) {
  list.addEventListener("pointerover", ({ target }) => {
    chosen.value = groupsIn(/** @type {Element} */ (target));
  });
  list.addEventListener("pointerleave", () => {
    chosen.value = list.contains(document.activeElement) ? groupsIn(document.activeElement) : [];
  });
  list.addEventListener("focusin", ({ target }) => {
    for (const each of list.children) each.setAttribute("tabindex", each === target ? "0" : "-1");
    chosen.value = groupsIn(/** @type {Element} */ (target));
  });
  list.addEventListener("focusout", () => {
    chosen.value = [];
  });
  // a finger's tap chooses the line
  list.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(".line"))?.focus({
      preventScroll: true,
    });
  });
  list.addEventListener("keydown", (event) => {
    const rows = /** @type {HTMLElement[]} */ ([...list.children]);
    const at = rows.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = /** @type {Record<string, number>} */ ({
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    })[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
  });
}

/** What is lit, in the picture and in the code. @param {HTMLElement} list */
function lighting(list) {
  /** What a line lights. */
  const chosen = signal(/** @type {Group[]} */ ([]));
  /** What the picture lights. */
  const pointed = signal(/** @type {Group | null} */ (null));
  const scene = find("#stage .scene");
  const over = (/** @type {Event} */ { target }) => {
    pointed.value = groupAt(/** @type {Element} */ (target));
  };
  const leave = () => {
    pointed.value = null;
  };
  const sheet = ruleSheet();
  scene.addEventListener("pointerover", over);
  scene.addEventListener("pointerleave", leave);
  const end = () => {
    sheet.remove();
    scene.removeEventListener("pointerover", over);
    scene.removeEventListener("pointerleave", leave);
  };
  return {
    chosen,
    effects: [
      effect(() => sheet.replaceSync(rulesOf(chosen.value))),
      effect(() => {
        const [own, mark] = [chosen.value, pointed.value];
        for (const element of list.querySelectorAll("[data-groups]")) {
          const groups = groupsIn(element);
          const lit = mark ? groups.includes(mark) : own.length > 0 && own.join() === groups.join();
          element.classList.toggle("lit", lit);
          if (element.getAttribute("role") === "option") element.setAttribute("aria-selected", String(lit));
        }
      }),
      end,
    ],
  };
}

/** The whole file in the place of its lines, to be copied by hand. @param {HTMLElement} list @param {string} file */
function shownWhole(list, file) {
  const text = make("pre", "whole");
  text.tabIndex = 0;
  text.textContent = file;
  list.replaceWith(text);
  return text;
}
