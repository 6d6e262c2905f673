"""What a page is made of: the modules that it wants, in the two scripts that hold them, and its style sheets in one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from .bundle import LATER, bundle
from .files import StaticFiles, file_of

BUNDLE, LATER_BUNDLE = "js/page.bundle.js", "js/later.bundle.js"
"""Made at start, never files."""
_COMMENT = re.compile(r"/\*(?!!)(?:(?!\*/).)*\*/\n*", re.DOTALL)
_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^"';]*?["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


def modules(static: StaticFiles, entry: str) -> list[str]:
    """`entry` and every module it imports, directly or not: what a page may preload."""
    found: list[str] = []
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        file = static.find(name)
        if file is None or name in found:
            continue
        found.append(name)
        waiting += [_resolve(name, target) for target in _IMPORT.findall(file.body.decode("utf-8", "replace"))]
    return found


def script(static: StaticFiles, entry: str) -> str:
    """The name of the script that holds `entry` and all that it imports; while files are live, `entry` itself.

    What it imports later is in a script beside it.
    """
    if static.live:
        return entry
    if BUNDLE not in static.files:
        first, all_ = modules(static, entry), _all(static, entry)
        texts = {name: static.files[name].body.decode() for name in all_}
        later = {name: texts[name] for name in all_ if name not in first}
        address = f"./{PurePosixPath(LATER_BUNDLE).name}"
        for name, text in zip(
            (BUNDLE, LATER_BUNDLE),
            bundle({name: texts[name] for name in first}, later, address, _resolve),
            strict=True,
        ):
            static.files[name] = file_of(text.encode(), ".js")
    return BUNDLE


def styles(static: StaticFiles, name: str, parts: Iterable[str]) -> list[str]:
    """What a page links to have the sheets `css/PART.css` in their order: one that holds them all.

    It stands in the same folder, so that what they name by a relative `url(…)` is found; while files are live, each
    is linked itself. Raises KeyError for an unknown part.
    """
    sheets = [f"css/{part}.css" for part in parts]
    if static.live:
        return sheets
    joined = f"css/{name}.bundle.css"
    text = "".join(static.files[sheet].body.decode() for sheet in sheets)
    static.files[joined] = file_of(_COMMENT.sub("", text).encode(), ".css")
    return [joined]


def _all(static: StaticFiles, entry: str) -> list[str]:
    """The modules of `entry`, and of what they import later."""
    found = modules(static, entry)
    for name in found:
        for target in LATER.findall(static.files[name].body.decode()):
            found += [more for more in modules(static, _resolve(name, target)) if more not in found]
    return found


def _resolve(importer: str, target: str) -> str:
    """The name of `./x.js` as written in `importer`, with its `..` taken out."""
    parts: list[str] = []
    for part in (PurePosixPath(importer).parent / target).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return "/".join(parts)
