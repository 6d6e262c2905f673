/* Where a browser is too old for the page: a sentence says so, and the page is what it is without JavaScript.
   It runs in such browsers: no module, no modern syntax. docs/browsers.md says which feature comes with which version. */
(function () {
  var css = window.CSS && CSS.supports;
  var complete =
    "noModule" in document.createElement("script") &&
    css &&
    CSS.supports("height", "1dvh") &&
    "hasOwn" in Object &&
    "findLast" in Array.prototype;
  if (complete) return;
  document.documentElement.className += " old";
  document.getElementById("too-old").removeAttribute("hidden");
  var still = document.querySelector(".still-page");
  var shown = document.createElement("div");
  shown.className = "still-page";
  shown.innerHTML = still.textContent || still.innerHTML;
  still.parentNode.insertBefore(shown, still);
  var sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = document.body.getAttribute("data-static") + "/css/still.css";
  document.head.appendChild(sheet);
})();
