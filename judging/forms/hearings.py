"""What participants hand in for a session, where rooms meet, and how a session went."""

from datetime import MAXYEAR, date, datetime, timedelta

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.choices import in_capitals
from accounts.forms.dates import DAY_EXAMPLE, WRONG_DAY, DateField
from accounts.forms.files import FileField
from accounts.forms.filters import Filter
from accounts.forms.texts import TextField
from accounts.templatetags.moments import day
from judging import rules
from judging.domain.hearings import materials
from judging.forms.stages import time_field
from judging.models import Session
from proposals.rules import video_refusal

HEAD = (("ya", gettext_lazy("Ya")), ("tidak", gettext_lazy("Tidak")))


def link_field(label, **options):
    """A web address, one line."""
    return forms.URLField(
        label=label,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "required": _("Isi tautan"),
            "invalid": str(rules.NO_MEETING_LINK),
            "max_length": _("Tautan paling banyak 300 huruf"),
        },
        **options,
    )


class MaterialForm(forms.Form):
    """One material: a file, or the link of a video."""

    use_required_attribute = False

    def __init__(self, *args, session, row, **kwargs):
        super().__init__(*args, **kwargs)
        if row.is_link:
            self.fields["link"] = link_field(
                row.name, help_text=_("Video yang dapat dibuka panel tanpa masuk, misalnya https://contoh.go.id/video")
            )
        else:
            self.fields["file"] = FileField(allowed=materials.allowed(session.stage), label=row.name)

    def clean_link(self):
        link = self.cleaned_data["link"]
        if refusal := video_refusal(link):
            raise forms.ValidationError(str(refusal))
        return link

    @property
    def handed_in(self):
        """What is handed in: `file` or `link`."""
        return {name: self.cleaned_data[name] for name in ("file", "link") if name in self.fields}


class PresenterForm(forms.Form):
    """Who will present."""

    use_required_attribute = False

    presenter = forms.CharField(
        label=gettext_lazy("Siapa yang menyajikan?"),
        help_text=gettext_lazy("Nama dan jabatan, misalnya Dewi Anggraini, Kepala Dinas Kesehatan"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Tulis nama dan jabatan penyaji"),
            "max_length": gettext_lazy("Paling banyak 200 huruf"),
        },
    )


class RoomLinksForm(forms.Form):
    """The meeting link of each room of a stage."""

    use_required_attribute = False

    def __init__(self, *args, rooms, links, **kwargs):
        super().__init__(*args, **kwargs)
        self.rooms = {f"ruang-{place}": room for place, room in enumerate(rooms, start=1)}
        for name, room in self.rooms.items():
            self.fields[name] = link_field(room, required=False, initial=links.get(room, ""))

    def clean(self):
        for name in self.rooms:
            link = self.cleaned_data.get(name)
            if link and (refusal := rules.meeting_link_refusal(link)):
                self.add_error(name, str(refusal))
        return self.cleaned_data

    @property
    def links(self):
        """The link by room."""
        return {room: self.cleaned_data[name] for name, room in self.rooms.items()}


class MoveForm(forms.Form):
    """When and where a session is to be held instead, and why; `is_asked_only` while only its clashes are wanted."""

    use_required_attribute = False

    day = DateField(
        label=gettext_lazy("Hari"),
        help_text=DAY_EXAMPLE,
        error_messages={"required": gettext_lazy("Isi harinya"), "invalid": WRONG_DAY},
        # Its length is added to a moment: there is none after the last year.
        validators=[MaxValueValidator(date(MAXYEAR - 1, 12, 31), WRONG_DAY)],
    )
    time = time_field(gettext_lazy("Mulai (jam Anda)"))
    room = forms.ChoiceField(
        label=gettext_lazy("Ruang"),
        error_messages={
            "required": gettext_lazy("Pilih ruang"),
            "invalid_choice": gettext_lazy("Pilih ruang dari daftar"),
        },
    )
    reason = TextField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Tertulis dalam surat kepada peserta dan panel"),
        rows=3,
        error_messages={"required": gettext_lazy("Tulis alasannya")},
    )

    def __init__(self, data=None, *, session, is_asked_only=False):
        starts_at = timezone.localtime(session.starts_at)
        super().__init__(data, initial={"day": starts_at.date(), "time": starts_at.time(), "room": session.room})
        rooms = dict.fromkeys((*session.stage.arranged.hearing_rooms, session.room))
        self.fields["room"].choices = [(room, room) for room in rooms]
        self.fields["time"].widget.attrs["class"] = "short"
        self.is_asked_only = is_asked_only
        if is_asked_only:
            self.fields["reason"].required = False

    def clean(self):
        # Asked for clashes alone it may be empty; in the end it is needed no less.
        self.fields["reason"].required = True
        return super().clean()

    @property
    def starts_at(self):
        """The moment, on the reader's clock."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class BroadcastForm(forms.Form):
    """Where the public may look on."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["broadcast"] = link_field(
            _("Tautan siaran"),
            required=False,
            help_text=_("Misalnya https://video.go.id/siaran; kosongkan bila tidak disiarkan"),
        )

    def clean_broadcast(self):
        link = self.cleaned_data["broadcast"]
        if link and (refusal := rules.meeting_link_refusal(link)):
            raise forms.ValidationError(str(refusal))
        return link


