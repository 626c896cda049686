"""A message to a list: to whom, and what it says."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.correspondence import messages, wording
from accounts.forms.filters import Filter
from accounts.forms.letter_texts import answered_to
from accounts.forms.texts import TextField
from accounts.models import AgencyKind

LONGEST = 10_000


class AudienceFilter(Filter):
    """Who is written to."""

    kepada = forms.ChoiceField(label=gettext_lazy("Kepada"), required=False)
    edisi = forms.ChoiceField(label=gettext_lazy("Edisi"), required=False)
    tahap = forms.ChoiceField(label=gettext_lazy("Tahap"), required=False)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis instansi"), required=False)
    provinsi = forms.ChoiceField(label=gettext_lazy("Provinsi"), required=False)

    def __init__(self, *args, audiences, editions, stages, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        every = ("", gettext_lazy("Semua"))
        self.fields["kepada"].choices = [("", gettext_lazy("Pilih penerima")), *audiences]
        self.fields["edisi"].choices = editions
        self.fields["tahap"].choices = [every, *stages]
        self.fields["jenis"].choices = [every, *((kind.value, kind.label) for kind in AgencyKind)]
        self.fields["provinsi"].choices = [every, *provinces]


class WordedForm(forms.Form):
    """A text with named fields; unknown ones are refused."""

    perihal = forms.CharField(
        label=gettext_lazy("Perihal"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Isi perihal pesan"),
            "max_length": gettext_lazy("Perihal paling panjang 200 huruf"),
        },
    )
    isi = TextField(
        label=gettext_lazy("Isi pesan"),
        rows=10,
        most=LONGEST,
        error_messages={"required": gettext_lazy("Isi pesannya")},
    )

    def clean(self):
        data = super().clean()
        for name in ("perihal", "isi"):
            for sentence in reasons(data.get(name, "")):
                self.add_error(name, sentence)
        return data


class MessageForm(WordedForm):
    """The text, and where answers go."""

    balasan = forms.EmailField(
        label=gettext_lazy("Alamat balasan"),
        required=False,
        error_messages={"invalid": gettext_lazy("Tulis alamat surel seperti nama@contoh.go.id")},
    )
    kunci = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": gettext_lazy("Buka halaman ini sekali lagi")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["balasan"].help_text = answered_to()

    @property
    def text(self):
        """What was written, as plain values."""
        data = self.cleaned_data
        return messages.Text(data["perihal"], data["isi"].replace("\r\n", "\n"), data["balasan"])


def reasons(text):
    """Why the fields of a text cannot be filled in."""
    if strangers := wording.unknown(text, messages.FIELDS):
        names = ", ".join(f"{{{name}}}" for name in strangers)
        yield _("Isian yang tidak dikenal: %(fields)s.") % {"fields": names}
    for piece in wording.unclosed(text):
        yield _("Kurung kurawal di “%(piece)s” tidak menjadi isian; tulis seperti {nama_penerima}.") % {"piece": piece}
