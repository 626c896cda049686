"""Visitors: people without an account who confirmed that a mailbox is theirs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet

# Other names of one and the same mail provider.
ALIASES = {"googlemail.com": "gmail.com"}
# Below these, of a country, domains are registered, such as "kemenkes.go.id".
PUBLIC = frozenset(
    ["ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "ponpes", "sch", "web"]
)


def mailbox(address):
    """What one mailbox is known by, however it is written: small letters, no dots, nothing behind a plus.

    Some providers tell dots apart; two of their mailboxes that differ in nothing else count as one here, which costs
    one voice, while the other way round one person would have hundreds.
    """
    local, _at, domain = address.strip().casefold().rpartition("@")
    domain = domain.rstrip(".")
    bare = local.split("+", 1)[0].replace(".", "")
    return f"{bare or local}@{ALIASES.get(domain, domain)}"


def domain_of(address):
    """The domain that whoever owns it registered: without the names in front, which cost nothing."""
    labels = mailbox(address).rpartition("@")[2].split(".")
    is_public = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in PUBLIC
    return ".".join(labels[-3:] if is_public else labels[-2:])


class VisitorQuerySet(LockingQuerySet):
    def known(self):
        """Those whose address is still kept."""
        return self.filter(erased_at=None)

    def known_as(self, pk):
        """The one that a browser is taken for; None for no number, and for one whose address was erased."""
        return self.known().filter(pk=pk).first() if pk else None


class Visitor(models.Model):
    """One real mailbox whose owner opened the link in a letter. The address is shown to nobody and erased in time."""

    # As it was typed, for letters.
    address = models.CharField(_("alamat surel"), max_length=254, blank=True)
    mailbox = models.CharField(_("kotak surat"), max_length=254, unique=True, null=True, blank=True)
    first_at = models.DateTimeField(_("pertama dikonfirmasi"))
    confirmed_at = models.DateTimeField(_("dikonfirmasi"))
    erased_at = models.DateTimeField(_("alamat dihapus"), null=True, blank=True)

    objects = VisitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengunjung terkonfirmasi")
        verbose_name_plural = _("pengunjung terkonfirmasi")
        indexes = [models.Index(fields=["confirmed_at"], condition=Q(erased_at=None), name="visitor_to_erase")]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None, mailbox__isnull=False) & ~Q(address="")
                | Q(erased_at__isnull=False, mailbox=None, address=""),
                name="visitor_has_an_address_until_it_is_erased",
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
