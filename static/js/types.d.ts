/** The shapes that travel through the page. `Run` is one answer of /step; its names are the answer's own. */

// What the server answers

export interface Step {
  t: number;
  token: string;
  h: number[];
  c?: number[];
  x: number[];
  gates: Record<string, number[]>;
  grad_norm: number | null;
  log10_grad_norm: number | null;
  cell_grad_norm?: number | null;
  log10_cell_grad_norm?: number | null;
  grad: number[] | null;
  cell_grad?: number[] | null;
  pointwise_gain: number | null;
  weight_gain: number | null;
  log10_direct_norm: number | null;
  log10_recurrent_norm: number | null;
  log10_injected_norm: number | null;
  /** include=jacobian: ‖∂h_{T-1}/∂h_t‖₂, the LSTM's ‖∂c_{T-1}/∂c_t‖₂, and the largest component of Π f or Π z */
  log10_jacobian_norm?: number | null;
  log10_cell_jacobian_norm?: number | null;
  log10_highway?: number | null;
  /** include=gradients: ∂L/∂x_t (I,), and log10 of its norm */
  input_grad?: number[] | null;
  log10_input_grad_norm?: number | null;
  /** ∂L/∂x_t, with the gradients */
  input_grad?: number[] | null;
  input_grad_norm?: number | null;
  log10_input_grad_norm?: number | null;
  /** include=predictions */
  predictions?: Predictions;
}

/**
 * What the head says at a step: of numbers a `forecast` W h_t + b and the `target` x_{t+1}, null at the end; of words the
 * `likeliest`, five at most, the one asked for as `target`, null where none is, and their probabilities.
 */
export interface Predictions {
  forecast?: number[];
  target?: string | number[] | null;
  target_probability?: number | null;
  likeliest?: string[];
  likeliest_probability?: number[];
}

/** Matrices and vectors under PyTorch's names. */
export type Parameters = Record<string, number[] | number[][]>;

/** A network that is stored, as /models says it; the list leaves out what is marked with a question mark. */
export interface StoredNetwork {
  id: string;
  name: string;
  format: string;
  created: string;
  bytes: number;
  /** of a network in the box, in the language of the request; null for one that was sent */
  card?: BoxCard | null;
  vocabulary?: string[] | null;
  found: FoundNetwork;
}

/** What is said of a network in the box: sentences, the numbers of `score`, and what to open it with. */
export interface BoxCard {
  name: string;
  title: string;
  task: string;
  data: string;
  licence: string;
  size: string;
  score: string;
  look_for: string;
  held_out: HeldOut;
  /** the numbers of `look_for`; `unit` is the one to look at, where there is one */
  facts: { unit?: number };
  sentence: string | null;
  /** over which its units can be told from chance; null: none */
  longer: string | null;
  tokenizer: string | null;
  inputs: number[][] | null;
  labels: string[] | null;
  /** mean and deviation that the numbers lost; null where none */
  scale: number[] | null;
  objective: string;
  target: number | null;
}

/** A score on data that a network never saw, and what simpler ways reach, by name. */
export interface HeldOut {
  measure: "accuracy" | "bits" | "perplexity" | "error";
  value: number;
  examples: number;
  baselines: Record<string, number>;
}

/** What was found in a file. */
export interface FoundNetwork {
  cell: string;
  nonlinearity: string;
  hidden_size: number;
  input_size: number;
  num_layers: number;
  bidirectional: boolean;
  bias: boolean;
  embedding: number[] | null;
  head: number[] | null;
  head_bias: boolean;
  vocabulary: number | null;
  parameters: number;
  dtype?: string;
  widened?: boolean;
  recurrent?: {
    name: string;
    layer: number;
    direction: string;
    gate: string;
    spectral_radius: number;
    largest_singular_value: number;
  }[];
  names?: { name: string; file: string; shape: number[]; dtype: string }[];
  prefix?: string;
  unused?: string[];
  unused_count?: number;
  notes?: string[];
}

/** What is known of a network's build; `outputs` are the rows of its head, `vocabulary` those of its embedding, 0 for none or unknown. */
export interface NetworkShape {
  cell: string;
  hidden_size: number;
  input_size: number;
  num_layers: number;
  bidirectional: boolean;
  outputs: number;
  vocabulary: number;
}

