"""The options of the command line; those of the run are the fields of /step, from the same model."""

from __future__ import annotations

import argparse
import re
from urllib.parse import urlencode

from ..api.schemas import POST_ONLY, StepRequest, fields
from .parser import CLASS, HOST, PROGRAM, VERSION, Parser

LAST_PORT = 65_535
EVERYWHERE = "0.0.0.0"  # noqa: S104
SENTENCE = "sentence"
OF_THE_ANSWER = frozenset({"include", "digits", "format"})
"""Fields that say what is answered, not what is run."""
RUN_FIELDS = {
    name: limit for name, limit in fields(StepRequest).items() if name not in {SENTENCE, *OF_THE_ANSWER, *POST_ONLY}
}


def parse(arguments: list[str] | None = None, *, for_class: bool = False) -> argparse.Namespace:
    """What the command line asks for; `query` is the page's query string, and `sentence` None where none came.

    `for_class`: the server is for other machines too, unless --host says otherwise, and `board` is true: their
    addresses are wanted. Exits with 2, after one line, where an option is unknown or no good. The fields of the run are
    not judged here.
    """
    parser = _class_parser() if for_class else _parser()
    _add_server(parser, EVERYWHERE if for_class else HOST)
    _add_run(parser)
    options = parser.parse_args(arguments)
    options.board = for_class
    given = {name: getattr(options, name) for name in (SENTENCE, *RUN_FIELDS)}
    chosen = {name: value for name, value in given.items() if value is not None}
    options.query = urlencode(chosen, errors="surrogateescape")
    return options


def _parser() -> Parser:
    return Parser(
        prog=PROGRAM,
        description="Serve RNN Flow: see a recurrent network read.",
        epilog=f"{PROGRAM} class --help: serve a class, and print the addresses to write on the board. "
        f"{PROGRAM} experiment --help: train networks by the hundred, and see which of them learn.",
        allow_abbrev=False,
    )


def _class_parser() -> Parser:
    return Parser(
        prog=f"{PROGRAM} {CLASS}",
        description="Serve a class: every machine of the network reaches the page. Prints the addresses to write on "
        "the board, one for each interface, and a QR code.",
        epilog=f"In a container RNNFLOW_PUBLIC_URL names the host's address. The sentence {CLASS!r} is read by "
        f"{PROGRAM} -- {CLASS}.",
        allow_abbrev=False,
    )


def _add_server(parser: argparse.ArgumentParser, host: str) -> None:
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument(
        "--host",
        type=_host,
        default=host,
        help=f"name or address to listen on (default: {host}; {EVERYWHERE} for other machines too)",
    )
    parser.add_argument("--port", type=_port, help="port to listen on (default: RNNFLOW_PORT or 8000; 0: any free one)")
    parser.add_argument("--workers", type=_workers, default=1, help="processes that answer (default: 1)")
    parser.add_argument(
        "--open",
        action=argparse.BooleanOptionalAction,
        help="open the page in the browser, or only print its address (default: open it where a sentence is given)",
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    """The sentence and an option for each field of the run: `hidden_size` is `--hidden-size`."""
    run = parser.add_argument_group("the run that the page opens with")
    run.add_argument(SENTENCE, nargs="?", help="the sentence to read, in quotes")
    for name, limit in RUN_FIELDS.items():
        described = StepRequest.model_fields[name].description or ""
        choices = f" One of {', '.join(limit['choices'])}." if limit["choices"] else ""
        default = "" if limit["default"] is None else f" (default: {limit['default']})"
        text = re.sub(r"`", "", f"{described}{choices}{default}").replace("%", "%%")
        run.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="VALUE", help=text)


def _host(text: str) -> str:
    host = text.removeprefix("[").removesuffix("]")
    if not host:
        raise argparse.ArgumentTypeError("a host is a name or an address, not empty")
    return host


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 0 to {LAST_PORT}, not {text!r}")
    return int(text)


def _workers(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"workers are a whole number from 1 to 9999, not {text!r}")
    return int(text)
