"""What people call each kind of letter, of every floor."""

from django.utils.translation import gettext_lazy

from accounts.letter_kinds import KINDS as OF_PORTAL
from competitions.letter_kinds import KINDS
from proposals.letter_kinds import KINDS as OF_CHECK_INS

# Every kind of letter and what people call it.
LETTERS = {
    **{name: kind.title for name, kind in (KINDS | OF_PORTAL | OF_CHECK_INS).items()},
    "message.list": gettext_lazy("Pesan ke daftar"),
    "message.nudge": gettext_lazy("Pengingat penilai menjelang tenggat"),
}
# Those that a person can do without.
COURTESIES = {
    **{name: kind.title for name, kind in KINDS.items() if kind.is_courtesy},
    "message.list": LETTERS["message.list"],
    "message.nudge": LETTERS["message.nudge"],
}
