"""What the trail says of the portal's watching itself."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "second_factor.released_on_server": _("Pengaman kedua dilepas dari server, tanpa orang kedua"),
    "alarm.raised": _("Peringatan tentang jalannya portal: %(kind)s"),
    "alarm.ended": _("Peringatan tentang jalannya portal selesai: %(kind)s"),
    "backup.made": _("Cadangan dibuat: %(members)s bagian"),
    "inspection.broken": _("Pemeriksaan portal menemukan yang tidak benar: %(count)s"),
}
