"""`manage.py print_access`: docs/access.md, from the rows on the doors."""

from django.conf import settings
from django.core.management.base import BaseCommand

from sinovik import access


class Command(BaseCommand):
    def handle(self, **_options):
        (settings.BASE_DIR / "docs" / "access.md").write_text(access.printed())
