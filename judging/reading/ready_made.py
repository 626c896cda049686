"""Expressions put together once: for the counts of a stage that takes longer than PostgreSQL takes to count."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models.expressions import RawSQL


def ready_made(rows, expressions):
    """`expressions`, by name, as annotations of `rows`' model whose SQL is written already.

    They mean the same and cost nothing to build. What they name of another table than the row's own must be joined by
    whoever asks, with `select_related`.
    """
    query = rows.annotate(**expressions).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.setup_query()
    return {
        name: RawSQL(*compiler.compile(found), output_field=found.output_field)  # noqa: S611 - what Django wrote, values apart
        for name, found in query.annotation_select.items()
    }
