"""The text of a kind of letter: subject and body in both languages, and whom an answer goes to."""

from itertools import islice

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.domain.correspondence import envelopes, texts
from accounts.domain.correspondence.texts import LetterText
from accounts.forms.places import NEAR
from accounts.forms.texts import TextField
from accounts.reading import addressed

# What the button sends that only shows what was typed.
PREVIEW = "pratinjau"
LONGEST_SUBJECT = 200
LONGEST_TEXT = 20_000


def subject_box(label, required="", *, is_optional=False):
    """A box for a subject."""
    longest = _("Perihal paling panjang 200 huruf")
    return forms.CharField(
        label=label,
        max_length=LONGEST_SUBJECT,
        required=not is_optional,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": required, "max_length": longest},
    )


class RecipientField(forms.CharField):
    """One of those who get letters of a kind, by words of the name, the address or the place that only one has."""

    kind = None

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"max_length": _("Nama paling panjang 200 huruf")},
            **kwargs,
        )

    def clean(self, value):
        """The Membership of whom it is, or None for an empty box."""
        said = " ".join(super().clean(value).split())
        if not said:
            return None
        near = list(islice(addressed.named(self.kind, said, on=timezone.localdate()), NEAR + 1))
        if len(near) == 1:
            return near[0]
        if not near:
            raise ValidationError(
                _("Tidak ada “%(said)s” di antara penerima surat ini"), params={"said": said}, code="unknown"
            )
        names = "; ".join(office.user.told_apart for office in near[:NEAR])
        raise ValidationError(_("Tulis lebih lengkap, misalnya: %(names)s"), params={"names": names}, code="several")


def answered_to():
    """The hint of a box for the address of answers: where they go while it is empty."""
    said = gettext("Ke mana jawaban dikirim. Bila kosong, jawaban masuk ke alamat pengirim portal, %(address)s")
    return said % {"address": envelopes.sender()}


class LetterTextForm(forms.Form):
    """What a kind of letter says; `is_default` throws it away for the text that the portal brings."""

    subject = subject_box(_("Perihal"), _("Isi perihal surat"))
    body = TextField(
        label=_("Isi surat"), rows=12, most=LONGEST_TEXT, error_messages={"required": _("Isi naskah surat")}
    )
    subject_en = subject_box(_("Perihal (Inggris)"), is_optional=True)
    body_en = TextField(label=_("Isi surat (Inggris)"), rows=12, most=LONGEST_TEXT, required=False)
    reply_to = forms.CharField(
        label=_("Alamat balasan"),
        required=False,
    )
    recipient = RecipientField(
        label=_("Lihat seperti diterima"),
        help_text=_("Sebagian nama atau surel penerimanya. Kosongkan untuk orang rekaan"),
    )
    is_default = forms.BooleanField(
        label=_("Pakai naskah bawaan"), help_text=_("Naskah sendiri di atas dibuang"), required=False
    )

    use_required_attribute = False

    def __init__(self, *args, kind, default, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.default = kind, default
        self.fields["recipient"].kind = kind
        self.fields["reply_to"].help_text = answered_to()
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    @property
    def helper(self):
        """How crispy lays the form out; the page brings the form element and the token."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        english = _("Bahasa Inggris, di bawah naskah Indonesia")
        if self.kind.is_in_asked_language:
            english = _("Bahasa Inggris, bagi yang memintanya di halaman berbahasa Inggris")
        helper.layout = Layout(
            Fieldset(str(_("Bahasa Indonesia")), "subject", "body"),
            Fieldset(str(english), "subject_en", "body_en"),
            "reply_to",
            "is_default",
        )
        return helper

    def clean(self):
        data = super().clean()
        if self.data.get("baris") != PREVIEW:
            # Who was looked at is no part of the text.
            self.errors.pop("recipient", None)
        if data.get("is_default"):
            # What stands in the boxes is thrown away, so nothing in it has to be mended first.
            self.errors.clear()
            return data
        for name in ("subject", "body", "subject_en", "body_en"):
            for sentence in texts.field_reasons(self.kind, name, data.get(name, "")):
                self.add_error(name, sentence)
        for name, other, sentence in (
            ("body_en", "subject_en", _("Isi naskah Inggris, atau kosongkan perihal Inggrisnya")),
            ("subject_en", "body_en", _("Isi perihal Inggris, atau kosongkan naskah Inggrisnya")),
        ):
            if data.get(other) and not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if self.kind.is_in_asked_language and not (data.get("subject_en") or data.get("body_en") or self.errors):
            self.add_error("body_en", _("Isi naskah Inggris: surat ini dikirim dalam bahasa penerimanya"))
        if data.get("reply_to") and not texts.is_address(data["reply_to"]):
            self.add_error("reply_to", _("Tulis alamat surel seperti nama@contoh.go.id"))
        return data

    @property
    def text(self):
        """What was typed, as a value; None while it is broken."""
        if not self.is_valid():
            return None
        data = self.cleaned_data
        if data["is_default"]:
            return self.default
        return LetterText(
            **{name: data[name].replace("\r\n", "\n").strip() for name in LetterText.__dataclass_fields__}
        )

    @property
    def chosen(self):
        """Whose letter is to be seen, as the Membership; None where nobody was named."""
        return self.cleaned_data.get("recipient") if self.is_bound and self.is_valid() else None
