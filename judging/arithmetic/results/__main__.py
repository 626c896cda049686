"""Repeat a result: `python -m judging.arithmetic.results potret.json` prints its hash and the result itself."""

import hashlib
import json
import sys
from pathlib import Path

from judging.arithmetic.results import compute

if __name__ == "__main__":
    text = compute(json.loads(Path(sys.argv[1]).read_text())).text()
    sys.stdout.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}\n")
