"""Which command a line asks for, and the settings that it gets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module

from pydantic import ValidationError

from ..settings import Settings, variable
from . import environment
from .parser import CLASS, EXPERIMENT, FAILED, fail, say


def run(arguments: list[str]) -> int:
    """Run the command with the settings of the environment; its exit status. What the other one needs stays on disk."""
    wanted = experiment_wanted(arguments)
    command = import_module(".experiment" if wanted else ".serving", __package__)
    if arguments[:1] == [CLASS]:
        options = command.parse(arguments[1:], for_class=True)
    else:
        options = command.parse(arguments[1:] if wanted else arguments)
    try:
        settings = Settings()
    except ValidationError as error:
        problems = (f"{variable(str(found['loc'][0]))}: {found['msg']}" for found in error.errors())
        return fail(FAILED, "; ".join(problems))
    for warning in environment.mistyped(os.environ):
        say(warning)
    status: int = command.main(options, settings)
    return status


def experiment_wanted(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for an experiment: `experiment` and its name, or --help.

    `experiment` alone, or before options of the server, is a sentence to read, as any other word is.
    """
    first, second = [*arguments[:2], "", ""][:2]
    return first == EXPERIMENT and (second in {"-h", "--help"} or second[:1] not in {"", "-"})
