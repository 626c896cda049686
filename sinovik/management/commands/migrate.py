"""`migrate` as the owner of the tables; afterwards the portal's own role gets what it needs and no more."""

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections

from sinovik import privileges


class Command(migrate.Command):
    def handle(self, *args, **options):
        if options["database"] == DEFAULT_DB_ALIAS and privileges.OWNER in connections:
            options["database"] = privileges.OWNER
        super().handle(*args, **options)
        if options["database"] == privileges.OWNER and not options["plan"]:
            privileges.grant(connections[privileges.OWNER], to=connections[DEFAULT_DB_ALIAS].settings_dict["USER"])
