"""Small named failures. Each says what was expected and what came, in one sentence and as attributes."""

from collections.abc import Sequence
from typing import Any

LONGEST_NAME = 60
"""Characters of an unknown name that a message repeats."""


class EngineError(ValueError):
    """Anything the engine refuses."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled with what it says: Python's own way would call the class with its message."""
        return _error, (type(self), self.args), vars(self)


def _error(kind: type[EngineError], args: tuple[Any, ...]) -> EngineError:
    return kind.__new__(kind, *args)


class EmptySentence(EngineError):
    """The text called `name` holds no token; `tokenizer` looked for one."""

    def __init__(self, tokenizer: str, name: str = "sentence") -> None:
        self.tokenizer = tokenizer
        self.name = name
        super().__init__(f"expected at least one token; the tokenizer {tokenizer} found none")


class UnknownName(EngineError):
    """`name` is not in the table of that `kind`; `known` are the names that are."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        self.kind = kind
        self.name = name
        self.known = known
        super().__init__(f"unknown {kind}: {name}; have {', '.join(known)}")


class UnknownToken(EngineError):
    """`token` is not in the network's vocabulary."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__(f"the vocabulary has no token {token!r}")


class NoSuchStep(EngineError):
    """`name` is step `got`, but has to be one of the steps 0 … `last`."""

    def __init__(self, name: str, got: int, last: int) -> None:
        self.name = name
        self.got = got
        self.last = last
        super().__init__(f"{name} must be a step from 0 to {last}; got {got}")


class NoSuchUnit(EngineError):
    """`name` is unit `got`, but has to be one of the units 0 … `last`."""

    def __init__(self, name: str, got: int, last: int) -> None:
        self.name = name
        self.got = got
        self.last = last
        super().__init__(f"{name} must be a unit from 0 to {last}; got {got}")


class NotOneToken(EngineError):
    """`name`, the text `got`, is not exactly one token of the `tokenizer`."""

    def __init__(self, name: str, got: str, tokenizer: str) -> None:
        self.name = name
        self.got = got
        self.tokenizer = tokenizer
        super().__init__(f"{name} must be one token of the tokenizer {tokenizer}; got {got!r}")


class NoNextToken(EngineError):
    """The loss of `next-token` is asked for at the last step, `t`, after which no token comes."""

    def __init__(self, t: int) -> None:
        self.t = t
        super().__init__(f"after the last step, {t}, there is no next token")


class NoBias(EngineError):
    """A forget bias for a network without biases."""

    def __init__(self) -> None:
        super().__init__("a network without biases cannot have a forget_bias")


class NotInPyTorch(EngineError):
    """PyTorch has no module of the `cell`; of the `known` ones it has."""

    def __init__(self, cell: str, known: tuple[str, ...]) -> None:
        self.cell = cell
        self.known = known
        super().__init__(f"PyTorch has no module of the cell {cell}; it has {', '.join(known)}")


class NotAModule(EngineError):
    """The run has more than a short nn.Module holds: several layers, both directions, or a gradient that is cut."""

    def __init__(self) -> None:
        super().__init__("expected one layer that reads forward, its gradient carried back all the way")


class NoHead(EngineError):
    """What is asked needs the linear head, and the network has none."""

    def __init__(self) -> None:
        super().__init__("the network has no head; without one only the objective sum can be asked")


class ReadsBackward(EngineError):
    """The network reads both ways, so that it knows the next token before it says it."""

    def __init__(self) -> None:
        super().__init__("expected a network that reads forward only; this one is bidirectional")


class NoTokens(EngineError):
    """The `objective` is about tokens, and numbers were read."""

    def __init__(self, objective: str) -> None:
        self.objective = objective
        super().__init__(
            f"the objective {objective} asks for a token, but numbers were read; they have sum, forecast and label"
        )


class NoNumbers(EngineError):
    """The `objective` is about the numbers of the next step, and tokens were read."""

    def __init__(self, objective: str) -> None:
        self.objective = objective
        super().__init__(f"the objective {objective} asks for numbers, but tokens were read")


class NoNextNumbers(EngineError):
    """The loss of `forecast` is asked for at the last step, `t`, after which no numbers come."""

    def __init__(self, t: int) -> None:
        self.t = t
        super().__init__(f"after the last step, {t}, there are no next numbers to forecast")


class WrongHead(EngineError):
    """The head has `got` rows, where the `objective` needs one for each of the `expected` `things`."""

    def __init__(self, objective: str, things: str, expected: int, got: int) -> None:
        self.objective = objective
        self.things = things
        self.expected = expected
        self.got = got
        super().__init__(
            f"the objective {objective} needs a head with a row for each of the {expected} {things}; it has {got}"
        )


class NoSuchClass(EngineError):
    """The class that `label` asks for, `got`, is not one of the classes 0 … `last`, None where no head is known yet."""

    def __init__(self, got: int, last: int | None) -> None:
        self.got = got
        self.last = last
        super().__init__(f"target must be a class from 0{'' if last is None else f' to {last}'}; got {got}")


class NoSuchId(EngineError):
    """The token id of step `t` is `got`, but has to be one of the rows 0 … `last` of the embedding."""

    def __init__(self, t: int, got: int, last: int) -> None:
        self.t = t
        self.got = got
        self.last = last
        super().__init__(f"a token id must be from 0 to {last}; got {got} at t = {t}")


