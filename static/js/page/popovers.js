/** Popovers, for browsers that lack them; css/fields.css places and hides them from the start. */

import { apply } from "../../vendor/popover.js";

apply();
