"""What the public may read of an innovation besides its answers: asked for one by one, nothing chosen beforehand."""

from dataclasses import fields

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.files import FileField
from accounts.forms.texts import TextField
from proposals import rules
from proposals.domain.catalogue import public_page
from proposals.forms.identity import YES_NO, is_phone, text
from proposals.models import PublicFacts
from proposals.models.record import PUBLIC

ADDRESS_LETTERS = 300
# What is kept while it is typed.
WORDS = ("cost", "duration", "alt", "office_name", "office_address", "office_phone", "office_email")
WAITS = _("Persetujuan, pilihan bukti, dan gambar berlaku setelah Anda menekan “Simpan”.")


class PublicPageForm(forms.Form):
    """Hands over a `PublicFacts`, the keys of the evidence that may be read, a picture or None, and its description."""

    use_required_attribute = False

    cost = text(
        _("Biaya"),
        300,
        required=False,
        help_text=_("Untuk menyiapkan dan untuk menjalankannya setahun, misalnya Rp25 juta dan Rp10 juta setahun"),
    )
    duration = text(
        _("Lama menyiapkan"), 200, required=False, help_text=_("Dari gagasan sampai berjalan, misalnya enam bulan")
    )
    picture = FileField(allowed=public_page.PICTURE, required=False, label=_("Gambar inovasi"))
    drops_picture = forms.BooleanField(label=_("Hapus gambar ini"), required=False)
    alt = text(
        _("Keterangan gambar"),
        200,
        required=False,
        help_text=_("Apa yang terlihat di gambar, untuk orang yang tidak dapat melihatnya"),
    )
    office_name = text(
        _("Nama kantor atau bagian"), 200, required=False, help_text=_("Bukan nama orang, misalnya Bagian Organisasi")
    )
    office_address = TextField(rows=3, most=ADDRESS_LETTERS, label=_("Alamat kantor"), required=False)
    office_phone = text(
        _("Telepon kantor"), 60, required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "class": "width-20"})
    )
    office_email = forms.EmailField(
        label=_("Surel kantor"),
        help_text=_("Alamat dinas, misalnya organisasi@contoh.go.id"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email"}),
        error_messages={
            "invalid": _("Tulis alamat surel lengkap, misalnya nama@contoh.go.id"),
            "max_length": _("Surel kantor paling banyak 254 huruf"),
        },
    )
    evidence = forms.TypedMultipleChoiceField(
        label=_("Bukti yang boleh dibaca umum"),
        help_text=_("Yang tidak Anda centang tidak tampil. Jangan centang bukti yang memuat data pribadi warga"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": rules.NO_EVIDENCE.sentence,
            "invalid_list": rules.NO_EVIDENCE.sentence,
        },
    )
    is_agreed = forms.ChoiceField(
        label=_("Bolehkah isian di halaman ini tampil untuk umum bila inovasi ini mendapat penghargaan?"),
        help_text=_("Selama belum Anda jawab, tidak ada yang tampil. Jawaban ini dapat diubah kapan saja"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih ya atau tidak")},
    )

    def __init__(self, *args, proposal, told: PublicFacts, picture, evidence, remarks=(), **kwargs):
        said = {one.name: getattr(told, one.name) for one in fields(told)}
        said |= {
            "is_agreed": {True: "yes", False: "no", None: None}[told.is_agreed],
            "alt": picture.alt if picture else "",
            "evidence": [one.pk for one in evidence if one.is_public],
        }
        super().__init__(*args, initial=said, **kwargs)
        self.proposal, self.stands, self.hanging = proposal, told, picture
        self.fields["evidence"].choices = [(one.pk, f"{one.name} ({one.section.title})") for one in evidence]
        if not evidence:
            del self.fields["evidence"]
        if picture is None:
            del self.fields["drops_picture"]
        for name, field in self.fields.items():
            field.remarks = [one for one in remarks if one.beside and one.question == PUBLIC + name]

    def clean_office_phone(self):
        """Digits enough to call, and not the innovator's own."""
        phone = self.cleaned_data["office_phone"]
        if phone and not is_phone(phone):
            raise ValidationError(_("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890"))
        return self.of_an_office(phone, office_phone=phone)

    def clean_office_email(self):
        """An address that is not the innovator's own."""
        email = self.cleaned_data["office_email"]
        return self.of_an_office(email, office_email=email)

    def of_an_office(self, value, **said):
        """The value, where it is a contact of an office."""
        if refusal := self.contact_refusal(**said):
            raise ValidationError(refusal.sentence)
        return value

    def contact_refusal(self, **said):
        """Why what is said is no contact of an office."""
        proposal = self.proposal
        return rules.contact_refusal(PublicFacts(**said), phone=proposal.contact_phone, email=proposal.contact_email)

    def clean(self):
        cleaned = super().clean()
        hangs = cleaned.get("picture") or (self.hanging and not cleaned.get("drops_picture"))
        if hangs and not cleaned.get("alt") and "alt" not in self.errors:
            self.add_error("alt", _("Tulis keterangan gambar. Tanpa keterangan, gambar tidak tampil"))
        return cleaned

    @property
    def faults(self):
        """What is wrong with the words typed so far, a sentence each. Pictures and evidence are given by button."""
        typed = (name for name in self.errors if name in WORDS)
        return tuple(error.rstrip(".") for name in typed for error in self.errors[name])

    @property
    def pending(self):
        """What was chosen and waits for the button, in words; "" for nothing."""
        return str(WAITS) if {"is_agreed", "evidence", "drops_picture"} & set(self.changed_data) else ""

    @property
    def described(self):
        """The description of the picture as typed; as it stands where it is missing or wrong."""
        stands = self.hanging.alt if self.hanging else ""
        return self.cleaned_data.get("alt") or stands

    def told(self):
        """What may be written down: a field that is wrong is as it stands, or empty where that is no contact either."""
        said = {
            one.name: self.cleaned_data.get(one.name, getattr(self.stands, one.name)) for one in fields(PublicFacts)
        }
        said |= {name: "" for name in ("office_phone", "office_email") if self.contact_refusal(**{name: said[name]})}
        is_agreed = {"yes": True, "no": False, "": None}.get(self.cleaned_data.get("is_agreed"), self.stands.is_agreed)
        return PublicFacts(**said | {"is_agreed": is_agreed})

    def beside(self):
        """The evidence, the picture and its description, for the act."""
        cleaned = self.cleaned_data
        return {
            "evidence": cleaned.get("evidence") or (),
            "picture": cleaned.get("picture") or None,
            "alt": cleaned.get("alt", ""),
            "drops_picture": bool(cleaned.get("drops_picture")),
        }
