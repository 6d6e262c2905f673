export { bisectLeft, bisector, extent, max, min, range, ticks } from "d3-array";
export { easeCubicIn, easeCubicInOut, easeCubicOut, easeLinear, easeQuadInOut, easeSinInOut } from "d3-ease";
export { interpolateLab, interpolateNumber, interpolateRgb, piecewise } from "d3-interpolate";
export { scaleLinear, scaleLog, scaleSqrt } from "d3-scale";
export { area, curveBasis, curveBumpX, curveLinear, curveMonotoneX, curveStep, curveStepAfter } from "d3-shape";
export { line, linkHorizontal, linkVertical } from "d3-shape";
