/**
 * What the page knows: signals, and what follows from them. Only actions.js, shown-run.js, opening.js,
 * language.js, player.js, computing.js and training.js write here.
 * @import {Fields, Lit, Problem, Run, Scheme} from "../types.js"
 */
import { computed, signal } from "../../vendor/signals.js";
import { moment } from "../run/phases.js";
import { DEFAULTS } from "./address.js";
import { isDrawn, readsText } from "./network.js";

/** The request fields as the controls show them. */
export const fields = signal(/** @type {Fields} */ ({ ...DEFAULTS }));

/** The last good answer of /step. */
export const run = signal(/** @type {Run | null} */ (null));

/** What the run that is shown is asked in place of the fields' own: a network that learns has it. Null where nothing is. */
export const guise = signal(/** @type {Partial<Fields> | null} */ (null));

/** Whether it is learning right now: what follows every run waits for the last one. */
export const learning = signal(false);

/** How a network is to be taught, as an address says it; null where the panel is closed. See training-settings.js. */
export const teach = signal(/** @type {string | null} */ (null));

/** The fields of the run that is shown: where those of the form were refused, they are others. */
export const asked = computed(() => run.value?.asked ?? fields.value);

/** Whether an answer of /step is on its way. */
export const asking = signal(false);

/** What the server said of the fields, where it could not answer. */
export const problems = signal(/** @type {Problem[]} */ ([]));

/** What is read instead of a text that a link was too short for; null where nothing is missing. */
export const standIn = signal(/** @type {string | null} */ (null));

/** Whether the text of the link is missing still. */
export const textLost = computed(() => fields.value.sentence === standIn.value);

/** Whether the numbers of a link were too long for it: its weights or its input. */
export const numbersMissing = signal(false);

/** Whether they are missing still. */
export const numbersLost = computed(
  () => numbersMissing.value && fields.value.parameters === null && fields.value.inputs === null,
);

/** What the numbers that are read lost, a column each: see run/scaling.js; null where they go in as they are. */
export const scales = signal(/** @type {[number, number][] | null} */ (null));

/** The playhead, 0…2T. */
export const u = signal(0);
export const playing = signal(false);
export const speed = signal(1);

/** Where playing stops by itself, and how much quicker it goes there; null to the end, at its own pace. */
export const stretch = signal(/** @type {{until: number, haste: number} | null} */ (null));

/** Go where an opened address says, once its picture is here; null where the page is there already. */
export const landing = signal(/** @type {(() => void) | null} */ (null));

/** From far to near: the ways to look at a run. */
export const VIEWS = ["sentence", "rolled", "unrolled", "cell"];

/** How near the eye is. */
export const view = signal("unrolled");

/** How far the chain is unrolled, and how far A stands open: 0…1, on their way while a view changes. */
export const unrolled = signal(1);
export const opened = signal(0);

/**
 * The step whose A was opened by hand while the playhead was elsewhere, and where it was: time stays, and the inside of
 * A shows that step as long as it does.
 */
export const openedAt = signal(/** @type {{t: number, u: number} | null} */ (null));

/** The step that A shows without the playhead; null where it shows the playhead's own. */
export const openedStep = computed(() => (openedAt.value?.u === u.value ? openedAt.value.t : null));

/** The unit that is looked at. */
export const unit = signal(0);

/** The step whose answer is explained, from h to words; null where none is. */
export const explained = signal(/** @type {number | null} */ (null));

/** By what the units of a network are sorted, for the whole page: see run/order.js. */
export const order = signal("index");

/** What the text is shaded by: see shades.js. */
export const shade = signal("flow");

/** The step that is pointed at, t, wherever its word or its point stands; null where none is. */
export const pointed = signal(/** @type {number | null} */ (null));

/** The layer of the gradient's chart that is shown: see page/gradient-layers.js. */
export const layer = signal("ledger");

/** The number of a vector that is pointed at, by a pointer or by the keys: it is lit in every picture at once. */
export const lit = signal(/** @type {Lit | null} */ (null));

/** The vector inside A that is looked at, and the term of its unit's sum; "" is the cell's first, null none. */
export const part = signal("");
export const term = signal(/** @type {number | null} */ (null));

/** The reader's language, and whether it was chosen by hand. */
export const lang = signal("en");
export const langChosen = signal(false);

/** The sentence that was written beside the page's own; null for the one that the page thinks of. */
export const beside = signal(/** @type {string | null} */ (null));

/** The panel that the address brings into view, by its name; "" where it names none. */
export const panel = signal("");

/** The edits of What if, as an address says them: see edit-field.js. */
export const edit = signal("");

/** How many seeds the memory is measured with. */
export const seeds = signal("20");

/** The text on which the cells are compared: "page" for the page's own, however short; "" for the one that shows most. */
export const comparison = signal("");

/** The lab's own sentence; "" for the one that the lab thinks of. */
export const labText = signal("");

/** The gate whose block of W_h the dial looks at; "" for the candidate's. */
export const block = signal("");

/** The place of the experiment's grid that is looked at, "CELL,DELAY"; "" for none. */
export const gridPlace = signal("");

/** What is chosen in the experiment's own forms, as an address says it: see trial-form.js. */
export const trial = signal("");

/** How a text is written on, "TEMPERATURE,LENGTH". */
export const writesOn = signal("0.7,20");

/** What the address says and nobody can read, "name=text" each: it was left out. */
export const unread = signal(/** @type {string[]} */ ([]));

/** The norm at which gradients would be clipped; 1 is what most training scripts begin with. */
export const clipAt = signal(1);
/** The norm at which the network that learns is clipped, null where it is not; undefined while none learns. */
export const clipTaught = signal(/** @type {number | null | undefined} */ (undefined));

/** How the page is read: as "acts", a text with the stage beside it, or as an "instrument", with every panel below it. */
export const mode = signal(/** @type {"acts" | "instrument"} */ ("instrument"));

/** The act that is open, 1…4; the last one is the coda. An instrument remembers it. */
export const act = signal(1);

/** The panels that are open in the instrument, by name: each other one is a row. */
export const unfolded = signal(/** @type {Set<string>} */ (new Set()));

/** The chapter of the lesson that is open, from 1; null where none is. Whether it waits for the reader's guess. */
export const lesson = signal(/** @type {number | null} */ (null));
export const guessing = signal(false);

/** The step whose numbers the reader is computing: nothing of it is shown before; null where nothing is hidden. */
export const computing = signal(/** @type {number | null} */ (null));

/** The moment at which a page opened finished, for those who want no motion: there it says how to go on. */
export const finishedAt = signal(/** @type {number | null} */ (null));

/** Whether the stage fills the window, for a room to see. */
export const wall = signal(false);

/** Whether the opening lies over the page: until it has gone, time and the picture behind it wait. */
export const intro = signal(false);

export const scheme = signal(/** @type {Scheme} */ ("light"));

/** True where motion should jump from phase to phase. */
export const calm = signal(false);

export const now = computed(() => (run.value ? moment(u.value, run.value.tokens.length) : null));

/** The last moment of the timeline. */
export const end = computed(() => 2 * (run.value?.tokens.length ?? 0));

/** Whether a text model is shown: a network that is given, asked for the next token. It can write on. */
export const writable = computed(
  () =>
    run.value?.objective === "next-token" &&
    !run.value.bidirectional &&
    !isDrawn(asked.value) &&
    readsText(asked.value),
);
