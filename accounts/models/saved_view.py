"""How somebody looks at a list: its filters and columns, under a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """One way of one person to look at one list; nobody else sees it."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="saved_views", verbose_name=_("pengguna"))
    path = models.CharField(_("daftar"), max_length=200)
    name = models.CharField(_("nama"), max_length=60)
    query = models.CharField(_("filter dan kolom"), max_length=1000, blank=True)
    saved_at = models.DateTimeField(_("disimpan"))

    class Meta:
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        constraints = [
            models.UniqueConstraint(fields=["user", "path", "name"], name="saved_view_name_is_unique_on_its_list")
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        """Where the list is shown like this."""
        return f"{self.path}?{self.query}" if self.query else self.path
