"""`rnnflow`, `python -m rnnflow`, and in a checkout `python -m app`: serve RNN Flow, or run an experiment."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import sys
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from pydantic import ValidationError

from .command import browser, environment, experiment
from .command.listener import listen, page, page_for_others
from .command.options import PROGRAM, SENTENCE, parse
from .command.request_check import refusals
from .command.server import configure, serve
from .command.shared_store import shared_store
from .main import create_app
from .settings import Settings, variable
from .web.pages import FIRST

__all__ = ["configure", "listen", "main"]

FAILED, MISUSED = 1, 2
"""Exit statuses: the server cannot start; it was asked for something that it does not take."""


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped, or run an experiment; otherwise a line an error on standard error, and its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    run = _experiment(arguments[1:]) if experiment.wanted(arguments) else _server(arguments)
    try:
        settings = Settings()
    except ValidationError as error:
        problems = (f"{variable(str(found['loc'][0]))}: {found['msg']}" for found in error.errors())
        return _fail(FAILED, "; ".join(problems))
    for warning in environment.mistyped(os.environ):
        print(f"{PROGRAM}: {warning}", file=sys.stderr)
    return run(settings)


def _experiment(arguments: list[str]) -> Callable[[Settings], int]:
    return partial(experiment.main, experiment.parse(arguments))


def _server(arguments: list[str]) -> Callable[[Settings], int]:
    return partial(_serve, parse(arguments))


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the page, unless it could not show the run that is asked for."""
    refused = _refused(options, settings)
    return _fail(MISUSED, *refused) if refused else _start(options, settings)


def _refused(options: argparse.Namespace, settings: Settings) -> list[str]:
    """Why the page could not show the run that is asked for, in the words of the API."""
    if not options.query:
        return []
    first = "" if options.sentence is not None else f"&{urlencode({SENTENCE: FIRST})}"
    return asyncio.run(refusals(create_app(settings), options.query + first))


def _start(options: argparse.Namespace, settings: Settings) -> int:
    """Listen, say where, open the page where that is wanted, and serve."""
    port = settings.port if options.port is None else options.port
    try:
        listener = listen(options.host, port)
    except OSError as error:
        return _fail(FAILED, _cannot_listen(options.host, port, error))
    url = page(options.host, listener, options.query)
    print(f"RNN Flow: {url}", flush=True)
    if others := page_for_others(listener, options.query):
        print(f"For other machines: {others}", flush=True)
    implied = options.sentence is not None and browser.has_display()
    if implied if options.open is None else options.open:
        browser.show(url, lambda: print(f"{PROGRAM}: found no browser to open", file=sys.stderr))
    with shared_store(options.workers, settings, lambda text: print(f"{PROGRAM}: {text}", file=sys.stderr)):
        serve(configure(options.workers, settings), listener)
    return 0


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken; --port 0 takes any free one"
    return f"cannot listen on {host}, port {port}: {error.strerror or error}; try --host or --port"


def _fail(status: int, *reasons: str) -> int:
    for reason in reasons:
        print(f"{PROGRAM}: {reason}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
