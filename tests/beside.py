"""Two transactions at once: what runs beside a test has a thread and a connection of its own."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

PATIENCE = 60


class Beside:
    """Work that has begun on a connection of its own."""

    def __init__(self, work):
        pool = ThreadPoolExecutor(1)
        self.pid = pool.submit(backend).result(PATIENCE)
        self.future = pool.submit(closing, work)
        pool.shutdown(wait=False)

    def is_held_up(self):
        """Once it stands before a lock of somebody else: True; once it has ended without: False."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.future.done():
                return False
            with connection.cursor() as cursor:
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.pid])
                if cursor.fetchone()[0]:
                    return True
            time.sleep(0.01)
        raise TimeoutError("neither held up nor done")

    def result(self):
        """What the work returned, waited for."""
        return self.future.result(PATIENCE)


def backend():
    """The number of this thread's database process."""
    connection.ensure_connection()
    return connection.connection.info.backend_pid


def closing(work):
    """Do the work, then close the connection."""
    try:
        return work()
    finally:
        connection.close()
