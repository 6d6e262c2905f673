"""Names in the environment that look like settings and are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ..settings import PREFIX, variables

MEANT = re.compile(r"RNN_?FLOW_?", re.IGNORECASE)
"""How a name begins that is meant for this program."""


def mistyped(names: Iterable[str]) -> Iterator[str]:
    """One sentence for each of `names` that is meant to be a setting and is unknown, with the nearest known one."""
    known = [setting.removeprefix(PREFIX) for setting in variables()]
    for name in sorted(names):
        meant = MEANT.match(name)
        if meant and name.upper() not in variables():
            nearest = get_close_matches(name[meant.end() :].upper(), known, n=1)
            yield f"{name} is not a setting" + (f"; did you mean {PREFIX}{nearest[0]}?" if nearest else "")