/** The path of h in its two principal directions; a component of zeros has no direction. */
export interface Projection {
  mean: number[];
  components: [number[], number[]];
  explained_variance_ratio: [number, number];
  points: [number, number][];
  /** h_{-1} in the same plane */
  start: [number, number];
}

export interface Run {
  cell: string;
  /** the RNN's, where the answer says it */
  nonlinearity?: string;
  /** what was asked: the loss's step and the word that recall asks for; null for the last and the first */
  loss_at?: number | null;
  truncate?: number | null;
  target?: number | null;
  /** the text that was read */
  sentence?: string;
  /** the request fields that this answers */
  asked?: Fields;
  tokens: string[];
  /** both empty where numbers are read */
  token_ids?: number[];
  vocabulary?: string[];
  hidden_size: number;
  input_size: number;
  /** where the units are sorted: the network's own number of each */
  units?: number[];
  /** what the network's lowest layer reads; `input_size` is what the layer that is shown reads */
  network_input_size?: number;
  /** the network's layers, and the one that the steps show, from 0; `direction` is forward or backward */
  num_layers?: number;
  bidirectional?: boolean;
  layer?: number;
  direction?: string;
  objective: string;
  loss: number;
  steps: Step[];
  /** include=gradients: ∂L/∂h_{−1} (and c), its norms, those of ∂L/∂p by parameter, and of all parameters together */
  initial_grad?: Record<string, number[] | number[][] | null>;
  log10_initial_grad_norm?: Record<string, number | null>;
  log10_parameter_grad_norms?: Record<string, number | null>;
  log10_total_grad_norm?: number | null;
  projection?: Projection;
  parameters?: Parameters;
  /** the state at the end, in the shape that `state` takes */
  state?: Record<string, number[] | number[][]>;
  /** with the gradients: ∂L of the initial state by part, and each parameter's norm by name */
  initial_grad?: Record<string, number[] | number[][]>;
  initial_grad_norm?: Record<string, number | null>;
  log10_initial_grad_norm?: Record<string, number | null>;
  parameter_grad_norms?: Record<string, number | null>;
  log10_parameter_grad_norms?: Record<string, number | null>;
  total_grad_norm?: number | null;
  log10_total_grad_norm?: number | null;
  parameter_gradients?: Parameters;
}

/** A value or an operation of a cell's diagram, on a logical grid: time runs with `column`, `row` 0 is the top. */
export interface GraphNode {
  name: string;
  kind: string;
  column: number;
  row: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: [string, string][];
}

/** What GET /cells says of a cell. */
export interface Facts {
  gates: string[];
  /** the gates that σ squashes */
  sigmoid: string[];
  state: string[];
  /** the part of the state whose gradient also flows past the matrix, and the gate that it meets there; "" where there is none */
  direct: string;
  keeper: string;
  nonlinearities: string[];
  graph: Graph;
}

/** By the cell's name. */
export type Cells = Record<string, Facts>;

/** The request fields, under /step's own names. A `null` leaves the server's default. */
export interface Fields {
  sentence: string;
  tokenizer: string;
  cell: string;
  nonlinearity: string;
  hidden_size: number | string;
  input_size: number | string;
  seed: number | string;
  spectral_radius: number | string | null;
  objective: string;
  /** the step at which the loss is taken, null for the last */
  loss_at: number | string | null;
  truncate: number | string | null;
  /** the step whose token recall asks for, null for the first */
  target: number | string | null;
  recurrent_init: string;
  forget_bias: number | string | null;
  num_layers: number | string;
  bidirectional: boolean | string;
  bias: boolean | string;
  /** the layer and the direction that the steps show; null for the last layer */
  layer: number | string | null;
  direction: string;
  /** T rows of I numbers to read in place of a sentence, and T texts to call them by */
  inputs: number[][] | null;
  labels: string[] | null;
  /** ids to read in place of a sentence */
  token_ids: number[] | null;
  /** the texts of a written network's embedding */
  vocabulary: string[] | null;
  /** a network that is written down, or the id of a stored one; null for one that is drawn from the seed */
  parameters: Parameters | null;
  model: string | null;
  /** the state to begin with, by part; null for zeros */
  state: Record<string, number[]> | null;
}

/** What one H×H block of W_h does to vectors: eigenvalues as [re, im], the largest |λ| and the largest singular value. */
export interface Block {
  eigenvalues: [number, number][];
  spectral_radius: number;
  largest_singular_value: number;
}

/** By gate; the RNN's only one is "a". */
export type Spectrum = Record<string, Block>;

