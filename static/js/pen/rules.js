/** Style rules that are written while the page is there: a sheet of them. */

/**
 * A constructed style sheet, or, in Safari before 16.4, a group of rules in the page's first sheet.
 * @returns {{replaceSync: (text: string) => void, remove: () => void}} `text` is some rules without a comment
 */
export function ruleSheet() {
  if (!("adoptedStyleSheets" in document)) return groupOf(/** @type {Document} */ (document).styleSheets[0]);
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  return { replaceSync: (text) => sheet.replaceSync(text), remove };
}

/** @param {CSSStyleSheet | undefined} sheet */
export function groupOf(sheet) {
  if (!sheet) return { replaceSync: () => {}, remove: () => {} };
  const at = sheet.insertRule("@media all {}", sheet.cssRules.length);
  const group = /** @type {CSSMediaRule} */ (sheet.cssRules[at]);
  const replaceSync = (/** @type {string} */ text) => {
    while (group.cssRules.length) group.deleteRule(0);
    for (const rule of rulesIn(text)) group.insertRule(rule, group.cssRules.length);
  };
  return { replaceSync, remove: () => replaceSync("") };
}

/** The rules of a text, one by one; a rule may hold others. @param {string} text */
export function rulesIn(text) {
  /** @type {string[]} */
  const rules = [];
  for (let i = 0, depth = 0, from = 0; i < text.length; i++) {
    if (text[i] === "{") depth += 1;
    if (text[i] !== "}" || --depth > 0) continue;
    rules.push(text.slice(from, i + 1).trim());
    from = i + 1;
  }
  return rules;
}
