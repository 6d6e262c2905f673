/** The first screen: all that a page shows or answers before it is scrolled. Its code comes after the opening's. */
import { bindZoom } from "../gestures/zoom.js";
import { attemptNow } from "../page/attempt.js";
import { bindFonts } from "../page/fonts.js";
import { bindLighting } from "../page/lighting.js";
import { bindRetry } from "../page/retry.js";
import { bindAway } from "../widgets/away.js";
import { bindFolding } from "../widgets/folding.js";
import { bindKeysButton } from "../widgets/keys-button.js";
import { bindLanguages } from "../widgets/languages.js";
import { bindLayers } from "../widgets/layers.js";
import { bindModes } from "../widgets/modes.js";
import { bindNumberInput } from "../widgets/number-input.js";
import { bindVoice } from "../widgets/voice.js";
import { bindControls } from "./controls.js";
import { bindGradient } from "./gradient.js";
import { bindModelsButton } from "./models-button.js";
import { bindStage } from "./stage.js";
import { bindTeachButton } from "./teach-button.js";
import { bindText } from "./text.js";
import { bindTransport } from "./transport.js";
import { bindWallButton } from "./wall-button.js";

/** Where one of them fails, the others stand. */
const PARTS = [
  bindLighting,
  bindControls,
  bindNumberInput,
  bindRetry,
  bindStage,
  bindLayers,
  bindModelsButton,
  bindTeachButton,
  bindText,
  bindZoom,
  bindTransport,
  bindAway,
  bindVoice,
  bindGradient,
  bindFolding,
  bindKeysButton,
  bindWallButton,
  bindLanguages,
  bindFonts,
];

/** @param {(number: number) => void} turnToAct opens an act by hand */
export function bindFirstScreen(turnToAct) {
  for (const bind of PARTS) attemptNow(bind);
  attemptNow(() => bindModes(turnToAct));
}
