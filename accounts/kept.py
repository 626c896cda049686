"""What is the same for the same values, made once and kept by the process."""

from collections import OrderedDict
from threading import Lock


class Drawer:
    """So many things by all that they depend on; those not asked for longest go first."""

    def __init__(self, *, room):
        self.room, self.things, self.one_at_a_time = room, OrderedDict(), Lock()

    def by(self, key, make):
        """The thing under a key, made where it is not kept. Two that ask at once may both make it."""
        with self.one_at_a_time:
            if key in self.things:
                self.things.move_to_end(key)
                return self.things[key]
        made = make()
        with self.one_at_a_time:
            self.things[key] = made
            while len(self.things) > self.room:
                self.things.popitem(last=False)
        return made
