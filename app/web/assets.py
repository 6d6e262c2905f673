"""The assets of a page: its modules, bundled into a few scripts, and its style sheets, joined into one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath

from .bundle import LATER, bundle
from .files import StaticFiles, file_of

BUNDLE, LATER_BUNDLE = "js/page.bundle.js", "js/later.bundle.js"
"""The names of the scripts; they are made at start and are not in the folder."""
OPENING = "js/intro.bundle.js"
FIRST_SCREEN = "js/first-screen.bundle.js"
APART = {
    FIRST_SCREEN: "js/views/first-screen.js",
    OPENING: "js/views/intro.js",
    "js/acts.bundle.js": "js/lesson/column.js",
    "js/phone.bundle.js": "js/widgets/phone.js",
}
"""What a first visit loads later, by itself: the script, and the module with all that only it needs.

The opening needs the first script alone; the others may need the first screen's too.
"""
_COMMENT = re.compile(r"/\*(?!!)(?:(?!\*/).)*\*/\n*", re.DOTALL)
_IMPORT = re.compile(r"""^\s*(?:import|export)\b(?!\()[^"';]*?["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


def modules(static: StaticFiles, entry: str) -> list[str]:
    """`entry` and every module that it imports, directly or not: a page may preload them."""
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        if name in found or (file := static.find(name)) is None:
            continue
        found[name] = None
        waiting += [_resolve(name, target) for target in _imports(file.body)]
    return list(found)


@lru_cache(maxsize=1_024)
def _imports(body: bytes) -> tuple[str, ...]:
    """What a module imports at once, as it is written there. A module is in many a closure, and read once."""
    return tuple(_IMPORT.findall(body.decode("utf-8", "replace")))


@lru_cache(maxsize=1_024)
def _later_imports(body: bytes) -> tuple[str, ...]:
    """What a module imports by `import("…")`."""
    return tuple(LATER.findall(body.decode()))


def script(static: StaticFiles, entry: str) -> str:
    """The name of the script with `entry` and all that it imports; while files are live, `entry` itself.

    Further scripts have what it imports later.
    """
    if static.live:
        return entry
    if BUNDLE not in static.files:
        parts = _parts(static, entry)
        texts = {script: {name: static.files[name].body.decode() for name in names} for script, names in parts.items()}
        later = {f"./{PurePosixPath(script).name}": texts[script] for script in parts if script != BUNDLE}
        base = f"./{PurePosixPath(FIRST_SCREEN).name}"
        for name, text in zip(parts, bundle(texts[BUNDLE], later, _resolve, base), strict=True):
            static.files[name] = file_of(text.encode(), ".js")
        static.joined.update(name for names in parts.values() for name in names)
    return BUNDLE


def _parts(static: StaticFiles, entry: str) -> dict[str, list[str]]:
    """The modules of each script, by its name.

    What the opening shares with any other is in the first one; what two of the others need, in the first screen's.
    """
    all_ = _all(static, entry)
    needed = {script: modules(static, name) for script, name in APART.items() if name in all_}
    opening, screen = needed.pop(OPENING, []), needed.pop(FIRST_SCREEN, [])
    rest = _all(static, entry, {*APART.values()} - {APART[FIRST_SCREEN]})
    others = {*rest, *screen, *(name for names in needed.values() for name in names)}
    first = [*dict.fromkeys([*modules(static, entry), *(name for name in opening if name in others)])]
    shared = [name for names in needed.values() for name in names if name in rest]
    screen = [name for name in dict.fromkeys([*screen, *shared]) if name not in first]
    later = [name for name in rest if name not in first and name not in screen]
    taken = {*first, *rest}
    apart = {script: [name for name in names if name not in taken] for script, names in needed.items()}
    own = [name for name in opening if name not in first]
    scripts = {BUNDLE: first, FIRST_SCREEN: screen, LATER_BUNDLE: later, OPENING: own, **apart}
    return {script: names for script, names in scripts.items() if names or script in {BUNDLE, LATER_BUNDLE}}


def styles(static: StaticFiles, name: str, parts: Iterable[str]) -> list[str]:
    """The sheets that a page links to get `css/PART.css` in order: one, into which they are joined.

    It is in the same folder, so that a relative `url(…)` finds what it did before. While files are live, each sheet is
    linked by itself. Raises KeyError for an unknown part.
    """
    sheets = [f"css/{part}.css" for part in parts]
    if static.live:
        return sheets
    joined = f"css/{name}.bundle.css"
    text = "".join(static.files[sheet].body.decode() for sheet in sheets)
    static.files[joined] = file_of(_COMMENT.sub("", text).encode(), ".css")
    static.joined.update(sheets)
    return [joined]


def _all(static: StaticFiles, entry: str, apart: Collection[str] = ()) -> list[str]:
    """The modules of `entry`, and those that they import later, but for those in `apart`."""
    found = modules(static, entry)
    for name in found:
        for target in _later_imports(static.files[name].body):
            if (later := _resolve(name, target)) not in apart:
                found += [more for more in modules(static, later) if more not in found]
    return found


@cache
def _resolve(importer: str, target: str) -> str:
    """The name of `./x.js` as written in `importer`, with its `..` taken out."""
    return normpath(join(dirname(importer), target))
