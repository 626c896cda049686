"""What becomes of dossiers and of the catalogue when an agency or a unit is renamed, merged or split.

A proposal bears the names of its edition: while registration runs they follow the register, afterwards they stand, so
that lists, certificates and exports of an edition keep the names of its time. What was published keeps its words.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.domain.register.following import Follower, Hanging
from competitions.models import Edition, Stage
from proposals.domain import ordering
from proposals.models import CatalogueEntry, Proposal, Replication, Status

GOING = (Status.DRAFT, Status.WITH_AGENCY, Status.RETURNED)


def renamed(entry, old, *, at):
    """Proposals of editions whose registration is over go on bearing the name of their time."""
    noun = noun_of(entry)
    if noun != "region":
        keep_names(Proposal.objects.filter(**{noun: entry}, edition__closes_at__lte=at), noun, old)


def merged(source, target, *, at):
    """Dossiers and entries of the catalogue belong to what the entry became; published words stay.

    In an edition that still runs both count as one from now on, under one name; in others the name stays.
    """
    noun = noun_of(source)
    own = Proposal.objects.filter(**{noun: source})
    for edition in running(at):
        there = edition.proposals.filter(**{noun: target}).order_by("pk")
        name = there.values_list(f"{noun}_then", flat=True).first()
        own.filter(edition=edition).update(**{f"{noun}_then": name or ""})
    keep_names(own.exclude(edition__in=running(at)), noun, source.name)
    own.update(**{noun: target})
    CatalogueEntry.objects.filter(**{noun: source}).update(**{noun: target})
    if noun == "agency":
        Replication.objects.filter(agency=source).update(agency=target)
        ordering.join(source, target)


def split(agency, new, units, *, at):
    """Drafts go with their unit; what was submitted stays with the agency that submitted it."""
    Proposal.objects.filter(unit__in=units, agency=agency, status__in=GOING).update(agency=new, agency_then="")


def counts(entry):
    """Dossiers on their way, dossiers sent, and what the catalogue has."""
    noun = noun_of(entry)
    own = Proposal.objects.filter(**{noun: entry})
    return [
        Hanging(_("Usulan yang masih ditulis"), own.filter(status__in=GOING).count(), _("ikut pindah")),
        Hanging(
            _("Usulan yang sudah diajukan"),
            own.exclude(status__in=GOING).count(),
            _("ikut pindah dengan nama pada edisinya"),
        ),
        Hanging(
            _("Inovasi di katalog"),
            CatalogueEntry.objects.filter(**{noun: entry}).count(),
            _("tetap bernama seperti saat diumumkan"),
        ),
    ]


def hindrances(source, target, *, on):
    """Two agencies that copy the same innovation cannot become one until one of them gives it up."""
    if noun_of(source) != "agency":
        return []
    standing = Replication.objects.standing()
    twice = standing.filter(agency=target, entry__in=standing.filter(agency=source).values("entry"))
    return [
        _("Keduanya mereplikasi %(title)s. Hentikan dahulu salah satunya.") % {"title": title}
        for title in twice.order_by("entry__title").values_list("entry__title", flat=True)
    ]


def running(at):
    """Editions that take proposals or have a stage to come: there two entries of one office count as one by now."""
    to_come = Stage.objects.filter(closed_at=None, skipped_at=None).values("edition")
    return Edition.objects.filter(Q(closes_at__gt=at) | Q(pk__in=to_come)).order_by("pk")


def keep_names(proposals, noun, name):
    """Let proposals bear a name for good, those that bear none of their own yet."""
    proposals.filter(**{f"{noun}_then": ""}).update(**{f"{noun}_then": name})


def noun_of(entry):
    """The column that names such an entry."""
    return {"agency": "agency", "unit": "unit"}.get(type(entry)._meta.model_name, "region")


DOSSIERS = Follower(
    columns=(
        "proposals.proposal.agency",
        "proposals.proposal.unit",
        "proposals.catalogueentry.agency",
        "proposals.catalogueentry.unit",
        # The province of an entry is that of its time.
        "proposals.catalogueentry.province",
        "proposals.replication.agency",
        "proposals.agencyorder.agency",
        # Of a sheet as it was judged: what changed since is seen when it is taken over.
        "proposals.sheetrow.agency",
    ),
    renamed=renamed,
    merged=merged,
    split=split,
    counts=counts,
    hindrances=hindrances,
)
