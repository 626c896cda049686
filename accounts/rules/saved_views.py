"""How many ways to look at lists a person may keep."""

from django.utils.translation import gettext_lazy as _

from accounts.rules.refusals import Refusal

MOST = 100
TOO_MANY_VIEWS = Refusal("too_many_views", _("Anda sudah menyimpan 100 tampilan. Hapus yang tidak dipakai lagi."))


def saving_refusal(count: int) -> Refusal | None:
    """Why a person who keeps so many views may not keep another one."""
    return TOO_MANY_VIEWS if count >= MOST else None