class NoEmbedding(EngineError):
    """Tokens are to be read, and the network has no embedding."""

    def __init__(self) -> None:
        super().__init__("the network has no embedding, so it cannot read tokens; it reads numbers")


class UnknownParameter(EngineError):
    """A state_dict holds `name`, which no network has; `nearest` is the most similar name that one has, or None."""

    def __init__(self, name: str, nearest: str | None) -> None:
        self.name = name
        self.nearest = nearest
        hint = f"; did you mean {nearest}?" if nearest else ""
        super().__init__(f"unknown parameter: {name[:LONGEST_NAME]}{hint}")


class MissingParameter(EngineError):
    """A state_dict lacks `name`; `beside` is what it has that needs it, or None where every network does."""

    def __init__(self, name: str, beside: str | None) -> None:
        self.name = name
        self.beside = beside
        super().__init__(f"the parameter {name} is missing" + (f"; there is {beside}" if beside else ""))


class NoSuchCell(EngineError):
    """`name` has `rows` rows and H = `hidden_size` columns, but no cell has that many rows; `known` have G·H."""

    def __init__(self, name: str, rows: int, hidden_size: int, known: dict[str, int]) -> None:
        self.name = name
        self.rows = rows
        self.hidden_size = hidden_size
        self.known = known
        fitting = ", ".join(f"{gates * hidden_size} ({cell})" for cell, gates in known.items())
        super().__init__(f"{name} has {hidden_size} columns, so it must have {fitting} rows; got {rows}")


class NotNumbers(EngineError):
    """The parameter called `name` is not an array of real numbers with rows of equal length."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} must be an array of real numbers, its rows of equal length")


class NoVocabulary(EngineError):
    """A vocabulary of `got` texts for an embedding of `expected` rows."""

    def __init__(self, expected: int, got: int) -> None:
        self.expected = expected
        self.got = got
        super().__init__(
            f"the vocabulary must hold one text for each of the {expected} rows of the embedding; got {got}"
        )


class RepeatedToken(EngineError):
    """The vocabulary holds `token` twice."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__(f"the vocabulary holds {token!r} twice")


class WrongValue(EngineError):
    """The argument `name` is `got`, where something `expected` is needed."""

    def __init__(self, name: str, expected: str, got: object) -> None:
        self.name = name
        self.expected = expected
        self.got = got
        super().__init__(f"{name} must be {expected}; got {got!r}")


class NoTarget(EngineError):
    """A target for an `objective` that does not take one."""

    def __init__(self, objective: str) -> None:
        self.objective = objective
        super().__init__(f"only the objectives recall and label take a target; got {objective}")


class OutOfRange(EngineError):
    """`what` leaves the range of a double, for the first time at step `t` (0-based).

    It is h, c, hh, logits, loss, gradient or jacobian. Of a state, and of the products `hh` that it is made of, `layer`
    is the layer it happens in, and `backward` says whether in its backward direction, where "first" is as it reads. Of
    several networks read side by side `network` is the place of the one that does.
    """

    def __init__(
        self, what: str, t: int, layer: int | None = None, network: int | None = None, *, backward: bool = False
    ) -> None:
        self.what = what
        self.t = t
        self.layer = layer
        self.network = network
        self.backward = backward
        where = ("" if layer is None else f" in layer {layer}") + (", read backward" if backward else "")
        super().__init__(f"{what} leaves the range of a double at t = {t}{where}")


class CannotTruncate(EngineError):
    """A network of two directions was asked for a gradient that goes back a limited number of steps."""

    def __init__(self) -> None:
        super().__init__("truncate needs a network that reads in one direction: the other one would have another end")


class Truncated(EngineError):
    """A truncated gradient is not that of the loss, so differences of the loss cannot check it."""

    def __init__(self) -> None:
        super().__init__("a truncated gradient is not that of the loss: leave truncate out to check the whole one")


class WrongShape(EngineError):
    """An array called `name` of shape `got` where the network needs `expected`; a letter is any number from 1 on."""

    def __init__(self, name: str, expected: tuple[int | str, ...], got: tuple[int, ...]) -> None:
        self.name = name
        self.expected = expected
        self.got = got
        super().__init__(f"{name} must have shape {_shape(expected)}; got {_shape(got)}")


def _shape(sizes: Sequence[int | str]) -> str:
    """As Python writes a tuple, letters without quotes."""
    return f"({', '.join(map(str, sizes))}{',' if len(sizes) == 1 else ''})"


class WrongState(EngineError):
    """A state with other parts than the cell's: an LSTM continues from h and c, the others from h."""

    def __init__(self, expected: tuple[str, ...], got: tuple[str, ...]) -> None:
        self.expected = expected
        self.got = got
        super().__init__(f"the state must hold {', '.join(expected)}; got {', '.join(got) or 'nothing'}")


class NotFinite(EngineError):
    """The array called `name` holds inf or NaN."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} must hold finite numbers only")


class NoSpectralRadius(EngineError):
    """The H×H block of `gate` in `name` has only zero eigenvalues: no factor gives it the spectral radius `radius`."""

    def __init__(self, name: str, gate: str, radius: float) -> None:
        self.name = name
        self.gate = gate
        self.radius = radius
        super().__init__(f"{name}, gate {gate}: its eigenvalues are all zero, so no factor gives it radius {radius}")
