"""Who may enter an edition, in words."""

from django.utils.translation import gettext as _

from accounts.models import AgencyKind, Region
from competitions.models import Admission


def admitted(edition):
    """The sentences of an edition that not every agency may enter; one query, and one for the provinces."""
    said = {of: [] for of in Admission.Dimension}
    for one in edition.admissions.order_by("position"):
        said[Admission.Dimension(one.dimension)].append(one.value)
    found = Region.objects.filter(code__in=said[Admission.Dimension.PROVINCE]).order_by("code")
    provinces = list(found.values_list("short_name", flat=True))
    kinds = [str(AgencyKind(value).label) for value in said[Admission.Dimension.KIND]]
    sentences = []
    if kinds and provinces:
        names = {"kinds": ", ".join(kinds), "provinces": ", ".join(provinces)}
        sentences.append(_("Hanya %(kinds)s di provinsi %(provinces)s.") % names)
    elif kinds:
        sentences.append(_("Hanya %(kinds)s.") % {"kinds": ", ".join(kinds)})
    elif provinces:
        sentences.append(_("Hanya instansi di provinsi %(provinces)s.") % {"provinces": ", ".join(provinces)})
    if named := said[Admission.Dimension.AGENCY]:
        only = _("Juga: %(names)s.") if sentences else _("Hanya %(names)s.")
        sentences.append(only % {"names": ", ".join(named)})
    return sentences
