"""RNN Flow: see a recurrent network read."""

import os

__version__ = "0.1.0"

# The matrices here are small: more BLAS threads would only wait for one another. It is read once, when NumPy comes in.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
