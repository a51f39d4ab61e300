"""What long tests go by and tell: their seed, how deep they go, a line at the end of the run."""

import os
import random
from collections.abc import Callable

DEEP = os.environ.get("MNIC_DEEP") == "1"
# `make test` draws one seed for everything; a test that runs alone draws its own.
SEED = int(os.environ.get("MNIC_SEED") or random.randrange(2**32))
TOLD = "told"

Tell = Callable[[str], None]
