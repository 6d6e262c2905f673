"""Write the ready series from the copies in the wheel of statsmodels.

Run with ``python static/series/build.py WHEEL``, where WHEEL is statsmodels 0.15.0 as pip downloads it
(``pip download --no-deps statsmodels==0.15.0``). It is only unzipped, never imported. SOURCES.md says where the numbers
come from and under which licence.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERIES = {
    "nile": ("statsmodels/datasets/nile/nile.csv", "year,flow"),
    "sunspots": ("statsmodels/datasets/sunspots/sunspots.csv", "year,number"),
}
"""By name: the file in the wheel, and the header that the copy gets."""


def copied(text: str, header: str) -> str:
    """The same rows of two columns under `header`; years are written as whole numbers."""
    _, *rows = csv.reader(io.StringIO(text))
    return "\n".join([header, *(f"{float(year):.0f},{value}" for year, value in rows)]) + "\n"


def main(wheel: str) -> None:
    """Write each series beside this file."""
    with zipfile.ZipFile(wheel) as archive:
        for name, (path, header) in SERIES.items():
            text = archive.read(path).decode("utf-8")
            (HERE / f"{name}.csv").write_text(copied(text, header), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