export type Quantile = "min" | "p10" | "p25" | "p50" | "p75" | "p90" | "max";

/** What GET /memory says: how much of h_t is left in h_{T-1}, for a seed and for many. */
export interface Memory {
  tokens: string[];
  seed: number;
  seeds: number;
  /** in steps; null where it never halves */
  half_life: number | null;
  half_life_quantiles: Record<Quantile, number | null>;
  distances: ({ distance: number; t: number; log10_norm: number | null } & Record<Quantile, number | null>)[];
}

/** One edit of a run, in the words of POST /what-if. */
export interface Edit {
  t: number;
  token?: string;
  unit?: number;
  set?: number;
  clamp?: number;
  h?: number[];
  from?: { sentence: string; t: number };
}

/** Why an edit was not taken: a sentence or the key of one, and what could be taken in its place. */
export interface Refusal {
  kind: "unit" | "token" | "sentence";
  sentence?: string;
  /** whether another try may succeed */
  passing?: boolean;
  key?: string;
  /** what was refused */
  text?: string;
  mend?: string;
}

export interface EditedStep {
  t: number;
  token: string;
  h: number[];
  edited_h: number[];
  log10_delta_norm: number | null;
  log10_grad_norm: number | null;
}

/** What POST /what-if answers. */
export interface WhatIf {
  loss: number;
  edited_loss: number;
  change: number;
  predicted: number | null;
  tokens: string[];
  edited_tokens: string[];
  steps: EditedStep[];
}

/** Pearson's correlation of a unit with a feature; `r` is null where one of them is constant. */
export interface Correlation {
  /** the place in `features` */
  feature: number;
  name: string;
  token: string | null;
  column: number | null;
  r: number | null;
  steps: number;
  independent_steps: number;
  /** what the best of all pairs would reach by chance; null where the steps are too few to tell */
  by_chance: number | null;
  beyond_chance: boolean;
}

/** What POST /neurons answers: units and their correlations, the best first. */
export interface Neurons {
  tokens: string[];
  pairs: number;
  features: { name: string; token: string | null; column: number | null; steps: number; values: (number | null)[] }[];
  units: { unit: number; correlations: Correlation[] }[];
}

/** One token of POST /sample: how it is written, and what the network said of it and of the likeliest. */
export interface SampledToken {
  t: number;
  token: string;
  takes_back: number;
  adds: string;
  probability: number;
  drawn_probability: number;
  likeliest: string[];
  likeliest_probability: number[];
}

/** What POST /sample answers. */
export interface Sample {
  tokens: string[];
  text: string;
  reads_back: boolean;
  steps: SampledToken[];
}

// A network that learns: what POST /train tells, and what is kept of it

export interface TrainingReport {
  step: number;
  loss: number;
  /** the share that is right */
  accuracy: number | null;
  total_grad_norm: number | null;
  clipped: boolean;
  /** log10 of ‖∂L/∂h‖ by distance from the last step; null is exactly zero */
  log10_grad_norms: Levels;
  spectral_radius: number | null;
}

export interface TrainingEnd {
  step: number;
  loss: number;
  accuracy: number | null;
  model: string;
  /** of batches that it has not learned from */
  held_out: { loss: number; accuracy: number | null } | null;
}

/** How a network is taught. */
export interface TrainingSettings {
  /** how many symbols stand between the one that is asked for and the question; null: as many as the sentence has */
  delay: number | null;
  optimizer: string;
  learning_rate: number;
  /** the norm that all gradients together are clipped to; null for none */
  clip: number | null;
  steps: number;
  /** how many steps back the gradient is carried; null for all */
  truncate: number | null;
}

export interface Training {
  /** what is known of it from the start */
  taught: TrainingSettings & {
    task: "recall" | "forecast";
    cell: string;
    /** the sequences of a step */
    batch: number;
    /** how far back what is asked for was read; null where every step is asked */
    distance: number | null;
    /** what is right, and its loss, without any memory; null where that has no meaning */
    chance: { accuracy: number | null; loss: number | null };
  };
  reports: TrainingReport[];
  /** by step: the models that /step takes */
  networks: { step: number; model: string }[];
  end: TrainingEnd | null;
}

// run/: what follows from a run

/** log10 of a norm at each t; null is exactly zero. */
export type Levels = (number | null)[];

