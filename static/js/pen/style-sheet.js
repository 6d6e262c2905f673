/** Style sheets that come with what they dress, and not with the page. */

/** @type {Map<string, Promise<unknown>>} */
const asked = new Map();

/**
 * Fetch a style sheet once; done when it is there, or did not come: without its looks a part says what it has to say.
 * @param {string} name of the file in static/css, without its ending
 */
export function dress(name) {
  const there = asked.get(name) ?? link(`${document.body.dataset.static ?? "/static"}/css/${name}.css`);
  asked.set(name, there);
  return there;
}

/** @param {string} href */
function link(href) {
  const sheet = document.createElement("link");
  const there = new Promise((done) => {
    for (const end of ["load", "error"]) sheet.addEventListener(end, done, { once: true });
  });
  sheet.rel = "stylesheet";
  sheet.href = href;
  document.head.append(sheet);
  return there;
}
