"""What ties a judge to a proposal."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from judging.rules.refusals import OWN_AGENCY

OWN_PROVINCE = Refusal("own_province", _("Anda tidak menilai usulan dari provinsi Anda sendiri."))
DECLARED = Refusal("declared", _("Anda menyatakan benturan kepentingan dengan usulan ini, jadi berkasnya tertutup."))


def conflict(
    *,
    judge_agency: int | None,
    judge_province: str | None,
    proposal_agency: int | None,
    proposal_province: str | None,
    declared: bool = False,
) -> Refusal | None:
    """Why a judge may not read a proposal, or None.

    Agencies are ids, provinces codes; None means none. A tie by province concerns regional agencies only,
    which are the ones with a province.
    """
    if judge_agency is not None and judge_agency == proposal_agency:
        return OWN_AGENCY
    if judge_province is not None and judge_province == proposal_province:
        return OWN_PROVINCE
    return DECLARED if declared else None