/** Two steps that are side by side: their t in the one run and in the other; null for a gap. */
export interface Pair {
  a: number | null;
  b: number | null;
}

/** A stretch of the text: `count` tokens from token t on, or none (t = −1) between two. */
export interface Piece {
  text: string;
  t: number;
  count: number;
}

/** A token's stretch of the text, as shares of its length. */
export interface Span {
  from: number;
  to: number;
  text: string;
}

/** The sentence of the lab cut in one way (its grain: word, char or jamo), and the answer. */
export interface GrainRun {
  grain: string;
  run: Run;
  spans: Span[];
}

/** The moment of the playhead: see phases.js. */
export interface Moment {
  u: number;
  backward: boolean;
  /** the step's place in playing order, 0-based, in its direction */
  k: number;
  /** the time step */
  t: number;
  /** how much of the step is done, 0…1 */
  p: number;
  phase: string;
  /** how much of the phase is done, 0…1 */
  q: number;
}

// page/: the state of the page

export type Scheme = "light" | "dark";

/** The vector inside A, the unit and the term of its sum that are looked at. */
export interface Focus {
  part: string;
  unit: number;
  term: number | null;
}

/** A number of a vector that is pointed at: unit "h" of the network, whichever of its vectors is meant, or column "x" of its input. */
export interface Lit {
  part: "h" | "x";
  unit: number;
}

/** A state of the whole page: what is asked, how it is looked at, and the moment, or the stretch that is played. */
export interface Scene {
  fields: Fields;
  view: string;
  look: (run: Run) => Focus;
  from: (T: number) => number;
  until: ((T: number) => number) | null;
}

/** A sentence of the server about one field, or about none: "". */
export interface Problem {
  field: string;
  message: string;
  /** whether it is more work than the server grants: its sentence is for programs */
  tooMuch?: boolean;
  /** whether nothing is wrong with the fields: another try may succeed */
  passing?: boolean;
  /** what to try then; without it, the question itself */
  again?: () => unknown;
}

/** Why a question has no answer: a sentence for a panel, and the problems for the form. */
export interface Failure {
  /** whether nothing is wrong with the fields: another try may succeed */
  passing: boolean;
  sentence: string;
  problems: Problem[];
  /** what the server said of each, whole */
  details?: { type?: string; input?: unknown }[];
}

/** What an address does not hold of the page that it is of: a text too long for it, and the moment of a page that plays. */
export interface Left {
  fields?: Partial<Fields>;
  /** what there was and is not here, as the end of the address says it */
  lost?: string;
  u?: number;
  playing?: boolean;
  /** where playing stops by itself */
  stretch?: { until: number; haste: number } | null;
}

/** What the tools of What if work with: the step `at`, the edits and their answer, the run that can be edited. */
export interface EditSession {
  at: { value: number };
  edits: { value: Edit[] };
  answer: { value: WhatIf | null };
  subject: { value: Run | null };
  /** whether the panel is near the window */
  seen: { value: boolean };
  edit(edit: Edit): void;
  undo(edit: Edit): void;
}

// scenes/ and charts/

/** How much of a cell is done: forward and backward, and of the next cell; what is active in it. */
export interface Progress {
  f: number;
  b: number;
  next: number;
  nextBack: number;
  active: string;
  back: boolean;
}

/** What an axis holds: log10, lowest and highest. */
export type Reach = [number, number];

/** Where the cells of the chain are, px: the middle of the first, from one to the next, and how wide A is. */
export interface Chain {
  first: number;
  pitch: number;
  box: number;
}

/** The ground of the gradient's chart, px. */
export interface Ground {
  /** where the level of h_t is, and the middle of what belongs to step t */
  x: (t: number) => number;
  word: (t: number) => number;
  y: (level: number) => number;
  reach: Reach;
  ticks: number[];
  /** a step's column, and half of a level's mark */
  room: number;
  half: number;
  /** how far behind its level a step's column ends, and where the first one begins */
  behind: number;
  begins: number;
  T: number;
  width: number;
  height: number;
  /** the lower edge */
  floor: number;
  margin: { left: number; right: number; top: number; bottom: number };
}

/** A curve of the gradient's chart. */
export interface GradientCurve {
  /** its class, a name for each */
  name: string;
  levels: Levels;
  /** what it is called at its first step and at its last */
  first?: Words;
  last?: Words;
  /** the mark at its steps, where several curves are of one kind: see charts/glyphs.js */
  glyph?: string;
  /** the cell that a press on its name chooses */
  cell?: string;
  /** which way the playhead takes it along */
  head?: "forward" | "backward";
}

