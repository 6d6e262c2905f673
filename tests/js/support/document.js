/** As much of a document as svg.js touches, counting what is changed. */

class FakeNode {
  /** @param {number} nodeType */
  constructor(nodeType) {
    this.nodeType = nodeType;
    this.parentNode = null;
  }
  get nextSibling() {
    const among = this.parentNode?.childNodes ?? [];
    return among[among.indexOf(this) + 1] ?? null;
  }
  remove() {
    const among = this.parentNode?.childNodes;
    among?.splice(among.indexOf(this), 1);
    this.parentNode = null;
    count.removed += 1;
  }
}

class FakeText extends FakeNode {
  #text;
  constructor(text) {
    super(3);
    this.#text = text;
  }
  get nodeValue() {
    return this.#text;
  }
  set nodeValue(text) {
    this.#text = text;
    count.written += 1;
  }
  toString() {
    return this.#text;
  }
}

class FakeElement extends FakeNode {
  constructor(tag) {
    super(1);
    this.tagName = tag;
    this.childNodes = [];
    this.attributes = new Map();
    const names = new Set();
    this.classList = { names, toggle: (name, on) => (on ? names.add(name) : names.delete(name)) };
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  insertBefore(node, before) {
    if (node.parentNode) node.parentNode.childNodes.splice(node.parentNode.childNodes.indexOf(node), 1);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    count.inserted += 1;
    return node;
  }
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
    count.written += 1;
  }
  removeAttribute(name) {
    this.attributes.delete(name);
    count.written += 1;
  }
  toString() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join("");
    return `<${this.tagName}${attributes}>${this.childNodes.join("")}</${this.tagName}>`;
  }
}

/** What was done to the document since the last `reset`. */
export const count = { created: 0, inserted: 0, removed: 0, written: 0 };

export const reset = () => Object.assign(count, { created: 0, inserted: 0, removed: 0, written: 0 });

/** Put the fake document in place; gives an empty element. @param {string} [tag] "svg" for a whole picture */
export function root(tag = "g") {
  globalThis.Node = { TEXT_NODE: 3 };
  globalThis.document = {
    createElementNS: (_, tag) => made(new FakeElement(tag)),
    createTextNode: (text) => made(new FakeText(text)),
  };
  return new FakeElement(tag);
}

/** @template T @param {T} node @returns {T} */
function made(node) {
  count.created += 1;
  return node;
}
