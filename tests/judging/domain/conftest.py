"""Property tests search for as long as they need: a busy machine is not a wrong result."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