/** What a text mark holds. */
export type Words = (string | Mark)[];

/** What the gradient's chart shows beside the ledger: curves over the steps of one text. */
export interface Layer {
  name: string;
  /** the key of its title's words, or null: what became of the run's gradient; and what its axis measures, "h_{t}" */
  title: string | null;
  measure: string;
  tokens: string[];
  /** whether the reading begins at the end */
  back: boolean;
  /** whether the steps are the page's own */
  here: boolean;
  /** the curve that all layers share, from which the others come out */
  own: Levels;
  curves: GradientCurve[];
  bands: { name: string; low: Levels; high: Levels }[];
  /** the levels that the axis must hold besides its curves */
  holds?: Levels[];
  /** the room of names left of the first step, px */
  names?: number;
  /** what else it draws, behind its curves and before them; `grown`: levels as far as they have come on the way to it */
  behind?: (ground: Ground) => Mark[];
  before?: (ground: Ground, grown: (levels: Levels) => Levels) => Mark[];
  /** what it says at rest, and of a step */
  say: (at: number | null) => string;
  /** the step at a place of the chart, px */
  stepAt: (options: { width: number; height: number; chain?: Chain | null }, px: number) => number;
}

/** What the drawing of the layers goes by: see views/gradient.js. */
export interface GradientView {
  options: { value: { width: number; height: number; chain: Chain | null } };
  shown: { value: Run | null };
  at: { value: number };
  when: { value: number };
  other: { value: Layer | null };
}

/** What a chart says to a reader who hears it. Rows are made one by one: of a long table only those that are read. */
export interface ChartTable {
  /** the chart's point as one sentence, where the page shows none that the chart is named by */
  sentence?: string;
  caption: string;
  /** the heads, that of the rows' names first */
  columns: string[];
  count: number;
  /** row i, its name first */
  row: (i: number) => string[];
  /** the row that the playhead or the reader is at */
  at?: number | null;
}

/** One of the cells that are compared; `gates` is G, the blocks of a weight matrix. */
export interface Kind {
  name: string;
  symbol: string;
  gates: number;
  fields: Partial<Fields>;
}

/** One compared cell's answer, or the server's sentence. */
export interface Entrant {
  kind: Kind;
  run: Run | null;
  problem: string;
}

/** The way past the matrix in one cell, and the whole derivative beside it: log10 at each t; null is exactly zero. */
export interface Highway {
  name: string;
  highway: Levels;
  full: Levels;
}

// lesson/

/** Numbers and words that a sentence of the lesson is filled with. */
export type Claims = Record<string, string>;

/** A moment, or how it follows from the number of steps. */
export type When = number | ((T: number) => number);

/** What of a stop can change when its question has been answered. */
export interface Pose {
  view?: string;
  /** be at this moment … */
  u?: When;
  /** … or play from here to there */
  play?: [When, When];
  unit?: number;
  part?: string;
  term?: number | ((run: Run) => number);
  /** a selector of the panel that shows it; without one it is the stage */
  panel?: string;
}

/** A paragraph of the lesson and the state of the page that it speaks of. */
export interface Stop extends Pose {
  /** what differs from the page's defaults */
  fields?: Partial<Fields>;
  /** the reader's own sentence where it suits: of a few words, of many, or of very many (own-sentence.js) */
  sentence?: "short" | "own" | "long";
  /** other runs that it compares with, by name: what differs from the stop's own fields */
  beside?: Record<string, Partial<Fields>>;
  /** what its text is filled with */
  claims?: (run: Run, beside: Record<string, Run>) => Claims;
  /** a question: how many options, which of them is true, and what is shown when it is answered */
  ask?: { options: number; truth: (run: Run, beside: Record<string, Run>) => number; reveal: Pose };
  /** what it holds besides: a box for the reader's sentence, the article's module */
  tool?: "sentence" | "module";
  /** the layer of the gradient's chart that it speaks of */
  layer?: string;
  /** how many of its act's panels come after it, as figures of the text */
  figures?: number;
}

export interface Chapter {
  stops: Stop[];
  /** the papers that it rests on, by their names in the catalogue */
  sources: string[];
}

// pen/, words/ and the limits

