"""What the proposals of a plan's groups may say that they come from, as a task of its list of work."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitions.models import Parents
from competitions.models.award_name import PRIZES
from judging.reading.staffing import Staff
from proposals.models import CatalogueAward, CatalogueEntry


def origins(edition, plan) -> list[Staff]:
    """Where groups of a draft go on from earlier winners, how many the catalogue has; one query, else none.

    Of the groups' choices the narrowest counts: without a winner nobody can enter there.
    """
    if edition.announced_at is not None:
        return []
    asked = {Parents(group.parents) for group in plan.blueprint.groups if group.parents in Parents.values}
    if not asked - {Parents.NONE}:
        return []
    awards = CatalogueAward.objects.filter(entry=OuterRef("pk"))
    if Parents.OWN_TOP in asked:
        awards = awards.filter(key__in=PRIZES)
    found = CatalogueEntry.objects.standing().filter(Exists(awards), year__lt=edition.year)
    if not edition.is_example:
        found = found.filter(is_example=False)
    number = found.count()
    holds = ngettext("%(many)s inovasi dapat dipilih", "%(many)s inovasi dapat dipilih", number)
    reasons = () if number else (_("Belum ada pemenang tahun lalu dalam katalog. Kirim daftarnya."),)
    told = holds % {"many": number_format(number)}
    return [Staff(_("Pemenang terdahulu dalam katalog"), reverse("proposals:winner_lists"), told, reasons)]
