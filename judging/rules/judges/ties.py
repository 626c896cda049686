"""What ties a judge to a proposal: one value, from which every list and every refusal is made.

PostgreSQL holds the same twice over: the queryset of the desk hides what is tied, and a trigger refuses such an
assignment, whoever writes it (`judging.models.ties`). A test over random offices holds the three together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Membership
from accounts.rules import Refusal
from judging.models import Employer
from judging.rules.refusals import OWN_AGENCY

OWN_PROVINCE = Refusal("own_province", _("Anda tidak menilai usulan dari provinsi Anda sendiri."))
DECLARED = Refusal("declared", _("Anda menyatakan benturan kepentingan dengan usulan ini, jadi berkasnya tertutup."))


HELD_APART = Refusal(
    "held_apart",
    _("Anda punya hubungan dengan usulan ini, jadi Anda tidak membuka dan tidak menanganinya."),
)


@dataclass(frozen=True)
class Ties:
    """Everything that ties one judge: agencies by id, provinces by code, and the proposals declared, by id.

    A tie by province concerns regional agencies only, which are the ones with a province.
    """

    agencies: frozenset[int] = frozenset()
    provinces: frozenset[str] = frozenset()
    declared: frozenset[int] = frozenset()

    def refusal(self, proposal: int, *, agency: int, province: str | None) -> Refusal | None:
        """Why this judge may not read a proposal of an agency, or None."""
        if agency in self.agencies:
            return OWN_AGENCY
        if province in self.provinces:
            return OWN_PROVINCE
        return DECLARED if proposal in self.declared else None


def ties_of(
    offices: Iterable[Membership],
    *,
    employer: Agency | None = None,
    employers: Iterable[Employer] = (),
    declared: Iterable[int] = (),
    on: date,
) -> Ties:
    """The ties on a date of whoever holds these offices, whichever of them judges; of the employer when seated; and of
    those `employers` in the register that tie (`Employer.objects.tying`).

    An employer that was left ties to its own dossiers, and no longer to those of its province.
    """
    kept = [(one.agency, one.is_present(on)) for one in employers if one.agency is not None]
    held = [employer, *(office.agency for office in offices), *(agency for agency, is_present in kept if is_present)]
    present = [agency for agency in held if agency is not None]
    return Ties(
        agencies=frozenset(agency.pk for agency in (*present, *(agency for agency, _is_present in kept))),
        provinces=frozenset(agency.province_code for agency in present if agency.province_code),
        declared=frozenset(declared),
    )
