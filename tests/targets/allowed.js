/**
 * What the page uses and an oldest browser lacks, and what it has there instead. docs/browsers.md says the same at length.
 * What is behind @supports, or after a plain declaration of the same property, need not be here.
 * @type {Record<string, string>}
 */
export const ALLOWED = {
  // scripts
  Segmenter: "pen/graphemes.js has a rule of thumb",
  adoptedStyleSheets: "pen/rules.js writes into the page's first sheet",
  replaceSync: "the same",
  roundRect: "pen/canvas.js draws four arcs",
  letterSpacing: "the canvas sets a few letters without it; nothing is cut",
  showPopover: "page/popovers.js loads a polyfill",
  hidePopover: "the same",
  newState: "the same",
  requestFullscreen: "the stage fills the window",
  userActivation: "the screen is asked for, and the browser refuses where no hand did it",
  isActive: "the same",
  exitFullscreen: "the same",
  fullscreenElement: "the same",
  // style sheets: a property or an at-rule stands for its values
  ":popover-open": "the polyfill's class is beside it",
  ":has": "it only adds a border, an outline or a margin; where focus would be lost, @supports not",
  "position-area": "none, for the browsers that have it; the others have a plain inset",
  "anchor-name": "the same",
  "@container": "the layout of a narrow panel: one column",
  "container-type": "the same",
  lh: "a shorter block is guessed lower or higher; only the scroll bar's length is wrong",
  "content-visibility": "only speed",
  "contain-intrinsic-block-size": "only speed",
  "text-wrap": "lines break where they would",
  "scrollbar-width": "the system's scroll bar",
  "scrollbar-color": "the system's scroll bar",
  "user-select": "its prefixed name is before it",
  "overscroll-behavior": "the page scrolls on at the end of a list",
  "overflow-anchor": "the page may move while a panel above it comes",
  "align-content": "start and end are the browser's own choice there",
  "text-decoration": "a plain underline",
  "box-decoration-break": "the ends of a broken line are square",
  "font-family": "the next family of the list",
  "forced-color-adjust": "only Windows' high contrast, which no Safari has",
  "@page": "only paper: the printer's own margins",
  size: "only paper",
  "print-color-adjust": "only paper: the reader may have to ask for backgrounds",
  "break-after": "only paper",
};
