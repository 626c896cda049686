"""The files from which production is started, read as their engine reads them."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
COMPOSE, STACK = "docker-compose.yml", "docker-stack.yml"
VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}")


def read(name, **values):
    """A file with its variables put in: those given, else their defaults, else their own names in small letters."""

    def put_in(found):
        variable, kind, default = found.groups()
        return values.get(variable, default if kind == "-" else variable.lower().replace("_", "-"))

    return yaml.safe_load(VARIABLE.sub(put_in, (ROOT / name).read_text()))


def shell(service):
    """The script that a service runs, as its shell gets it."""
    *_shell, script = service["command"]
    return script.replace("$$", "$")
