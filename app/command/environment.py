"""Names in the environment that look like settings and are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ..settings import Settings

MEANT = re.compile(r"RNN_?FLOW_?", re.IGNORECASE)
"""How a name begins that is meant for this program."""


def mistyped(names: Iterable[str]) -> Iterator[str]:
    """One sentence for each of `names` that is meant to be a setting and is unknown, with the nearest known one."""
    known = [name.upper() for name in Settings.model_fields]
    for name in sorted(names):
        meant = MEANT.match(name)
        if meant and name.upper() not in {f"RNNFLOW_{setting}" for setting in known}:
            nearest = get_close_matches(name[meant.end() :].upper(), known, n=1)
            yield f"{name} is not a setting" + (f"; did you mean RNNFLOW_{nearest[0]}?" if nearest else "")
