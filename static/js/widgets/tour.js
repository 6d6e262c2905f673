/**
 * The tour: eight stops over the real controls. Its library and its looks are fetched when it is first wanted; it is
 * offered once, in one line that covers nothing.
 */
import { unreachable } from "../page/shown-run.js";
import { calm } from "../page/state.js";
import { find } from "../pen/dom.js";
import { t } from "../words/i18n.js";

/** Each stop's words are `tour-NAME` and `tour-NAME-text`. @type {[string, string][]} */
const STOPS = [
  ["sentence", ".sentence .box"],
  ["cell", ".tabs"],
  ["network", ".fields"],
  ["time", ".transport"],
  ["views", ".views"],
  ["pinned", ".panel.pinned"],
  ["ledger", "section.gradient"],
  ["below", "#why-title"],
];

/** Where this browser remembers that the tour was offered; it is never sent. */
const OFFERED = "rnnflow.tour";

export function bindTour() {
  const offer = find("#tour-offer");
  // its line stays empty: nothing moves
  const dismiss = () => offer.classList.add("gone");
  for (const button of document.querySelectorAll("[data-tour]"))
    button.addEventListener("click", () => {
      dismiss();
      start();
    });
  find("#tour-dismiss").addEventListener("click", () => {
    dismiss();
    find("#play").focus({ preventScroll: true });
  });
  // whoever goes to work on the page has declined
  addEventListener("pointerdown", ({ target }) => /** @type {Element} */ (target).closest(".offer") ?? dismiss());
  // but a keyboard focus inside it is not lost
  addEventListener("scroll", () => offer.contains(document.activeElement) || dismiss(), { passive: true });
  if (!offeredBefore()) offer.removeAttribute("hidden");
}

/** Whether this browser has seen the offer; where nothing can be remembered, it is not made. */
function offeredBefore() {
  try {
    const before = localStorage.getItem(OFFERED) !== null;
    localStorage.setItem(OFFERED, "1");
    return before;
  } catch {
    return true;
  }
}

/** @import * as Library from "../../vendor/driver.js" */
/** @typedef {ReturnType<typeof Library.driver>} Driver */

/** @type {Promise<(options: object) => Driver> | null} */
let library = null;

/** The library is apart from the page's own script: a first visit never fetches it. */
async function fetchDriver() {
  const { static: files } = document.body.dataset;
  const address = `${files}/vendor/driver.js`;
  await Promise.all([look(`${files}/vendor/driver.css`), look(`${files}/css/tour.css`)]);
  return (await import(address)).driver;
}

/** A stylesheet, when it is there. @param {string} href */
function look(href) {
  const link = document.createElement("link");
  const there = new Promise((done) => {
    // without its looks it still says what it has to say
    for (const end of ["load", "error"]) link.addEventListener(end, done, { once: true });
  });
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
  return there;
}

async function start() {
  const from = find("#tour");
  library ??= fetchDriver();
  const driver = await library.catch(() => {
    library = null;
    unreachable(start);
  });
  if (!driver) return;
  const tour = driver({
    steps: STOPS.map(([name, element]) => ({
      element,
      popover: { title: t(`tour-${name}`), description: t(`tour-${name}-text`) },
    })),
    showProgress: true,
    progressText: "{{current}} / {{total}}",
    nextBtnText: t("tour-next"),
    prevBtnText: t("tour-back"),
    doneBtnText: t("tour-done"),
    popoverClass: "tour",
    animate: !calm.value,
    duration: 240,
    overlayOpacity: 0.55,
    stagePadding: 6,
    stageRadius: 10,
    allowKeyboardControl: false,
    onPopoverRender: named,
    onHighlighted: (/** @type {Element | undefined} */ element) => quiet(element, tour),
    onDestroyed: () => {
      removeEventListener("keydown", keys, true);
      grown.disconnect();
      from.focus({ preventScroll: true });
    },
  });
  const keys = (/** @type {KeyboardEvent} */ event) => press(event, tour);
  // panels that are drawn as they come near push what was scrolled to off the screen
  const grown = new ResizeObserver(() => keepInSight(tour));
  addEventListener("keydown", keys, true);
  tour.drive();
  grown.observe(find("main"));
}

/** @param {Driver} tour */
function keepInSight(tour) {
  const lit = tour.getActiveElement();
  if (!lit) return;
  const { top, bottom } = lit.getBoundingClientRect();
  if (bottom <= 0 || top >= innerHeight) lit.scrollIntoView({ block: "center" });
  tour.refresh();
}

/**
 * The arrows lead through the tour instead of through time, but not where something is typed or dragged.
 * @param {KeyboardEvent} event
 * @param {Driver} tour
 */
function press(event, tour) {
  const target = /** @type {Element} */ (event.target);
  const verbs = { ArrowRight: tour.moveNext, ArrowLeft: tour.movePrevious, Escape: tour.destroy };
  const verb = verbs[/** @type {keyof typeof verbs} */ (event.key)];
  if (!verb || (event.key !== "Escape" && target.closest("input, select, textarea, [role=slider]"))) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key !== "ArrowLeft" || !tour.isFirstStep()) verb();
}

/**
 * What the library leaves without a name or with a part that is the page's own.
 * @param {{wrapper: Element, title: Element, footer: Element, closeButton: Element}} popover
 */
function named({ title, footer, closeButton }) {
  const heading = document.createElement("h2");
  heading.append(...title.childNodes);
  title.replaceChildren(heading);
  title.setAttribute("role", "none");
  footer.setAttribute("role", "group");
  footer.setAttribute("aria-label", t("tour"));
  closeButton.setAttribute("aria-label", t("tour-close"));
  closeButton.setAttribute("title", t("tour-close"));
}

/**
 * A control that is pointed out is no button of a menu; the way on has the focus.
 * @param {Element | undefined} element
 * @param {Driver} tour
 */
function quiet(element, tour) {
  for (const name of ["aria-haspopup", "aria-expanded", "aria-controls"]) element?.removeAttribute(name);
  tour.getState("popover")?.nextButton.focus({ preventScroll: true });
}
