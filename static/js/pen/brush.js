/**
 * What the painters on a canvas hand to each other.
 * @import {Mark} from "../types.js"
 * @import {Look} from "./looks.js"
 * @import {Matrix} from "./matrix.js"
 */

/**
 * A canvas that is painted on. `look` finds a mark's look below another's; `layer` is a second canvas, at least so
 * large in device px, for groups that are seen through.
 * @typedef {object} Brush
 * @property {CanvasRenderingContext2D} context
 * @property {(parent: Look, mark: Mark, first: boolean) => Look} look
 * @property {(width: number, height: number) => Brush | null} layer
 * @property {() => void} remove takes its canvases out of the document
 * @property {Matrix} at
 * @property {boolean} [waits] whether an image was not there when it was to be painted
 * @property {Partial<Settings>} set what its context is set to; to set it again costs as much as to paint
 */

/**
 * @typedef {object} Settings
 * @property {number} alpha
 * @property {string} fill
 * @property {string} stroke
 * @property {number} width
 * @property {CanvasLineCap} cap
 * @property {CanvasLineJoin} join
 * @property {string} font
 * @property {string} spacing
 */

export {};
