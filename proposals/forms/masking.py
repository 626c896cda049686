"""What a unit confirms so that judges do not see whose its proposal is, and what the ministry masks besides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField
from proposals import rules


class NeutralForm(forms.Form):
    """A neutral title, and further words to mask, one passage a line."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Judul netral"),
        help_text=_("Judul yang dibaca penilai: tanpa nama instansi, unit, daerah, atau orang"),
        error_messages={"required": rules.NEUTRAL_TITLE_MISSING.sentence},
    )
    passages = TextField(
        label=_("Bagian lain yang disamarkan"),
        help_text=_(
            "Satu bagian per baris, persis seperti dalam jawaban. Misalnya nama desa, pejabat, atau julukan daerah"
        ),
        required=False,
        rows=4,
    )

    @property
    def marked(self):
        """The passages, one each."""
        return self.cleaned_data["passages"].splitlines()


class MaskingForm(forms.Form):
    """Words that still tell whose a dossier is, and why they are masked."""

    use_required_attribute = False

    passage = forms.CharField(
        label=_("Bagian yang disamarkan"),
        help_text=_("Salin persis dari salinan di bawah. Di mana pun bagian itu ada, penilai membaca [disamarkan]"),
        max_length=500,
        error_messages={
            "required": rules.PASSAGE_TOO_SHORT.sentence,
            "max_length": _("Bagian yang disamarkan paling banyak 500 huruf"),
        },
    )
    reason = TextField(label=_("Alasan"), rows=3, error_messages={"required": rules.REASON_MISSING.sentence})


class UnmaskingForm(forms.Form):
    """Why a passage need not be masked."""

    use_required_attribute = False

    reason = TextField(label=_("Alasan"), rows=3, error_messages={"required": rules.REASON_MISSING.sentence})
