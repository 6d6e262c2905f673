export { extent } from "d3-array";
export { interpolateRgb } from "d3-interpolate";
export { scaleLinear } from "d3-scale";
export { curveMonotoneX, line } from "d3-shape";
