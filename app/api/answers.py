"""What /step answers, as pydantic models: for /openapi.json, and for tests that hold every answer against them.

Answers are not built from these; app/exports writes them straight from arrays.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

Vector = list[float]
Matrix = list[list[float]]


class Exact(BaseModel):
    """No field but those declared."""

    model_config = ConfigDict(extra="forbid")


class FinalState(Exact):
    """The state after the last step, ready to send back as `state`."""

    h: Vector | Matrix = Field(
        description="h_{T-1}, `hidden_size` numbers; of several layers or directions a row each, as PyTorch's h_n."
    )
    c: Vector | Matrix | None = Field(None, description="c_{T-1}, LSTM only.")


class Gates(Exact):
    """`include=gates`: the gates of one step by name, `hidden_size` numbers each."""

    a: Vector | None = Field(None, description="RNN: the pre-activation weight_ih x + bias_ih + weight_hh h + bias_hh.")
    r: Vector | None = Field(None, description="GRU: reset gate, 0…1.")
    z: Vector | None = Field(None, description="GRU: update gate, 0…1.")
    n: Vector | None = Field(None, description="GRU: the new value, −1…1.")
    i: Vector | None = Field(None, description="LSTM: input gate, 0…1.")
    f: Vector | None = Field(None, description="LSTM: forget gate, 0…1.")
    g: Vector | None = Field(None, description="LSTM: the new value, −1…1.")
    o: Vector | None = Field(None, description="LSTM: output gate, 0…1.")


class Predictions(Exact):
    """`include=predictions`: what the head says after one step. A class without a word is its number as text."""

    target: str | None = Field(description="The token that would have been right; null where the objective asks none.")
    target_probability: float | None
    likeliest: list[str] = Field(description="The five likeliest tokens, the likeliest first.")
    likeliest_probability: list[float]


class Forecast(Exact):
    """`include=predictions` where numbers are read: what the head says the next numbers are."""

    forecast: Vector = Field(description="weight h_t + bias of the head.")
    target: Vector | None = Field(description="x_{t+1}; null at the last step.")


class Block(Exact):
    """One gate's H×H block of weight_hh."""

    eigenvalues: list[tuple[float, float]] = Field(description="As [re, im], the largest first: H pairs.")
    spectral_radius: float = Field(description="The largest |eigenvalue|.")
    largest_singular_value: float


class Spectrum(Exact):
    """`include=jacobian`: what weight_hh does to vectors."""

    eigenvalues: list[tuple[float, float]] = Field(
        description="As [re, im], of each H×H block, gate after gate, the largest first within each: G·H pairs."
    )
    largest_singular_value: float = Field(description="Of the whole weight_hh, G·H by H.")
    gates: dict[str, Block] = Field(
        description="The same of each gate's own block: `a`; `r`, `z`, `n`; `i`, `f`, `g`, `o`."
    )


class Projection(Exact):
    """`include=projection`: the path of h in the plane that shows most of it (principal component analysis).

    A point is (h − mean) · each component. Where nothing varies any more (one step, one unit, states on a line) a
    component is zeros and its share 0.
    """

    mean: Vector = Field(description="The mean of h_0 … h_{T-1}.")
    components: tuple[Vector, Vector] = Field(
        description="Two orthonormal directions, the one of most variance first; the largest loading is positive."
    )
    explained_variance_ratio: tuple[float, float] = Field(description="Each direction's share of the variance of h.")
    points: list[tuple[float, float]] = Field(description="h_0 … h_{T-1} in the plane, in the units of h.")
    start: tuple[float, float] = Field(description="h_{-1}, the state before the first step, in the same plane.")


