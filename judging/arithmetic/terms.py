"""What sums are made of: what tells proposals, judges and seats apart, and who goes with whom."""

import numpy as np
import numpy.typing as npt

Id = int | str
# Yes or no for every pair of two lists.
Grid = npt.NDArray[np.bool_]
