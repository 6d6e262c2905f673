"""Small named failures. Each says what was expected and what came, in one sentence and as attributes."""


class EngineError(ValueError):
    """Anything the engine refuses."""


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


class NotInPyTorch(EngineError):
    """PyTorch has no module of the `cell`; of the `known` ones it has."""

    def __init__(self, cell: str, known: tuple[str, ...]) -> None:
        self.cell = cell
        self.known = known
        super().__init__(f"PyTorch has no module of the cell {cell}; it has {', '.join(known)}")


class NoHead(EngineError):
    """What is asked needs the linear head, and the network has none."""

    def __init__(self) -> None:
        super().__init__("the network has no head; without one only the objective sum can be asked")


class NoTokens(EngineError):
    """The `objective` is about tokens, and numbers were read."""

    def __init__(self, objective: str) -> None:
        self.objective = objective
        super().__init__(f"the objective {objective} asks for a token, but numbers were read; they have sum")


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
        super().__init__(f"only the objective recall takes a target; got {objective}")


class OutOfRange(EngineError):
    """`what` leaves the range of a double, for the first time at step `t` (0-based).

    It is h, c, hh, logits, loss, gradient or jacobian. Of a state, and of the products `hh` that it is made of, `layer`
    is the layer it happens in. Of several networks read side by side `network` is the place of the one that does.
    """

    def __init__(self, what: str, t: int, layer: int | None = None, network: int | None = None) -> None:
        self.what = what
        self.t = t
        self.layer = layer
        self.network = network
        where = "" if layer is None else f" in layer {layer}"
        super().__init__(f"{what} leaves the range of a double at t = {t}{where}")


class WrongShape(EngineError):
    """An array called `name` of shape `got` where the network needs `expected`."""

    def __init__(self, name: str, expected: tuple[int, ...], got: tuple[int, ...]) -> None:
        self.name = name
        self.expected = expected
        self.got = got
        super().__init__(f"{name} must have shape {expected}; got {got}")


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
