"""From lists of dossiers to the figures of the annex: readers, definitions as data, engines, lists to act on."""

import os

# ibis loads numpy, and numpy a BLAS whose threads look for work without a pause for a while. Here is none for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