class HearingForm(forms.Form):
    """How a session went."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=gettext_lazy("Jalannya sesi"),
        choices=lambda: in_capitals(Session.Outcome),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih jalannya sesi"),
            "invalid_choice": gettext_lazy("Pilih jalannya sesi dari daftar"),
        },
    )
    presenter = forms.CharField(
        label=gettext_lazy("Penyaji"),
        help_text=gettext_lazy("Nama dan jabatan orang yang menyajikan"),
        max_length=200,
        required=False,
        error_messages={"max_length": gettext_lazy("Paling banyak 200 huruf")},
    )
    head = forms.ChoiceField(
        label=gettext_lazy("Pimpinan instansi hadir?"),
        choices=HEAD,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih ya atau tidak")},
    )
    text = TextField(
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Wajib bila sesi tidak berlangsung: apa yang terjadi"),
        rows=4,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if outcome := cleaned.get("outcome"):
            refusal = rules.noted_refusal(outcome, head_was_present=self.head_was_present, note=cleaned.get("text", ""))
            if refusal:
                self.add_error("head" if refusal is rules.HEAD_UNSAID else "text", str(refusal))
        return cleaned

    @property
    def head_was_present(self):
        """Whether the head of the agency was there; None where nobody said."""
        return {"ya": True, "tidak": False}.get(self.cleaned_data.get("head", ""))


class SessionFilter(Filter):
    """Which sessions of a stage to list: those of one day, of one room, of a proposal or an agency."""

    hari = forms.ChoiceField(label=gettext_lazy("Hari"), required=False)
    ruang = forms.ChoiceField(label=gettext_lazy("Ruang"), required=False)
    q = forms.CharField(label=gettext_lazy("Nomor, judul, atau instansi"), required=False, max_length=200)

    def __init__(self, data, *, stage, days):
        super().__init__(data, auto_id="filter_%s")
        self.fields["hari"].choices = [
            ("", _("Semua hari")),
            *((one.isoformat(), day(one)) for one in days),
        ]
        self.fields["ruang"].choices = [("", _("Semua ruang")), *((one, one) for one in stage.arranged.hearing_rooms)]

    def applied_to(self, sessions):
        """Those of the sessions that were asked for."""
        chosen = self.chosen
        if on := chosen["hari"]:
            begins = timezone.make_aware(datetime.fromisoformat(on))
            sessions = sessions.filter(starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
        if room := chosen["ruang"]:
            sessions = sessions.filter(room=room)
        for word in chosen["q"].split():
            sessions = sessions.filter(
                Q(proposal__code__icontains=word)
                | Q(proposal__title__icontains=word)
                | Q(proposal__agency__name__icontains=word)
            )
        return sessions


class HearingFilter(Filter):
    """Which of an office's own sessions: of one stage, and those that lack a material."""

    bahan = forms.ChoiceField(
        label=gettext_lazy("Bahan presentasi"),
        required=False,
        choices=[("", gettext_lazy("Semua")), ("belum", gettext_lazy("Belum lengkap"))],
    )
    tahap = forms.ChoiceField(label=gettext_lazy("Tahap"), required=False)

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tahap"].choices = [("", gettext_lazy("Semua tahap")), *stages]

    def applied_to(self, sessions, lacking):
        """Those that are asked for; `lacking` are the sessions by stage that lack a material, read when asked for."""
        if self.chosen["bahan"]:
            sessions = sessions.filter(pk__in=[one.pk for _stage, own in lacking for one in own])
        if stage := self.chosen["tahap"]:
            slug, _dash, position = stage.rpartition("-")
            sessions = sessions.filter(stage__edition__slug=slug, stage__position=position)
        return sessions