class Step(Exact):
    """One step.

    A norm outside double range is null, its log10 is always there; an exactly zero gradient has norm 0 and log10 null.
    """

    t: int = Field(description="0-based time.")
    token: str
    h: Vector = Field(description="h_t, the hidden state after this token.")
    grad_norm: float | None = Field(description="‖∂L/∂h_t‖, the total derivative.")
    log10_grad_norm: float | None
    c: Vector | None = Field(None, description="c_t, LSTM only.")
    cell_grad_norm: float | None = Field(None, description="‖∂L/∂c_t‖, LSTM only.")
    log10_cell_grad_norm: float | None = None
    x: Vector | None = Field(None, description="`inputs`: the token's vector.")
    gates: Gates | None = None
    ih: Vector | None = Field(None, description="`products`: weight_ih x_t + bias_ih, G·H numbers, gate after gate.")
    hh: Vector | None = Field(None, description="`products`: weight_hh h_{t-1} + bias_hh, G·H numbers.")
    grad: Vector | None = Field(None, description="`gradients`: ∂L/∂h_t; null where its norm is outside double range.")
    cell_grad: Vector | None = Field(None, description="`gradients`: ∂L/∂c_t, LSTM only.")
    pointwise_gain: float | None = Field(
        None, description="`gradients`: ‖d_hh‖ / ‖∂L/∂h_t‖, the share of tanh′ and the gates."
    )
    weight_gain: float | None = Field(
        None, description="`gradients`: ‖weight_hhᵀ d_hh‖ / ‖d_hh‖, the share of the matrix."
    )
    direct_norm: float | None = Field(None, description="`gradients`: of what reaches h_{t-1} past the matrix.")
    log10_direct_norm: float | None = None
    recurrent_norm: float | None = Field(
        None, description="`gradients`: ‖weight_hhᵀ d_hh‖, what reaches h_{t-1} through the matrix."
    )
    log10_recurrent_norm: float | None = None
    injected_norm: float | None = Field(None, description="`gradients`: of the loss term that enters at t itself.")
    log10_injected_norm: float | None = None
    weight_hh_grad_norm: float | None = Field(
        None, description="`gradients`: ‖d_hh‖·‖h_{t-1}‖, the share of step t in ∂L/∂weight_hh."
    )
    log10_weight_hh_grad_norm: float | None = None
    input_grad: Vector | None = Field(
        None, description="`gradients`: ∂L/∂x_t of the layer shown; null where its norm is outside double range."
    )
    input_grad_norm: float | None = Field(None, description="`gradients`: ‖∂L/∂x_t‖, which word decided.")
    log10_input_grad_norm: float | None = None
    log10_jacobian_norm: float | None = Field(None, description="`jacobian`: log10 ‖∂h_{T-1}/∂h_t‖₂.")
    log10_cell_jacobian_norm: float | None = Field(
        None, description="`jacobian`: log10 ‖∂c_{T-1}/∂c_t‖₂ through every path, LSTM only."
    )
    log10_highway: float | None = Field(
        None, description="`jacobian`: log10 of the largest component of Π_{k>t} f_k (LSTM), Π_{k>t} z_k (GRU)."
    )
    predictions: Predictions | Forecast | None = None


class ByPart(Exact):
    """One number for each part of the state."""

    h: float | None
    c: float | None = Field(None, description="LSTM only.")


class InitialGradient(Exact):
    """∂L/∂ the state before the first step, of the layer and direction shown; null where outside double range."""

    h: Vector | None
    c: Vector | None = Field(None, description="LSTM only.")


class Answer(Exact):
    """The json form."""

    cell: str
    tokens: list[str] = Field(description="What stands at the steps: tokens, labels, or the numbers read as text.")
    token_ids: list[int] = Field(description="Rows of the embedding, places in `vocabulary`; none for numbers.")
    vocabulary: list[str] = Field(
        description="The distinct tokens, in order of first appearance; of a network that is given its own."
    )
    hidden_size: int
    input_size: int
    nonlinearity: str | None = Field(None, description="Of a network that is given, not drawn, as the next four.")
    num_layers: int | None = Field(
        None, description="Also where it has several layers or directions, as the next three."
    )
    bidirectional: bool | None = None
    layer: int | None = Field(None, description="The layer that the steps show.")
    direction: str | None = Field(
        None,
        description="The direction of it that they show. Where it is `backward`, h_t was made from h_{t+1}, and the "
        "initial state comes after the last step.",
    )
    objective: str
    loss: float
    state: FinalState
    steps: list[Step] = Field(description="One a token, in reading order.")
    spectrum: Spectrum | None = None
    projection: Projection | None = None
    initial_grad: InitialGradient | None = Field(None, description="`gradients`.")
    initial_grad_norm: ByPart | None = None
    log10_initial_grad_norm: ByPart | None = None
    parameter_grad_norms: dict[str, float | None] | None = Field(
        None, description="`gradients`: ‖∂L/∂ each parameter array‖ by its PyTorch name."
    )
    log10_parameter_grad_norms: dict[str, float | None] | None = None
    total_grad_norm: float | None = Field(
        None, description="`gradients`: the root of the sum of their squares, what a clip by norm looks at."
    )
    log10_total_grad_norm: float | None = None
    parameters: dict[str, Vector | Matrix] | None = Field(
        None, description="PyTorch's state_dict as nested lists; sent back as `parameters` it is the same network."
    )
    parameter_gradients: dict[str, Vector | Matrix | None] | None = Field(
        None, description="∂L/∂ each parameter array; null where its norm is outside double range."
    )


