"""What a judge marked, and what the register says of the judge, for that judge to take along.

Of marks only those of work that the judge may still open: what was given back, or is tied to them, is not theirs to
see. Dossiers go by their place in the judge's own list, since whose they are may be hidden.
"""

from django.utils.translation import gettext_lazy as _

from accounts.reading.personal import AT_ONCE, PersonalPart
from judging.models import Assignment, Employer, Judge, Mark, PactSignature


def marks(user):
    """The own marks with their remarks, criterion by criterion."""
    held = Assignment.objects.held_by(user).values("pk")
    found = Mark.objects.filter(scorecard__assignment__in=held).select_related(
        "criterion", "scorecard__assignment__stage__edition"
    )
    return (
        (
            one.scorecard.assignment.stage.edition.name,
            one.scorecard.assignment.stage.name,
            one.scorecard.assignment.position,
            one.criterion.name,
            one.points,
            one.remark,
            one.scorecard.locked_at,
        )
        for one in found.order_by(
            "scorecard__assignment__stage", "scorecard__assignment__position", "criterion"
        ).iterator(AT_ONCE)
    )


def pacts(user):
    """The pacts that the judge signed."""
    found = PactSignature.objects.filter(judge=user).order_by("pk")
    return found.values_list("edition__name", "signed_at")


def entry(user):
    """What the register of judges says."""
    found = Judge.objects.filter(user=user).select_related("province")
    return [
        (
            ", ".join(one.fields),
            one.expertise,
            one.province.name if one.province else None,
            one.capacity,
            one.available_from,
            one.available_until,
        )
        for one in found
    ]


def employers(user):
    """Where the judge works or worked."""
    found = Employer.objects.filter(judge=user).select_related("agency").in_order()
    return [(one.called, one.since, one.until) for one in found]


EDITION = ("edisi", _("Edisi"))
SINCE, UNTIL = ("mulai", _("Mulai")), ("sampai", _("Sampai sebelum"))
PARTS = (
    PersonalPart(
        "nilai",
        _("Nilai yang Anda beri"),
        (
            EDITION,
            ("tahap", _("Tahap")),
            ("urutan", _("Nomor di daftar Anda")),
            ("kriteria", _("Kriteria")),
            ("poin", _("Poin")),
            ("catatan", _("Catatan")),
            ("dikunci", _("Dikunci")),
        ),
        marks,
    ),
    PersonalPart(
        "juri",
        _("Data juri"),
        (
            ("bidang", _("Bidang")),
            ("keahlian", _("Keahlian")),
            ("provinsi", _("Provinsi")),
            ("usulan-per-tahap", _("Usulan per tahap")),
            ("tersedia-mulai", _("Tersedia mulai")),
            ("tersedia-sampai", _("Tersedia sampai sebelum")),
        ),
        entry,
    ),
    PersonalPart("tempat-kerja", _("Tempat kerja"), (("tempat", _("Tempat")), SINCE, UNTIL), employers),
    PersonalPart("pakta", _("Pakta integritas"), (EDITION, ("ditandatangani", _("Ditandatangani"))), pacts),
)
