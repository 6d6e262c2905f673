"""Recurrent layers of a graph → networks: a layer that reads another's outputs is stacked on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .errors import BadFile, some


def stacks(below: Mapping[str, str | None]) -> list[list[str]]:
    """The stacks, bottom first. `below` has for each recurrent layer, by name, the one that it reads, if any.

    A layer that two others read is in both their stacks. Raises BadFile where layers read each other in a circle.
    """
    tops = below.keys() - set(below.values())
    found = []
    for top in (name for name in below if name in tops):
        stack: list[str] = []
        name: str | None = top
        while name is not None:
            if name in stack:
                raise BadFile("file_damaged", what="a circle of layers")
            stack.insert(0, name)
            name = below.get(name)
        found.append(stack)
    if below and not found:
        raise BadFile("file_damaged", what="a circle of layers")
    return found


def choose(found: Sequence[Sequence[str]], prefix: str | None) -> list[str]:
    """The only stack; or with a `prefix` the layers of the first stack that has layers whose names begin with it.

    Raises BadFile where there are several and none is chosen, and where none begins with the prefix.
    """
    names = [name for stack in found for name in stack]
    if not prefix:
        if len(found) > 1:
            raise BadFile("file_several_networks", known=some(dict.fromkeys(names)), first=found[0][0])
        return list(found[0])
    for stack in found:
        chosen = [name for name in stack if name.startswith(prefix)]
        if chosen:
            return chosen
    raise BadFile("file_no_such_prefix", prefix=prefix[:60], known=some(dict.fromkeys(names)))