class Quantiles(Exact):
    """Over the seeds; each is the value of one of them."""

    min: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    max: float | None


class Distance(Quantiles):
    """How much of h_t is left in h_{T-1}: log10 ‖∂h_{T-1}/∂h_t‖₂, its quantiles over the seeds; null for nothing."""

    distance: int = Field(description="T-1-t.")
    t: int
    log10_norm: float | None = Field(description="Of `seed` itself.")


class Memory(Exact):
    """What /memory answers."""

    cell: str
    tokens: list[str]
    seed: int | None = Field(description="Null for a network that is given, not drawn.")
    seeds: int
    half_life: float | None = Field(
        description="The number of steps over which the norm halves, for `seed`; null where it does not fall, and "
        "where fewer than four distances have any."
    )
    half_life_quantiles: Quantiles = Field(description="Over the seeds; null counts as the longest.")
    distances: list[Distance] = Field(description="From 0 to T-1.")


class Finding(Exact):
    """How well one gradient agrees with finite differences."""

    relative_error: float | None = Field(
        description="‖D − g‖ / max(‖g‖, ‖D‖), D the finite differences of the gradient g; null: beyond their reach."
    )
    probes: int = Field(description="Directions in which they reached.")
    nudge: float | None = Field(description="How far was nudged, for the first of them.")


class StepFinding(Finding):
    """∂L/∂h_t."""

    t: int


class ParameterFinding(Finding):
    """∂L/∂ a parameter array."""

    name: str = Field(description="As in the state_dict.")


class Check(Exact):
    """What /check answers."""

    probes: int = Field(description="Of all steps and parameters.")
    worst_relative_error: float | None = Field(description="Null where none is within reach.")
    steps: list[StepFinding]
    parameters: list[ParameterFinding]


class WhatIfStep(Exact):
    """One step of a run and of the same run edited. The difference of two equal vectors has norm 0 and log10 null."""

    t: int
    token: str = Field(description="The word at t without edits.")
    h: Vector
    edited_h: Vector
    delta_norm: float | None = Field(description="‖edited h_t − h_t‖.")
    log10_delta_norm: float | None
    c: Vector | None = Field(None, description="LSTM only, as the next three.")
    edited_c: Vector | None = None
    cell_delta_norm: float | None = None
    log10_cell_delta_norm: float | None = None
    log10_grad_norm: float | None = Field(description="log10 ‖∂L/∂h_t‖ of the run without edits.")


class WhatIf(Exact):
    """What /what-if answers."""

    loss: float = Field(description="Of the run without edits.")
    edited_loss: float
    change: float = Field(description="edited_loss − loss.")
    predicted: float | None = Field(
        description="Σ δᵀ(what the edit at a step changed at once), δ = ∂L/∂h of the run without edits, and with the "
        "LSTM's c its own term; null outside double range."
    )
    tokens: list[str]
    edited_tokens: list[str]
    steps: list[WhatIfStep]


class NeuronFeature(Exact):
    """A feature of what is read."""

    name: str = Field(
        description="`position`, `depth`, `quotes`, `vowel`, `final`, `word_start`, `word_length`, `capital`, `digit`, "
        "`seen`, `repeat`, `sentiment`, `sentiment_so_far`, `token`, `input`, `change`, `target_probability`."
    )
    token: str | None = Field(description="Of `token`: which.")
    column: int | None = Field(description="Of `input` and `change`: of which column of the inputs, from 0.")
    steps: int = Field(description="At how many steps it says something.")
    values: list[float | None] = Field(description="One a step; null where it says nothing.")


