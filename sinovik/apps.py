"""The roof joins what the floors bring when it starts."""

from django.apps import AppConfig
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _


class SinovikConfig(AppConfig):
    name = "sinovik"
    verbose_name = "Sinovik"

    def ready(self):
        """Make the grave acts known to the page on which a second person agrees, and say faults in people's words."""
        from accounts.domain import motions
        from sinovik.motions import KINDS

        motions.join(KINDS)
        ProhibitNullCharactersValidator.message = _("Teks memuat karakter yang tidak dapat disimpan")
