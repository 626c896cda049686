"""What the acts of the control room ask for: reasons, dates, minutes. Plain values come out."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DAY_EXAMPLE, HOUR_FORMATS, WRONG_DAY, DateField
from accounts.forms.motions import SetMoment, why_field
from accounts.forms.texts import TextField
from accounts.rules.motions import FARTHEST
from accounts.templatetags.numbers import number
from competitions.motions import EXTEND_STAGE
from judging import rules
from judging.circle import publication
from judging.domain.panel import composing, plenary
from judging.models import Decision
from judging.motions import DECIDE, PROVISION, PUBLISH, SKIP

# The choice of those proposals whose two readers differ too much.
DISCORDANT = "berbeda"


class ActForm(forms.Form):
    """An act that asks for nothing. Every act's form knows its stage and the moment."""

    use_required_attribute = False

    def __init__(self, *args, subject, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.at = subject, at


class FurtherReadingForm(forms.Form):
    """How many further reads are given out: one of the offers, each with what it costs and brings."""

    use_required_attribute = False
    number = forms.ChoiceField(
        label=_("Jumlah pembacaan tambahan"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih jumlah pembacaan tambahan"),
            "invalid_choice": _("Pilih jumlah pembacaan tambahan"),
        },
    )

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [
            (DISCORDANT if one.is_of_discordant else str(one.number), self.said(one)) for one in offers
        ]

    @property
    def asked(self):
        """How many reads were chosen; None for those of readers who differ."""
        chosen = self.cleaned_data["number"]
        return None if chosen == DISCORDANT else int(chosen)

    def said(self, offer):
        """An offer in words."""
        said = _("%(number)s pembacaan, paling banyak %(most)s untuk satu penilai: kira-kira %(rightly)s tempat tepat")
        if offer.is_of_discordant:
            said = _(
                "%(number)s pembacaan untuk usulan yang nilai kedua pembacanya berbeda jauh, paling banyak %(most)s "
                "untuk satu penilai: kira-kira %(rightly)s tempat tepat"
            )
        return said % {
            "number": number(offer.number),
            "most": number(offer.most),
            "rightly": number(offer.rightly, 1),
        }


def reason_field(label, hint):
    """A box for a reason that will be kept in the trail."""
    return TextField(
        label=label,
        help_text=hint,
        rows=4,
        error_messages={"required": _("Tulis alasannya")},
    )


def date_field(label, required, hint=""):
    """A date in any of the ways people write one."""
    return DateField(
        label=label,
        help_text=hint or DAY_EXAMPLE,
        error_messages={
            "required": required,
            "invalid": WRONG_DAY,
        },
    )


def time_field(label, initial=None):
    """A time of day typed with a point or a colon."""
    return forms.TimeField(
        label=label,
        help_text=_("Contoh: 16.00"),
        input_formats=HOUR_FORMATS,
        initial=initial,
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Isi jamnya"), "invalid": _("Tulis jam seperti 16.00")},
    )


class SkipForm(SetMoment, ActForm):
    reason = why_field(SKIP, label=_("Mengapa tahap ini dilewati"))


class ExtensionForm(ActForm):
    """A later close, in the reader's zone, and why."""

    date = date_field(_("Tanggal batas waktu baru"), _("Isi tanggal batas waktu baru"))
    time = time_field(_("Jam"), initial=time(23, 59))
    reason = why_field(EXTEND_STAGE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["date"].widget.attrs["class"] = "short"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("date") and cleaned.get("time") is not None:
            closes_at = timezone.make_aware(datetime.combine(cleaned["date"], cleaned["time"]))
            if closes_at <= self.subject.closes_at:
                self.add_error("date", _("Pilih batas waktu yang lebih lambat daripada batas waktu sekarang"))
            elif closes_at <= self.at:
                self.add_error("date", _("Pilih batas waktu yang belum lewat"))
            elif closes_at > self.at + FARTHEST:
                self.add_error("date", _("Pilih batas waktu paling lama satu tahun dari sekarang"))
            cleaned["closes_at"] = closes_at
        return cleaned


class DecreeDate:
    """The date of a decree, held against the stage it decides; comes before the form that has the field."""

    def clean_date(self):
        date = self.cleaned_data["date"]
        if refusal := rules.decree_date_refusal(self.subject, date, today=timezone.localdate(self.at)):
            raise forms.ValidationError(str(refusal))
        return date


class DecreeForm(DecreeDate, ActForm):
    number = forms.CharField(
        label=_("Nomor keputusan"),
        max_length=80,
        error_messages={"required": _("Isi nomor keputusan"), "max_length": _("Nomor paling banyak 80 huruf")},
    )
    date = date_field(_("Tanggal keputusan"), _("Isi tanggal keputusan"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unlimited(self)


class ProposalForm(DecreeDate, ActForm):
    """On what the list rests, the minutes of the plenary, and the decree where it is already signed."""

    reason = why_field(DECIDE)
    minutes = TextField(
        label=_("Catatan rapat"),
        help_text=_("Siapa yang hadir, siapa yang keluar karena benturan kepentingan, dan dasar keputusan"),
        rows=8,
        error_messages={"required": _("Tulis catatan rapat")},
    )
    number = forms.CharField(
        label=_("Nomor keputusan"),
        required=False,
        max_length=80,
        error_messages={"max_length": _("Nomor paling banyak 80 huruf")},
    )
    date = date_field(_("Tanggal keputusan"), _("Isi tanggal keputusan"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["date"].required = False
        if not self.subject.gives_awards:
            del self.fields["number"], self.fields["date"]
        ask_why_rules_are_broken(self, composing.broken(self.subject, self.subject.decision))
        ask_why_without_quorum(self, plenary.lacking(self.subject.decision))
        unlimited(self)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("number") and "date" in cleaned and not cleaned["date"]:
            self.add_error("date", _("Isi tanggal keputusan"))
        if cleaned.get("date") and not cleaned.get("number"):
            self.add_error("number", _("Isi nomor keputusan"))
        return cleaned


def ask_why_rules_are_broken(form, broken):
    """A box for why a list breaks these rules of composition, which the public reads; none where it keeps all."""
    if broken:
        form.fields["override"] = reason_field(
            _("Mengapa menyimpang dari aturan komposisi"),
            _("Terbaca oleh publik bersama aturan yang tidak terpenuhi: %(rules)s") % {"rules": "; ".join(broken)},
        )
        # The act asks for it, once it knows that what was shown still stands.
        form.fields["override"].required = False


def ask_why_without_quorum(form, lacks):
    """A box for why it is decided although the meeting `lacks` something, which the public reads; none otherwise."""
    if lacks:
        form.fields["without_quorum"] = reason_field(
            _("Mengapa diputuskan tanpa kuorum rapat pleno"), _("Terbaca oleh publik: %(lacks)s") % {"lacks": lacks}
        )
        form.fields["without_quorum"].required = False


class ListForm(ActForm):
    """A list that goes before the public; asks why it breaks a rule of composition where its decision does not say."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        decision = Decision.objects.filter(stage=self.subject).first()
        departs = publication.departure(self.subject, decision, {}) if decision else {}
        if departs and not departs["reason"]:
            ask_why_rules_are_broken(self, departs["rules"])
        unlimited(self)


class ProvisionalForm(SetMoment, ListForm):
    """Why a list is announced provisionally, and when."""

    reason = why_field(PROVISION)


class PublicationForm(SetMoment, ListForm):
    """Why an approved result goes public, and when."""

    reason = why_field(PUBLISH)


def unlimited(form):
    """Length is the server's to check: a box that stops taking letters loses what is pasted."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)
