"""The scripts of all the modules a page needs, made at start from their sources: what it begins with, and the rest.

On a slow line every request costs a round trip, and a browser has six at a time: eighty small modules take two seconds
longer than one file. A module becomes a function that runs once, when it is first imported, in the order of imports.
Modules that are imported only by `import("…")` are in a further script, or in one of several. It is loaded by the first
such import and gets the modules that it shares with the first script. One of the further scripts may be the base of the
others, which get its modules too. Only the syntax of our own modules is understood:
named imports, exported declarations, `import("…")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping

IMPORT = re.compile(r"""^import\s+(?:\{([^}]*)\}\s*from\s*)?["']([^"']+)["'];?""", re.MULTILINE)
LATER = re.compile(r"""import(?<!\wimport)\(\s*["']([^"']+)["']\s*\)""")
DECLARED = re.compile(r"^export ((?:async function|function\*?|class|const)\s+([\w$]+))", re.MULTILINE)
LISTED = re.compile(r"export(?<!\wexport)\s*\{([^}]*)\}(?:;|$)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*+(?:/\*\*(?>.*?\*/)[ \t]*+\n|// [^\n]*+\n)|/\*\* (?>.*?\*/) ?", re.MULTILINE | re.DOTALL)
"""A comment with its lines, a type in the middle of one, a line of words. No text of ours has such a thing in it."""
SPACE = re.compile(r"^\s++", re.MULTILINE)
"""Indentation and blank lines: no text of ours goes over a line (tests/js/lines.test.js)."""
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
ONCE = """const once = (make) => {
  let made;
  return () => (made ??= make());
};
"""
LATER_ONCE = """let made{place};
const later{place} = () => (made{place} ??= Promise.all([import({address}){beside}]).then(
  ([{{ modules }}, base]) => modules({handed}),
  (error) => {{
    made{place} = undefined;
    throw error;
  }},
));
"""
"""Loads a further script; tries again after a failure."""

Resolve = Callable[[str, str], str]


def bundle(
    first: Mapping[str, str], later: Mapping[str, Mapping[str, str]], resolve: Resolve, base: str = ""
) -> list[str]:
    """The script of the modules in `first`, the entry at its head, and those of `later`; each is name → text.

    `later` has each further script's modules by the address at which the first one finds it; none of them may import
    from another's but from that at `base`, which is loaded with them. `resolve(importer, target)` names the imported
    module. Raises ValueError for syntax that is not understood, KeyError for a module that a script does not have.
    """
    places = {
        name: f"module{place}" for place, name in enumerate([*first, *(n for part in later.values() for n in part)])
    }
    scripts = {name: (f"later{place}", places[name]) for place, part in enumerate(later.values()) for name in part}
    entry, *others = (_Module(name, text, places, resolve, scripts) for name, text in first.items())
    known = {name: places[name] for name in first}
    shared = ["once", *(places[name] for name in [*first][1:])]
    lent = {name: places[name] for name in later.get(base, {})}
    loaders, further = [], []
    for place, (address, part) in enumerate(later.items()):
        own = known | {name: places[name] for name in part}
        handed, taken, beside, loaded = shared, shared, "", {}
        if address == base:
            # what the base imports later is loaded as from the first script
            loaded = {name: found for name, found in scripts.items() if name not in part}
            handed = taken = [*shared, *dict.fromkeys(loader for loader, _ in loaded.values())]
        elif _needs(part, lent, resolve):
            own |= lent
            beside = f", later{[*later].index(base)}()"
            handed, taken = [*shared, "base"], [*shared, f"{{ {_list(lent.values())} }}"]
        loaders.append(LATER_ONCE.format(place=place, address=repr(address), beside=beside, handed=_list(handed)))
        further.append(_further(part, own, resolve, _list(taken), loaded))
    begun = "".join(_wrapped(module, places[module.name]) for module in others)
    return [ONCE + "".join(loaders) + begun + entry.body, *further]


def _needs(part: Mapping[str, str], lent: Container[str], resolve: Resolve) -> bool:
    """Whether a script's modules import any that the base lends."""
    return any(resolve(name, found[2]) in lent for name, text in part.items() for found in IMPORT.finditer(text))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _further(
    part: Mapping[str, str],
    places: Mapping[str, str],
    resolve: Resolve,
    taken: str,
    scripts: Mapping[str, tuple[str, str]],
) -> str:
    """A script that is loaded later: a function of what it takes from the first one, and from the base."""
    modules = (_Module(name, text, places, resolve, scripts) for name, text in part.items())
    body = "".join(_wrapped(module, places[module.name]) for module in modules)
    handed = _list(places[name] for name in part)
    return f"export const modules = ({taken}) => {{\n{body}return {{ {handed} }};\n}};\n"


def _wrapped(module: _Module, place: str) -> str:
    return f"const {place} = once(() => {{\n{module.body}\nreturn {module.exports};\n}});\n"


class _Module:
    """A module's text, its imports and exports rewritten."""

    def __init__(
        self, name: str, text: str, places: Mapping[str, str], resolve: Resolve, later: Mapping[str, tuple[str, str]]
    ) -> None:
        """`places`: what each module is called here; `later`: what loads those of other scripts, and their names."""
        self.name = name
        self.names: list[tuple[str, str]] = []

        def promised(target: str) -> str:
            wanted = resolve(name, target)
            if wanted in later:
                loader, place = later[wanted]
                return f"{loader}().then(({{ {place} }}) => {place}())"
            return f"Promise.resolve().then({places[wanted]})"

        body = COMMENT.sub("", text)
        body = IMPORT.sub(lambda found: _wanted(found[1], places[resolve(name, found[2])]), body)
        body = LATER.sub(lambda found: promised(found[1]), body)
        body = DECLARED.sub(self._declared, body)
        self.body = SPACE.sub("", LISTED.sub(self._listed, body))
        if left := LEFT.search(self.body):
            raise ValueError(f"{name}: cannot bundle {left[0]!r}")

    @property
    def exports(self) -> str:
        return "{ " + ", ".join(f"{name}: {local}" for local, name in self.names) + " }"

    def _declared(self, found: re.Match[str]) -> str:
        self.names.append((found[2], found[2]))
        return found[1]

    def _listed(self, found: re.Match[str]) -> str:
        self.names += [(local, name) for local, name in map(_renamed, _parts(found[1]))]
        return ""


def _wanted(names: str | None, module: str) -> str:
    """An import as a constant: `{ a as b }` → `const { a: b } = module1();`."""
    if names is None:
        return f"{module}();"
    pairs = (f"{name}: {local}" for name, local in map(_renamed, _parts(names)))
    return f"const {{ {', '.join(pairs)} }} = {module}();"


def _parts(names: str) -> list[str]:
    return [part.strip() for part in names.split(",") if part.strip()]


def _renamed(part: str) -> tuple[str, str]:
    """`a as b` → (a, b)."""
    first, _, second = part.partition(" as ")
    return first.strip(), (second or first).strip()