/** A box, in px: its upper left corner and its size. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A mark to draw: an SVG element as a value. */
export interface Mark {
  tag: string;
  attrs: Record<string, string | number | null | undefined>;
  children: (Mark | string)[];
  /** whether the next frames will have this very mark again: see pen/tiles.js */
  rests?: boolean;
  /** what it takes without its own transform, px: it is found sooner here than in all that is in it */
  room?: import("./pen/rectangle.js").Room;
}

/** A sentence of the catalogue: its key and its arguments. */
export type Saying = [string, Record<string, string>];

/** The sizes that a price is a product of: tokens, vocabulary, hidden_size, input_size, seeds … */
export type Sizes = Record<string, number>;

/** `factor` times the product of the sizes `of`; it counts where a condition holds or there is none. */
export interface PriceTerm {
  factor: number;
  of: string[];
  /** with value null: where the field is given */
  when: { field: string; value: string | null }[];
}

/** Terms by part; each part is rounded down. */
export type Price = Record<string, PriceTerm[]>;

/** What GET /limits says: what the server grants, and what requests cost. */
export interface Limits {
  max_work: number;
  /** of one training */
  max_train_work?: number;
  /** by path and cell */
  work: Record<string, Record<string, Price>>;
  /** by cell: the numbers of an answer of /step */
  numbers: Record<string, Price>;
}

/** Says a sentence of the catalogue. */
export type Say = (key: string, args?: Record<string, string>) => string;

/** What an address says; null where it does not say it. */
export interface AddressParts {
  fields: Fields;
  /** how it is read: an address that names a field or a moment opens the instrument, one with an act or a chapter the acts */
  mode: "acts" | "instrument";
  /** what the numbers lost: rows of a mean and a deviation, where it can be read */
  scale: number[][] | string | null;
  u: number | null;
  speed: number | null;
  lang: string | null;
  view: string | null;
  unit: number | null;
  /** the vector inside A that is looked at, and the term of its unit's sum */
  part: string | null;
  term: number | null;
  act: number | null;
  lesson: number | null;
  /** the sentence that was written beside the page's own */
  beside: string | null;
  /** the threshold of clipping by norm */
  order: string | null;
  clip_at: number | null;
  /** how a network is to be taught */
  teach: string | null;
  wall: boolean;
  /** how the panels are looked at */
  looks: import("./page/looks.js").Looks;
}

/** What GET /check answers, as far as the page shows it. */
export interface CheckAnswer {
  probes: number;
  worst_relative_error: number | null;
  steps: { t: number; relative_error: number | null }[];
  parameters: { name: string; relative_error: number | null }[];
}

/** What the bars of What if work with: the states at the step, the chosen unit, and a way to set it. */
export interface UnitBars extends EditSession {
  state: { value: { h: number[]; now: number[]; domain: number } };
  chosen: { value: number };
  set(value: number): void;
}

// the experiment

/** One training of a grid, as GET /experiment says it; `curve` is the accuracy every `check_every` steps, `reach_…` log10 by distance. */
export interface Trial {
  cell: string;
  delay: number;
  seed: number;
  accuracy: number | null;
  loss: number | null;
  learned: boolean;
  diverged_at: number | null;
  steps: number;
  curve: number[];
  reach_before: Levels;
  reach_after: Levels;
  seconds: number;
}

/** What all trainings of a grid share, under the names of /train. */
export interface Recipe {
  experiment: string;
  hidden_size: number;
  input_size: number;
  batch_size: number;
  optimizer: string;
  learning_rate: number;
  clip: number | null;
  truncate: number | null;
  steps: number;
  check_every: number;
}

/** Trainings of every cell at every delay from every seed; `changes` is what differs from the first grid's recipe. */
export interface TrialGrid {
  name: string;
  changes: Partial<Recipe>;
  recipe: Recipe;
  cells: string[];
  delays: number[];
  seeds: number[];
  trainings: Trial[];
}

/** What GET /experiment answers: the experiment first, then grids that each change one thing. */
export interface Experiment {
  sha256: string;
  made_with: { rnnflow: string; numpy: string; blas: string; machine: string };
  seconds: number;
  experiment: string;
  chance: number;
  learned_at: number;
  cells: Record<string, Partial<Fields>>;
  grids: TrialGrid[];
}

/** A training that runs here: the same, until it has ended without its outcome. */
export interface LiveTrial extends Trial {
  /** what it was asked: the grid's recipe with its changes */
  recipe: Recipe;
  ended: boolean;
}
