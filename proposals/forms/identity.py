"""The innovation itself: what, whose, since when."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.arithmetic import words
from accounts.forms.dates import DateField
from competitions.models import EnteredBy
from proposals import rules
from proposals.forms import groups, reach
from proposals.forms.parts import DoneField, DossierPartForm
from proposals.models import Goal, Identity
from proposals.rules.public_page import FEWEST_DIGITS

# Digits with what people put between them, an extension, a second number.
PHONE = re.compile(r"[0-9+(). /,;-]+(ext\.? ?[0-9]+)?", re.ASCII)
YES_NO = [("yes", _("Ya")), ("no", _("Tidak"))]


def is_phone(typed):
    """Whether this has digits enough to call, and nothing but what people put between them."""
    return bool(PHONE.fullmatch(typed)) and sum(sign.isdigit() for sign in typed) >= FEWEST_DIGITS


def text(label, limit, **options):
    """A line of text with its limit said as people say it."""
    return forms.CharField(
        label=label,
        max_length=limit,
        error_messages={"max_length": too_long(label, limit)},
        **options,
    )


def too_long(label, limit):
    """The sentence for a line that is too long, in the reader's language."""
    return lazystr(lambda: _now("%(label)s paling banyak %(limit)s huruf") % {"label": label, "limit": limit})


def lazystr(say):
    """What `say` returns, asked for each time it is shown."""
    return lazy(say, str)()


def goals():
    """The goals as choices, numbered, in the reader's language."""
    return [(goal.value, f"{goal.value}. {goal.label}") for goal in Goal]


class TitleField(forms.CharField):
    """The title on one line; its rule is the domain's."""

    def __init__(self, **options):
        options.setdefault("label", _("Judul inovasi"))
        super().__init__(error_messages={"required": rules.TITLE_MISSING.sentence}, **options)

    def clean(self, value):
        """A tidy title within its limit."""
        title = super().clean(words.one_line(value or ""))
        if refusal := rules.title_refusal(title):
            raise ValidationError(refusal.sentence)
        return title


class IdentityForm(DossierPartForm):
    """Hands over an `Identity`."""

    always = ("title",)

    title = TitleField()
    group = forms.ModelChoiceField(
        queryset=None,
        label=_("Kelompok"),
        widget=groups.GroupSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Pilih kelompok dari daftar")},
    )
    category = forms.ModelChoiceField(
        queryset=None,
        label=_("Kategori"),
        empty_label=_("Pilih satu kategori"),
        error_messages={"invalid_choice": _("Pilih kategori dari daftar")},
    )
    started_on = DateField(
        label=_("Tanggal inovasi mulai diterapkan"),
        help_text=_("Contoh: 27/3/2023"),
        error_messages={"invalid": _("Tulis tanggal mulai dengan hari, bulan, dan tahun, misalnya 27/3/2023")},
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Tujuan pembangunan berkelanjutan"),
        help_text=_("Pilih semua yang didukung inovasi ini"),
        coerce=int,
        choices=goals,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih tujuan dari daftar"), "invalid_list": _("Pilih tujuan dari daftar")},
    )
    is_app = forms.ChoiceField(
        label=_("Apakah inovasi ini berupa aplikasi web atau seluler?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih ya atau tidak")},
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
        _("Telepon inovator"),
        60,
        help_text=_("Contoh: 0812 3456 7890"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "width-20"}),
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

    def __init__(self, *args, proposal, today, hides=(), remarks=(), **kwargs):
        super().__init__(*args, initial=initial(proposal), **kwargs)
        self.proposal, self.today = proposal, today
        without = EnteredBy.AGENCY if proposal.unit_id else EnteredBy.UNIT
        self.fields["group"].queryset = (
            proposal.edition.groups.open_to(proposal.agency).exclude(entered_by=without).order_by("position")
        )
        self.fields["group"].widget.hides = dict(hides)
        self.fields["category"].queryset = proposal.edition.categories.order_by("position")
        reach.say_of_identity(self.fields)
        for name, field in self.fields.items():
            field.remarks = [
                one for one in remarks if one.question == name and not (one.section_id or one.requirement_id)
            ]

    def clean_contact_phone(self):
        """Digits enough to call; two numbers may stand side by side."""
        phone = self.cleaned_data["contact_phone"]
        if phone and not is_phone(phone):
            raise ValidationError(_("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890"))
        return phone

    def clean_video_url(self):
        """An address that others can open."""
        url = self.cleaned_data["video_url"]
        if url and (refusal := rules.video_refusal(url)):
            raise ValidationError(refusal.sentence)
        return url

    def clean_started_on(self):
        """A day that has been, in living memory."""
        day = self.cleaned_data["started_on"]
        if day and day > self.today:
            raise ValidationError(_("Tanggal mulai diterapkan harus hari ini atau sebelumnya"))
        if day and day < date(1945, 8, 17):
            raise ValidationError(_("Tulis tahun dengan empat angka, misalnya 2023"))
        return day

    def identity(self):
        """The answers as the domain's `Identity`; what is wrong or did not come stays as it was."""
        said = {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if name in self.cleaned_data and not field.widget.value_omitted_from_data(self.data, self.files, name)
        }
        is_app = {"yes": True, "no": False}.get(said.get("is_app"), self.proposal.is_app)
        return Identity(
            **{
                name: said[name] if name in said else getattr(self.proposal, name)
                for name in (*TAKEN_OVER, "started_on")
            },
            sdgs=tuple(said.get("sdgs", self.proposal.sdgs)),
            is_app=is_app,
            is_done=self.says_done and not self.errors,
        )

    @property
    def faults(self):
        """What is wrong with what was written, beside what is missing."""
        return [error for name, errors in self.errors.items() if name != "is_done" for error in errors]


TAKEN_OVER = (
    "title",
    "group",
    "category",
    "video_url",
    "contact_name",
    "contact_phone",
    "contact_email",
)


def initial(proposal):
    """What the proposal says now, as the form shows it."""
    return {
        **{name: getattr(proposal, name) for name in (*TAKEN_OVER, "started_on", "sdgs")},
        "is_app": {True: "yes", False: "no", None: None}[proposal.is_app],
        "is_done": "yes" if proposal.identity_done else None,
    }