class Correlation(Exact):
    """Pearson's correlation of a unit with a feature."""

    feature: int = Field(description="The place in `features`, from 0.")
    name: str = Field(description="As there, and so the next two.")
    token: str | None
    column: int | None
    r: float | None = Field(description="−1…1; null where the unit or the feature is constant.")
    steps: int = Field(description="The number of steps that it rests on.")
    independent_steps: float = Field(
        description="As how many independent ones these count: what changes slowly, or hardly ever, has few."
    )
    by_chance: float | None = Field(
        description="The |r| that the best of all pairs would reach by chance in one text of twenty; null where the "
        "steps are too few to tell."
    )
    beyond_chance: bool


class NeuronUnit(Exact):
    """What one unit follows."""

    unit: int
    correlations: list[Correlation] = Field(description="One for each feature, the best first, constant ones last.")


class Neurons(Exact):
    """What /neurons answers."""

    cell: str
    tokens: list[str]
    layer: int
    direction: str
    pairs: int = Field(description="The number of correlations that are not null: the best one is the best of so many.")
    features: list[NeuronFeature]
    units: list[NeuronUnit] = Field(
        description="The best first: those beyond chance before the others, then by the largest |r|."
    )


class SampledToken(Exact):
    """One token that was sampled."""

    t: int = Field(description="Its step in the longer text.")
    token: str
    token_id: int
    takes_back: int = Field(description="How many characters at the end of the text so far go: 하 becomes 한.")
    adds: str = Field(description="What is written in their place.")
    probability: float = Field(description="What the network gave it: that of /step.")
    drawn_probability: float = Field(description="With which it was drawn: what the temperature makes of that.")
    likeliest: list[str] = Field(description="The five likeliest tokens at this place, the likeliest first.")
    likeliest_probability: list[float]


class Sample(Exact):
    """What /sample answers."""

    cell: str
    tokens: list[str] = Field(description="What was read, before what was written.")
    temperature: float
    seed: int
    text: str = Field(description="What was read and what was written, as one text; jamo are syllables again.")
    reads_back: bool = Field(
        description="Whether the tokenizer reads the same tokens in `text`. It does not where a blank comes last, or "
        "where two tokens would be read as one; then send `token_ids` to read on."
    )
    steps: list[SampledToken]


class Condition(Exact):
    """What a request may ask for."""

    field: str = Field(description="A field of the request.")
    value: str | None = Field(
        description="Its value, or one in its list; null: any value but null, so the condition is that it is given."
    )


class Term(Exact):
    """One term of a sum: a factor times a product of quantities."""

    factor: float
    of: list[str] = Field(
        description="Names of `quantities`, one as often as it is multiplied; none: the factor alone."
    )
    when: list[Condition] = Field(description="Counted if one of these holds, and always if there is none.")


Parts = dict[str, list[Term]]


class Limits(Exact):
    """What /limits answers: what this server grants, and what a request costs.

    A price is a sum by parts, and each part a sum of terms, rounded down.
    """

    max_sentence: int = Field(description="Longest sentence, in characters.")
    max_tokens: int = Field(description="Most tokens in a sentence.")
    max_hidden_size: int
    max_input_size: int
    max_work: int = Field(description="Most work of one request.")
    max_body: int = Field(description="Largest request body, in bytes.")
    max_query: int = Field(description="Longest query string, in bytes.")
    max_model: int = Field(description="Largest file of a network, in bytes.")
    max_train_work: int = Field(description="Most work of one training: `work` has its price under /train.")
    max_train_numbers: int = Field(description="Most numbers that one step of a training keeps.")
    quantities: dict[str, str] = Field(description="What the names in `of` mean.")
    work: dict[str, dict[str, Parts]] = Field(description="By address, then by cell: the price of a request.")
    numbers: dict[str, Parts] = Field(
        description="By cell: how many numbers an answer of /step has at most, its nulls counted as numbers."
    )


class Detail(Exact):
    """One thing that is wrong."""

    type: str = Field(description="A stable name of the kind of mistake, such as `missing` or `too_much_work`.")
    loc: list[str | int] = Field(description='Where: "query" or "body", then the field; or "path".')
    msg: str = Field(
        description="A sentence in the request's language: the field, the limit and the value that was sent."
    )
    input: object = Field(None, description="The value that was sent, shortened; null where there is nothing to show.")


class Refusal(Exact):
    """FastAPI's own shape of an error."""

    detail: list[Detail]
