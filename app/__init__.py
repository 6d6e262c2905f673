"""RNN Flow: see a recurrent network read.

As a library it needs NumPy only (and the package `regex` for text beyond plain words):

    import rnnflow

    run = rnnflow.read("i am a boy", cell="gru")
    run.h, run.grad, run.grad_norms.log10       # (T, H), (T, H), (T,): see Run
    rnnflow.ledger(run).weight_gain             # where the gradient's size goes, step by step
    rnnflow.parameter_gradients(run)            # by PyTorch's names
    rnnflow.check(run).worst                    # against finite differences

    network = rnnflow.Network.from_state_dict(arrays)                   # your own, under PyTorch's names
    rnnflow.read(inputs=series, network=network, objective="forecast")  # and your own numbers, (T, I)

`python -m rnnflow` serves the page. (In the source tree the package is called `app`.)
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.check import check
    from .engine.errors import EngineError
    from .engine.flow import (
        forecasts,
        jacobian,
        ledger,
        parameter_gradients,
        parameter_norms,
        predictions,
        spectrum,
        total_norm,
    )
    from .engine.library import read
    from .engine.network import Network
    from .engine.run import Run

__version__ = "0.2.0"
__all__ = [
    "EngineError",
    "Network",
    "Run",
    "__version__",
    "check",
    "forecasts",
    "jacobian",
    "ledger",
    "parameter_gradients",
    "parameter_norms",
    "predictions",
    "read",
    "spectrum",
    "total_norm",
]

# The matrices here are small: more BLAS threads would only wait for one another. NumPy reads it once, at its import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_MODULES = {"read": "library", "Run": "run", "Network": "network", "EngineError": "errors", "check": "check"}
"""Where the names of __all__ are; those of no entry are in flow."""


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is first asked for: the server's processes start without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".engine.{_MODULES.get(name, 'flow')}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
