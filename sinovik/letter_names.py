"""What people call each kind of letter, of every floor."""

from django.utils.translation import gettext_lazy

from competitions.letter_kinds import KINDS

# Every kind of letter and what people call it.
LETTERS = {
    **{name: kind.title for name, kind in KINDS.items()},
    "message.list": gettext_lazy("Pesan ke daftar"),
    "message.nudge": gettext_lazy("Pengingat penilai menjelang tenggat"),
    "account.new_password": gettext_lazy("Kata sandi baru"),
    "account.invitation": gettext_lazy("Undangan"),
    "account.appointed": gettext_lazy("Peran baru"),
    "account.office_ended": gettext_lazy("Peran berakhir"),
    "account.visitor": gettext_lazy("Konfirmasi alamat pengunjung"),
    "agency.new_admin": gettext_lazy("Admin instansi baru"),
    "agency.declined": gettext_lazy("Permohonan instansi ditolak"),
    "check_in.asked": gettext_lazy("Pertanyaan tahunan tentang inovasi pemenang"),
    "check_in.link": gettext_lazy("Tautan untuk menjawab pertanyaan tahunan"),
    "inspection.broken": gettext_lazy("Pemeriksaan portal menemukan yang tidak benar"),
    "register.renamed": gettext_lazy("Nama instansi atau unit diganti"),
    "register.closed": gettext_lazy("Instansi atau unit ditutup"),
    "register.reopened": gettext_lazy("Instansi atau unit dibuka kembali"),
    "register.merged": gettext_lazy("Instansi digabung"),
    "register.split": gettext_lazy("Instansi dipecah"),
}
# Those that a person can do without.
COURTESIES = {
    **{name: kind.title for name, kind in KINDS.items() if kind.is_courtesy},
    "message.list": LETTERS["message.list"],
    "message.nudge": LETTERS["message.nudge"],
}
