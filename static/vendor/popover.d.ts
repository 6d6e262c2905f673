export { apply } from "@oddbird/popover-polyfill/fn";
