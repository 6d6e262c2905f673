/** Elements that can be pointed at, without a document: they hear events, have a box, and answer for their attributes. */

/** An element with attributes and a box, in px. @param {Record<string, unknown>} attrs @param {object} [box] */
export function element(attrs = {}, box = { left: 0, top: 0, width: 100, height: 100 }) {
  const heard = new Map();
  const captured = new Set();
  const own = {
    attrs,
    style: {
      setProperty: (name, value) => {
        own.style[name] = value;
      },
    },
    classList: {
      toggle: (name, on) => (on ? own.classes.add(name) : own.classes.delete(name)),
      contains: (name) => own.classes.has(name),
    },
    classes: new Set(),
    hidden: false,
    children: [],
    closest: (selector) => (fits(own, selector) ? own : null),
    matches: (selector) => fits(own, selector),
    getAttribute: (name) => (attrs[name] === undefined ? null : String(attrs[name])),
    setAttribute: (name, value) => {
      attrs[name] = String(value);
    },
    getBoundingClientRect: () => box,
    append: (...more) => own.children.push(...more),
    replaceChildren: (...more) => own.children.splice(0, own.children.length, ...more),
    addEventListener: (name, act) => heard.set(name, [...(heard.get(name) ?? []), act]),
    setPointerCapture: (id) => captured.add(id),
    hasPointerCapture: (id) => captured.has(id),
    releasePointerCapture: (id) => captured.delete(id) && own.fire("lostpointercapture", { pointerId: id }),
    /** An event reaches the element. @param {string} name @param {object} [event] */
    fire: (name, event = {}) => {
      const sent = { ...POINTER, target: own, preventDefault: () => own.prevented.push(name), ...event };
      for (const act of heard.get(name) ?? []) act(sent);
    },
    /** The names of the events whose default was prevented. */
    prevented: [],
  };
  return own;
}

/** What every pointer event has. */
const POINTER = {
  clientX: 0,
  clientY: 0,
  button: 0,
  buttons: 0,
  pointerId: 1,
  pointerType: "mouse",
  isPrimary: true,
  defaultPrevented: false,
};

/** Whether an element fits one of the selectors: a class, an attribute, or both. @param {object} own @param {string} selector */
const fits = ({ attrs }, selector) =>
  selector.split(", ").some((one) => {
    const parts = one.match(/\.[\w-]+|\[[\w-]+\]/g) ?? [];
    return (
      parts.join("") === one &&
      parts.every((part) =>
        part.startsWith(".")
          ? String(attrs.class ?? "")
              .split(" ")
              .includes(part.slice(1))
          : attrs[part.slice(1, -1)] !== undefined,
      )
    );
  });

/**
 * A document in which `under` is what the pointer is over; gives the document's own element for its events.
 * @param {() => object | null} under
 */
export function pointingAt(under) {
  const whole = element();
  globalThis.document = {
    ...globalThis.document,
    elementFromPoint: under,
    addEventListener: whole.addEventListener,
    querySelector: () => null,
    createElement: () => element(),
  };
  return whole;
}

/** The least box around boxes. @param {{x: number, y: number, width: number, height: number}[]} boxes */
export function around(boxes) {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const width = Math.max(...boxes.map(({ x, width }) => x + width)) - left;
  const height = Math.max(...boxes.map(({ y, height }) => y + height)) - top;
  return { left, top, width, height };
}

/** Points of a box: its middle, and just inside its four edges. @param {object} box @param {number} [inset] px */
export const points = ({ x, y, width, height }, inset = 0.02) => [
  [x + width / 2, y + height / 2],
  [x + inset, y + height / 2],
  [x + width - inset, y + height / 2],
  [x + width / 2, y + inset],
  [x + width / 2, y + height - inset],
];
