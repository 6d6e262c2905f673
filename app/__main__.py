"""`rnnflow`, `python -m rnnflow`, and in a checkout `python -m app`: serve RNN Flow, or run an experiment."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped, or run an experiment; otherwise a line an error on standard error, and its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    # each process that an experiment starts runs this file, and needs nothing of it
    if given == ["--version"]:
        from .command.parser import VERSION  # noqa: PLC0415

        print(VERSION)
        return 0
    from .command.choice import run  # noqa: PLC0415

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
