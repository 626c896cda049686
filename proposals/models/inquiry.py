"""A citizen asks the owner of an innovation how it can be done elsewhere."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.models.facts import together


class InquiryQuerySet(models.QuerySet):
    def locked(self, pk):
        """The inquiry with its entry, its own row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("entry__agency").get(pk=pk)

    def waiting(self):
        """Those that nobody has answered yet."""
        return self.filter(answered_at=None)

    def unowned(self, on):
        """Those about innovations for which nobody speaks on the date `on`: the secretariat answers."""
        return self.exclude(entry__agency__in=Membership.objects.agencies_with_an_admin(on))

    def in_order(self):
        """Those that wait first, the latest first."""
        return self.order_by(F("answered_at").desc(nulls_first=True), "-asked_at", "pk")

    def visible_to(self, office):
        """Those about innovations of the office's own agency; the ministry sees all."""
        return self.filter(entry__agency=office.agency_id) if office.role == Role.AGENCY_ADMIN else self


class Inquiry(models.Model):
    """What a confirmed visitor asked about one innovation, and the owner's answer. It names nobody.

    The answer goes to the visitor's mailbox, which is shown to nobody.
    """

    entry = models.ForeignKey(
        "proposals.CatalogueEntry", models.PROTECT, related_name="inquiries", verbose_name=_("inovasi asal")
    )
    visitor = models.ForeignKey(
        "accounts.Visitor", models.PROTECT, related_name="+", verbose_name=_("pengunjung terkonfirmasi")
    )
    locality = models.CharField(_("tempat yang akan mereplikasi"), max_length=200)
    text = models.TextField(_("isi permintaan"))
    asked_at = models.DateTimeField(_("dikirim"))
    answer = models.TextField(_("jawaban"), blank=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    answered_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("permintaan replikasi")
        verbose_name_plural = _("permintaan replikasi")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "visitor"], condition=Q(answered_at=None), name="inquiry_waits_once_a_visitor"
            ),
            models.CheckConstraint(
                condition=together("answered_at", "answered_by"), name="inquiry_answered_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="inquiry_is_answered_with_words",
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(locality=""), name="inquiry_says_something"),
        ]

    def __str__(self):
        return f"#{self.pk}"
