/* Decides, before anything is painted, whether the opening is shown: once in a browser, where the address names nothing;
   and again by the link that asks for it. Until the page's own script is here it ends by any key, click or scroll. */
(function () {
  var root = document.documentElement;
  var SEEN = "rnnflow.intro";
  var asked = /[?&]intro\b/.test(location.search);
  var script = document.currentScript;
  /* a script that is needed soon comes beside the page's own, not after it */
  function fetchAhead(name) {
    var href = script.getAttribute(name);
    if (!href) return;
    var link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = href;
    document.head.appendChild(link);
  }
  try {
    if (!asked && (location.search || location.hash || localStorage.getItem(SEEN))) return fetchAhead("data-screen");
    localStorage.setItem(SEEN, "1");
  } catch (_) {
    /* where nothing can be remembered it would come again and again */
    if (!asked) return fetchAhead("data-screen");
  }
  if (asked) history.replaceState(null, "", location.search.replace(/([?&])intro\b=?&?/, "$1").replace(/[?&]$/, "") || location.pathname);
  root.classList.add("intro");
  fetchAhead("data-next");
  var signs = ["keydown", "pointerdown", "wheel", "touchmove"];
  function stop() {
    for (var i = 0; i < signs.length; i++) removeEventListener(signs[i], end, true);
  }
  function end(event) {
    if (/^(Shift|Control|Alt|Meta)$/.test(event.key || "")) return;
    stop();
    root.classList.remove("intro");
  }
  for (var i = 0; i < signs.length; i++) addEventListener(signs[i], end, { capture: true, passive: true });
  root.addEventListener("intro", stop, { once: true });
  /* a script that does not come leaves the page */
  setTimeout(function () {
    if (!root.hasAttribute("data-intro")) end({});
  }, 30000);
})();
