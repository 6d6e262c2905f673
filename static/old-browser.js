/* Says so where a browser lacks what the page is made of. It runs in such browsers: no module, no modern syntax. */
(function () {
  var css = window.CSS && CSS.supports;
  var complete =
    "noModule" in document.createElement("script") &&
    "popover" in document.createElement("p") &&
    typeof Intl === "object" &&
    "Segmenter" in Intl &&
    css &&
    CSS.supports("selector(:has(a))") &&
    CSS.supports("container-type", "inline-size") &&
    CSS.supports("color", "color-mix(in srgb, red, blue)");
  if (complete) return;
  document.documentElement.className += " old";
  document.getElementById("too-old").removeAttribute("hidden");
})();
