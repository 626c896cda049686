"""What the trail says of those who keep its heads elsewhere."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "holder.named": _("Pemegang sidik riwayat ditunjuk: %(house)s"),
    "holder.ended": _("Pemegang sidik riwayat tidak disurati lagi: %(house)s"),
    "heads.sent": _("Sidik riwayat dikirim kepada pemegangnya: %(letters)s surat"),
}
KINDS = {"accounts.headholder": _("pemegang sidik"), "accounts.treehead": _("sidik riwayat")}
