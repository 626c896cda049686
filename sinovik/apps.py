"""The roof joins what the floors bring when it starts."""

from django.apps import AppConfig


class SinovikConfig(AppConfig):
    name = "sinovik"
    verbose_name = "Sinovik"

    def ready(self):
        """Make the grave acts of every floor known to the page on which a second person agrees to them."""
        from accounts.domain import motions
        from sinovik.motions import KINDS

        motions.join(KINDS)
