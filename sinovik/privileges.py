"""What the portal's own database role may do: read and fill every table, change no table, and no line of history."""

import pgtrigger
from django.db import transaction

# The connection of the role that owns the tables.
OWNER = "owner"
# The trigger of tables whose rows are written once.
APPEND_ONLY = "append_only"


def grant(owner, *, to):
    """Give the role `to` what it needs on all tables there are now, over the connection of their owner."""
    name = owner.ops.quote_name
    role = name(to)
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in written_once():
            cursor.execute(f"REVOKE UPDATE, DELETE ON {name(table)} FROM {role}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")


def written_once():
    """The tables whose rows nobody changes: their triggers say so, and the privileges too."""
    return sorted({model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == APPEND_ONLY})
