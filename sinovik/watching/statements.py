"""Statements that take long are logged as they were written, without their values, and counted."""

import logging
import time

from django.conf import settings
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from sinovik.watching import shared

logger = logging.getLogger("sinovik.slow")
# So much of a statement is logged.
SHOWN = 2_000


@receiver(connection_created)
def watch(connection, **_):
    """Have the statements of a connection timed; watched already, nothing happens.

    Outside of whatever watches now: a request that connects only takes its own watch off as it ends, the last there is.
    """
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, timed)


def timed(execute, sql, params, many, context):
    """Do what was asked; past the setting's time, say so."""
    began = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        took = (time.monotonic() - began) * 1000
        if took >= settings.SLOW_STATEMENT_MS:
            shared.numbers().SLOW_STATEMENTS.inc()
            logger.warning("statement took %d ms: %s", took, str(sql)[:SHOWN])
