"""The clock of the portal: any number of them may run, one asks, and what it asked for last is known to all.

It holds a lease in Valkey, and writes down that it asks for something before it does: one that was stopped for a while,
or cut off, finds that another has taken over and asks for nothing. Nothing of it lies on a machine.
"""

import logging
from datetime import datetime
from pathlib import Path

from celery.beat import Scheduler
from django.conf import settings
from redis import Redis
from redis.exceptions import LockError, RedisError

logger = logging.getLogger(__name__)

LEASE, ASKED = "sinovik:clock", "sinovik:clock:asked"
# So many seconds after the last sign of a clock another takes over.
LEASE_SECONDS = 30
# How often one that waits looks whether it is its turn, and one that has it says that it is there.
LOOKS_EVERY = 5
# So far in the future lies nothing that was asked for: the machine's clock was set back.
AHEAD = 2
# Only whoever has the lease writes, and has it anew.
WRITE = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('pexpire', KEYS[1], ARGV[2])
redis.call('hset', KEYS[2], ARGV[3], ARGV[4])
return 1
"""


class OneClock(Scheduler):
    """A clock as `celery beat` starts it. The file that it is given for its schedule is touched as a sign of life."""

    def __init__(self, *args, schedule_filename=None, **options):
        self.sign_of_life = Path(schedule_filename) if schedule_filename else None
        self.broker = Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=3)
        self.lease = self.broker.lock(LEASE, timeout=LEASE_SECONDS, blocking=False, thread_local=False)
        self.write = self.broker.register_script(WRITE)
        self.has_lease = False
        super().__init__(*args, **options)

    def tick(self, *args, **options):
        """Ask for what is due, one thing at a time, if it is its turn; seconds until it wants to be asked again.

        Without Valkey there is nobody to ask, and it waits.
        """
        if self.sign_of_life:
            self.sign_of_life.touch()
        try:
            if not self.is_its_turn():
                return LOOKS_EVERY
            self.mind_the_machines_clock()
            return min(super().tick(*args, **options), LOOKS_EVERY)
        except RedisError:
            logger.warning("the clock does not reach its lease", exc_info=True)
            self.has_lease = False
            return LOOKS_EVERY

    def is_its_turn(self):
        """Have the lease, for another while or for the first time; whoever gets it goes on where the last one was."""
        if self.has_lease:
            try:
                self.lease.reacquire()
            except LockError:
                self.lose()
        if not self.has_lease and self.lease.acquire():
            self.has_lease = True
            logger.info("this clock asks from now on")
            self.take_over()
        return self.has_lease

    def lose(self):
        """Another has taken over."""
        logger.warning("another clock has taken over")
        self.has_lease, self.lease.local.token = False, None

    def take_over(self):
        """What was asked for last by whoever had the lease before, and when."""
        for name, moment in self.broker.hgetall(ASKED).items():
            if entry := self.schedule.get(name.decode()):
                entry.last_run_at = datetime.fromtimestamp(float(moment), tz=self.app.timezone)
        self._heap = None

    def mind_the_machines_clock(self):
        """Where it was set back, what was asked for in the time that is to come counts as asked for now."""
        for entry in self.schedule.values():
            if (entry.last_run_at - entry.default_now()).total_seconds() > AHEAD:
                logger.warning("the machine's clock was set back: %s", entry.name)
                entry.last_run_at = entry.default_now()
                self._heap = None

    def apply_entry(self, entry, producer=None):
        """Ask for one thing, once it is written down that this clock does."""
        moment = entry.default_now().timestamp()
        lease = int(LEASE_SECONDS * 1000)
        if self.write(keys=[LEASE, ASKED], args=[self.lease.local.token, lease, entry.name, moment]):
            super().apply_entry(entry, producer=producer)
        else:
            self.lose()

    def close(self):
        """The next one need not wait until the lease runs out."""
        if self.has_lease:
            try:
                self.lease.release()
            except (LockError, RedisError):
                logger.warning("the clock did not give back its lease", exc_info=True)
            self.has_lease = False
        super().close()
        self.broker.close()
