"""Every limit and switch, from the environment (`RNNFLOW_MAX_TOKENS=500 python -m app`); docs/settings.md has them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from .addresses import NONE, Ancestors, Networks, PathPrefix


def _served_from() -> Path:
    """The folder that holds static/ and templates/: this package once it is installed, in a checkout the one above."""
    package = Path(__file__).resolve().parent
    return package if (package / "static").is_dir() else package.parent


ROOT = _served_from()

Count = Annotated[int, Field(ge=1)]
NotNegative = Annotated[int, Field(ge=0)]
Seconds = Annotated[float, Field(gt=0)]


PREFIX = "RNNFLOW_"


def variable(name: str) -> str:
    """The environment variable of a setting, by its name or by what pydantic calls it."""
    return PREFIX + name.upper().removeprefix(PREFIX)


class Settings(BaseSettings):
    """One value, made at start and handed down; nothing reads the environment later."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, validate_by_name=True)

    development: bool = Field(
        default=False, description="Read templates, catalogues and static files again at every request."
    )
    log_level: Literal["critical", "error", "warning", "info", "debug"] = Field(
        "warning", description="How much the server writes to standard error."
    )
    warm_up: bool = Field(
        default=True, description="Compress pages and static files soon after the start, before anybody asks for them."
    )
    access_log: bool = Field(default=False, description="One line for each request on standard output.")

    port: int = Field(
        8000, ge=0, le=65_535, description="The port to listen on where `--port` names none; 0 takes any free one."
    )

    max_sentence: Count = Field(200_000, description="Longest sentence, in characters.")
    max_tokens: Count = Field(20_000, description="Most tokens in a sentence.")
    max_hidden_size: Count = Field(256, description="Largest `hidden_size`.")
    max_input_size: Count = Field(256, description="Largest `input_size`.")
    max_work: Count = Field(
        4_000_000, description="Most work of one request; docs/api.md has the formula, /limits the same for programs."
    )
    max_body: Count = Field(1_048_576, description="Largest request body, in bytes.")
    max_query: Count = Field(
        60_000, description="Longest query string, in bytes; no address is longer than 65,535 in all."
    )
    max_model: Count = Field(67_108_864, description="Largest file of a network, in bytes.")
    model_seconds: Seconds = Field(60.0, description="How long a file of a network may take to arrive.")
    uploads: Count = Field(
        4, description="Files of networks arriving or being read at the same time; one more gets 503."
    )
    store: str = Field(
        "",
        description="A directory that keeps the networks sent, which servers may share; without one they are kept "
        "in memory.",
    )
    store_models: NotNegative = Field(32, description="Most networks kept; 0 takes none.")
    store_bytes: Count = Field(
        134_217_728,
        description="Most bytes of all networks kept, their numbers in float64; in memory they take twice that.",
    )
    store_seconds: Seconds = Field(604_800.0, description="How long a network is kept after it was last used.")
    dask: str = Field(
        "",
        pattern=r"^$|^(tcp|tls|ws|wss|ucx)://\S+$",
        description="The scheduler of a Dask cluster for `rnnflow experiment`, such as `tcp://10.0.0.5:8786`; without "
        "one it runs on this machine.",
    )
    body_seconds: Seconds = Field(20.0, description="How long a request body may take to arrive.")
    send_seconds: Seconds = Field(
        20.0, description="How long a reader may fall behind `RNNFLOW_SEND_RATE`; then the connection is dropped."
    )

    answer_cache: NotNegative = Field(
        33_554_432,
        validation_alias=AliasChoices("RNNFLOW_ANSWER_CACHE", "RNNFLOW_MEMORY"),
        description="Bytes of small answers kept, to answer the same request again; 0 keeps none. "
        "`RNNFLOW_MEMORY` is its former name and still works.",
    )
    large_sentence: Count = Field(2_000, description="A longer sentence, in characters, is read in a worker thread.")
    large_work: Count = Field(50_000, description="A request of more work runs in a worker thread.")
    large_at_once: Count = Field(2, description="Large requests computed at the same time.")
    large_in_house: Count = Field(32, description="Large requests waiting, computed or being sent; one more gets 503.")
    retry_after: Count = Field(2, description="Seconds in the `Retry-After` of a 503.")
    stop_seconds: Count = Field(5, description="How long running requests may take to finish when the server stops.")

    large_each: Count = Field(24, description="Of `RNNFLOW_LARGE_IN_HOUSE`, large requests of one client address.")
    send_rate: Count = Field(100_000, description="Slowest pace at which an answer is read, in bytes a second.")
    max_head: Count = Field(32_768, description="Longest header of a request, in bytes, without its address.")
    max_fields: Count = Field(100, description="Most fields in a header.")
    head_seconds: Seconds = Field(
        10.0, description="How long a header may take to arrive, and how long a new connection may send nothing."
    )
    idle_seconds: Seconds = Field(5.0, description="How long a connection is kept open after an answer.")
    linger_seconds: Seconds = Field(
        20.0, description="How long the rest of a refused request is thrown away, so that its sender gets the refusal."
    )
    linger_bytes: Count = Field(67_108_864, description="Most bytes of a refused request that are thrown away.")

    train_at_once: NotNegative = Field(
        3, description="Trainings that run at the same time, each in a process of 40 to 800 MB; 0 takes none."
    )
    train_waiting: NotNegative = Field(64, description="Trainings that wait for their turn; one more gets 503.")
    train_each: Count = Field(48, description="Trainings of one client address that run or wait; one more gets 503.")
    train_bytes: Count = Field(
        268_435_456,
        description="Most bytes that trainings which run or wait hold in the server, those of one client address three "
        "quarters of it; one more gets 503.",
    )
    train_turn_seconds: Seconds = Field(
        15.0, description="How long a training runs while others wait; then it goes to the end of the queue."
    )
    train_seconds: Seconds = Field(600.0, description="How long a training may run in all; it can be gone on with.")
    max_train_work: Count = Field(
        200_000_000_000, description="Most work of one training; docs/api.md has the formula, /limits the same."
    )
    max_train_numbers: Count = Field(
        16_000_000, description="Most numbers that one step of a training keeps; docs/api.md has the formula."
    )
    train_networks: Count = Field(2_048, description="Most networks of trainings kept, beside those that are sent.")
    train_network_bytes: Count = Field(
        33_554_432, description="Most bytes of them together; one that is larger alone cannot be trained."
    )
    train_kept: NotNegative = Field(64, description="Most trainings kept that were left or are done, to go on with.")
    train_kept_bytes: Count = Field(67_108_864, description="Most bytes of them together.")
    train_kept_seconds: Seconds = Field(
        3_600.0, description="How long they are kept; the networks of trainings are as long after their last use."
    )
    cors_origins: str = Field(
        "none",
        pattern=r"^(none|\*|https?://[^/,\s*]+( *, *https?://[^/,\s*]+)*)$",
        description="Other sites whose pages may compute here, such as `https://a.example, https://b.example`; "
        "`*` for all.",
    )
    public_url: str = Field(
        "",
        pattern=r"^$|^https?://[^/?#\s]+$",
        description="Where people reach this server, such as `https://rnn.example`, without a path: `rnnflow class` "
        "and QR codes say it, and previews of links have their picture only then, since it is named there in full.",
    )
    root_path: PathPrefix = Field(
        "",
        description="The path in front of the app's own behind a proxy, such as `/rnnflow`, whether the proxy takes it "
        "out or leaves it.",
    )
    trusted_proxies: Networks = Field(
        NONE,
        description="The proxies that are believed, as addresses and networks such as `127.0.0.1, 10.0.0.0/8`: their "
        "`X-Forwarded-Prefix` goes before `RNNFLOW_ROOT_PATH`, and their `X-Forwarded-Proto` says http or https.",
    )
    frame_ancestors: Ancestors = Field(
        NONE,
        description="The sites that may hold the page in a frame, such as `https://lms.example, "
        "http://localhost:8888`; `https://*.school.example` is every name below it.",
    )
    allowed_hosts: str = Field(
        "*",
        pattern=r"^(\*|(\*\.)?[^*/:,\s]+( *, *(\*\.)?[^*/:,\s]+)*)$",
        description="The names that this server answers to, such as `rnn.example, *.school.example`; `*` for all.",
    )


def variables() -> set[str]:
    """Every environment variable that is a setting, former names included."""
    aliases = (field.validation_alias for field in Settings.model_fields.values())
    former = {str(name) for alias in aliases if isinstance(alias, AliasChoices) for name in alias.choices}
    return {variable(name) for name in Settings.model_fields} | former
