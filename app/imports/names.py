"""Whose array is which: the recurrent networks of a file by its names.

1. PyTorch's own names after any prefix: `encoder.rnn.weight_ih_l0`, `weight_hh_l1_reverse`, a cell's `weight_ih`.
2. Names that follow no standard, such as `enc_w_ih`, `lstm_recurrent_kernel`: recognised by the words in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .errors import BadFile, some
from .tensors import Tensor

KINDS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
PYTORCH = re.compile(
    r"(?P<prefix>.*?)(?P<kind>weight_ih|weight_hh|bias_ih|bias_hh)(?:_l(?P<layer>\d{1,4}))?(?P<back>_reverse)?",
    re.DOTALL,
)
PROJECTED = re.compile(r"(?P<prefix>.*)weight_hr_l\d+(_reverse)?", re.DOTALL)
FROM_STATE = {"hh", "wh", "whh", "recurrent", "rec", "u"}
FROM_INPUT = {"ih", "wx", "wi", "wih", "wxh", "xh", "kernel", "in"}
FILLERS = {"w", "b", "weight", "weights", "bias", "biases", "bh", "kernel", "forward", "fw"}
BACKWARD = {"reverse", "backward", "bw", "back", "rev"}
NORMS = re.compile(r"(ln|layer_?norm|norm)(?![a-z])", re.IGNORECASE)
PEEPHOLES = re.compile(r"(peephole|weight_c[ifo]\b|w_?c[ifo]\b)", re.IGNORECASE)

Place = tuple[int, bool]
"""A layer and whether it reads backward."""


@dataclass
class Group:
    """The arrays of one recurrent network in the file, by place and kind: the file's names."""

    prefix: str
    names: dict[Place, dict[str, str]] = field(default_factory=dict)
    own: bool = True
    """Whether the names are PyTorch's."""

    @property
    def whole(self) -> bool:
        """Whether each layer and direction has both matrices."""
        return all({"weight_ih", "weight_hh"} <= kinds.keys() for kinds in self.names.values())


def words(name: str) -> list[str]:
    """`enc_w_ih`, `encoder.W_ih` → enc, w, ih."""
    return [word.lower() for word in re.split(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])", name) if word]


def choose(tensors: Mapping[str, Tensor], prefix: str | None) -> Group:
    """The group called `prefix`, or the only one. Raises BadFile where there is none, or several and none is chosen."""
    pytorch = _groups_by_pytorch(tensors)
    named = {name for group in pytorch.values() for kinds in group.names.values() for name in kinds.values()}
    by_words = _groups_by_words({name: tensor for name, tensor in tensors.items() if name not in named})
    whole = {name: group for name, group in pytorch.items() if group.whole}
    found = whole or by_words or pytorch if prefix is None else by_words | pytorch
    if not found:
        raise BadFile("file_no_network", names=some(tensors))
    group = _chosen(found, prefix)
    _check_arithmetic(tensors, group)
    return group


def _chosen(found: Mapping[str, Group], prefix: str | None) -> Group:
    if prefix is None or (not prefix and prefix not in found):
        if len(found) > 1:
            raise BadFile("file_several_networks", known=some(found), first=next(name for name in found if name))
        return next(iter(found.values()))
    wanted = [name for name in found if name.rstrip("._/") == prefix.rstrip("._/")]
    if not wanted:
        raise BadFile("file_no_such_prefix", prefix=prefix[:60], known=some(found))
    return found[wanted[0]]


def _groups_by_pytorch(tensors: Iterable[str]) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for name in tensors:
        if match := PYTORCH.fullmatch(name):
            group = found.setdefault(match["prefix"], Group(match["prefix"]))
            place = int(match["layer"] or 0), bool(match["back"])
            kinds = group.names.setdefault(place, {})
            if match["kind"] in kinds:
                raise BadFile("file_name_twice", name=name[:60], other=kinds[match["kind"]][:60])
            kinds[match["kind"]] = name
    matrices = {"weight_ih", "weight_hh"}
    return {p: group for p, group in found.items() if any(matrices & set(kinds) for kinds in group.names.values())}


def _groups_by_words(tensors: Mapping[str, Tensor]) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for name, tensor in tensors.items():
        parts = words(name)
        kind = _kind(set(parts), tensor)
        if kind is None:
            continue
        layers = [int(word[1:]) for word in parts if re.fullmatch(r"l\d{1,3}", word)]
        rest = [
            w for w in parts if w not in FROM_STATE | FROM_INPUT | FILLERS | BACKWARD and not re.fullmatch(r"l\d+", w)
        ]
        prefix = "".join(f"{word}_" for word in rest)
        group = found.setdefault(prefix, Group(prefix, own=False))
        place = layers[0] if layers else 0, bool(BACKWARD & set(parts))
        group.names.setdefault(place, {}).setdefault(kind, name)
    return {prefix: group for prefix, group in found.items() if group.whole}


def _kind(parts: set[str], tensor: Tensor) -> str | None:
    """One of KINDS by the words of a name; a bias without a side is bias_ih."""
    vector = tensor.ndim == 1 or (tensor.ndim == 2 and tensor.shape[1] == 1 and bool(parts & {"b", "bias", "bh"}))
    if not vector and tensor.ndim != 2:
        return None
    side = "hh" if parts & FROM_STATE else "ih" if parts & FROM_INPUT else None
    if vector:
        return f"bias_{side or 'ih'}" if side or parts & {"b", "bias", "biases", "bh"} else None
    return f"weight_{side}" if side else "weight_ih" if "w" in parts else None


def _check_arithmetic(tensors: Iterable[str], group: Group) -> None:
    """Raise BadFile where arrays beside the group's say that its arithmetic is not that of PyTorch's modules."""
    own = {name for kinds in group.names.values() for name in kinds.values()}
    for name in tensors:
        if name in own or not name.startswith(group.prefix) or (not group.own and name == group.prefix):
            continue
        rest = name[len(group.prefix) :]
        if (match := PROJECTED.fullmatch(name)) and match["prefix"] == group.prefix:
            raise BadFile("file_not_pytorch_arithmetic", what="projection (proj_size)")
        if group.prefix and group.own and NORMS.match(rest):
            raise BadFile("file_not_pytorch_arithmetic", what=f"layer norm ({name[:60]})")
        if group.own and PEEPHOLES.match(rest):
            raise BadFile("file_not_pytorch_arithmetic", what=f"peepholes ({name[:60]})")
