"""The innovation itself: what, whose, since when."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals import rules
from proposals.forms.parts import DoneField, PartForm
from proposals.models import Goal, Identity

YES_NO = [("yes", _("Ya")), ("no", _("Tidak"))]


def text(label, limit, **options):
    """A line of text with its limit said as people say it."""
    return forms.CharField(
        label=label,
        max_length=limit,
        error_messages={"max_length": _("%(label)s paling banyak %(limit)s huruf") % {"label": label, "limit": limit}},
        **options,
    )


class TitleField(forms.CharField):
    """The title on one line; its rule is the domain's."""

    def __init__(self, **options):
        options.setdefault("label", _("Judul inovasi"))
        super().__init__(error_messages={"required": rules.TITLE_MISSING.sentence}, **options)

    def clean(self, value):
        """A tidy title within its limit."""
        title = " ".join(super().clean(value).split())
        if refusal := rules.title_refusal(title):
            raise ValidationError(refusal.sentence)
        return title


class IdentityForm(PartForm):
    """Hands over an `Identity`."""

    always = ("title",)

    title = TitleField()
    group = forms.ModelChoiceField(
        queryset=None,
        label=_("Kelompok"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Pilih kelompok dari daftar")},
    )
    category = forms.ModelChoiceField(
        queryset=None,
        label=_("Kategori"),
        empty_label=_("Pilih satu kategori"),
        error_messages={"invalid_choice": _("Pilih kategori dari daftar")},
    )
    started_on = forms.DateField(
        label=_("Tanggal inovasi mulai diterapkan"),
        help_text=_("Contoh: 27/3/2023"),
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={"invalid": _("Tulis tanggal mulai dengan hari, bulan, dan tahun, misalnya 27/3/2023")},
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Tujuan pembangunan berkelanjutan"),
        help_text=_("Pilih semua yang didukung inovasi ini"),
        coerce=int,
        choices=[(goal.value, f"{goal.value}. {goal.label}") for goal in Goal],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih tujuan dari daftar"), "invalid_list": _("Pilih tujuan dari daftar")},
    )
    is_app = forms.ChoiceField(
        label=_("Apakah inovasi ini berupa aplikasi web atau seluler?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih ya atau tidak")},
    )
    earlier_award = text(
        _("Penghargaan sebelumnya"),
        200,
        required=False,
        help_text=_("Sebutan, tahun, dan judul waktu itu"),
    )
    source_innovation = text(
        _("Inovasi yang direplikasi"), 200, required=False, help_text=_("Judul dan instansi asalnya")
    )
    video_url = forms.URLField(
        label=_("Tautan video"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={
            "invalid": _("Tulis tautan video lengkap, misalnya https://contoh.go.id/video"),
            "max_length": _("Tautan video paling banyak 300 huruf"),
        },
    )
    contact_name = text(_("Nama inovator"), 150)
    contact_phone = text(
        _("Telepon inovator"), 30, widget=forms.TextInput(attrs={"inputmode": "tel", "class": "width-20"})
    )
    contact_email = forms.EmailField(
        label=_("Surel inovator"),
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email"}),
        error_messages={
            "invalid": _("Tulis alamat surel lengkap, misalnya nama@contoh.go.id"),
            "max_length": _("Surel inovator paling banyak 254 huruf"),
        },
    )
    is_done = DoneField(_("Apakah identitas ini sudah selesai?"))

    def __init__(self, *args, proposal, today, **kwargs):
        super().__init__(*args, initial=initial(proposal), **kwargs)
        self.today = today
        self.fields["group"].queryset = proposal.edition.groups.order_by("position")
        self.fields["category"].queryset = proposal.edition.categories.order_by("position")

    def clean_started_on(self):
        """A day that has been, in living memory."""
        day = self.cleaned_data["started_on"]
        if day and day > self.today:
            raise ValidationError(_("Tanggal mulai diterapkan harus hari ini atau sebelumnya"))
        if day and day < date(1945, 8, 17):
            raise ValidationError(_("Tulis tahun dengan empat angka, misalnya 2023"))
        return day

    def identity(self):
        """The cleaned answers as the domain's `Identity`."""
        cleaned = self.cleaned_data
        return Identity(
            **{name: cleaned[name] for name in TAKEN_OVER},
            started_on=cleaned["started_on"],
            sdgs=tuple(cleaned["sdgs"]),
            is_app=cleaned["is_app"] == "yes",
            is_done=self.says_done,
        )


TAKEN_OVER = (
    "title",
    "group",
    "category",
    "earlier_award",
    "source_innovation",
    "video_url",
    "contact_name",
    "contact_phone",
    "contact_email",
)


def initial(proposal):
    """What the proposal says now, as the form shows it."""
    return {
        **{name: getattr(proposal, name) for name in (*TAKEN_OVER, "started_on", "sdgs")},
        "is_app": "yes" if proposal.is_app else "no",
        "is_done": "yes" if proposal.identity_done else None,
    }
