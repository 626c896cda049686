"""What the public says of a provisional list, and how the ministry answers it."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.bulk import OWN
from accounts.forms.choices import in_capitals
from accounts.forms.dates import DAY_EXAMPLE, WRONG_DAY, DateField
from accounts.forms.files import FileField, FilesChosenAgain
from accounts.forms.filters import Filter
from accounts.forms.motions import why_field
from accounts.forms.texts import TextField
from judging.domain import objections
from judging.models import Objection
from judging.models.objection import IS_MOVED
from judging.motions import ANSWER


class StatementForm(FilesChosenAgain, forms.Form):
    """One statement about one proposal of the list."""

    use_required_attribute = False

    proposal = forms.ChoiceField(
        label=_("Tentang usulan"),
        error_messages={"required": _("Pilih usulannya"), "invalid_choice": _("Pilih usulan dari daftar")},
    )
    sort = forms.ChoiceField(
        label=_("Yang ingin Anda sampaikan"),
        choices=lambda: in_capitals(Objection.Sort),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih dukungan, pendapat, atau sanggahan"), "invalid_choice": _("Pilih satu")},
    )
    text = TextField(
        label=_("Isi"),
        help_text=_("Untuk sanggahan, tulis fakta mana yang tidak benar dan bagaimana Anda mengetahuinya"),
        rows=8,
        error_messages={"required": _("Tulis isinya")},
    )
    full_name = forms.CharField(
        label=_("Nama Anda"),
        help_text=_("Hanya terlihat oleh sekretariat; instansi, penilai, dan publik tidak melihatnya"),
        max_length=150,
        error_messages={"required": _("Isi nama Anda"), "max_length": _("Nama paling panjang 150 huruf")},
    )
    evidence = FileField(label=_("Bukti (boleh dikosongkan)"), required=False, allowed=objections.EVIDENCE)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].choices = [("", _("Pilih usulan"))] + [
            (line["code"], f"{line['title']} ({line['agency']})" if line["agency"] else line["title"]) for line in lines
        ]


class AssignmentForm(forms.Form):
    """Who answers an objection, and until when."""

    use_required_attribute = False

    to = forms.ModelChoiceField(
        label=_("Petugas"),
        queryset=None,
        empty_label=_("Pilih petugas"),
        error_messages={"required": _("Pilih petugas"), "invalid_choice": _("Pilih petugas dari daftar")},
    )
    answer_by = DateField(
        label=_("Dijawab paling lambat"),
        help_text=DAY_EXAMPLE,
        error_messages={"required": _("Isi tanggalnya"), "invalid": WRONG_DAY},
    )

    def __init__(self, *args, answerers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = answerers
        self.fields["to"].label_from_instance = lambda office: office.signature

    @property
    def inputs(self):
        """As JSON values, where it is said of many."""
        to, until = self.cleaned_data["to"], self.cleaned_data["answer_by"]
        return {"to": to.pk, "to_name": to.user.told_apart, "answer_by": until.isoformat()}


# What a list of statements may be narrowed to; `today` is the day on which it is asked.
STATES = {
    "belum": (_("Belum ditugaskan"), lambda today: Q(sort="objection", assigned_at=None, answered_at=None)),
    "ditugaskan": (
        _("Ditugaskan, belum diputuskan"),
        lambda today: Q(assigned_at__isnull=False, answered_at=None) & ~IS_MOVED,
    ),
    "diajukan": (_("Putusan diajukan, belum berlaku"), lambda today: Q(answered_at=None) & IS_MOVED),
    "terlambat": (_("Lewat tenggat jawaban"), lambda today: Q(answered_at=None, answer_by__lt=today)),
    "tetap": (_("Diputuskan: tetap dalam daftar"), lambda today: Q(outcome=Objection.Outcome.STANDS)),
    "dikeluarkan": (_("Diputuskan: dikeluarkan dari daftar"), lambda today: Q(outcome=Objection.Outcome.SUSPENDED)),
}


class ObjectionFilter(Filter):
    """Which statements of the public about a stage's list to show."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=lambda: [("", _("Semua status")), *((key, label) for key, (label, _where) in STATES.items())],
    )
    jenis = forms.ChoiceField(
        label=_("Jenis"),
        required=False,
        choices=lambda: [("", _("Semua jenis")), *in_capitals(Objection.Sort)],
    )
    petugas = forms.ChoiceField(
        label=_("Petugas"),
        required=False,
        choices=[("", _("Semua petugas")), (OWN, _("Ditugaskan kepada saya"))],
    )
    q = forms.CharField(label=_("Nomor, judul, instansi, atau isi"), required=False, max_length=200)

    def __init__(self, data, *, office, at):
        super().__init__(data, auto_id="filter_%s")
        self.office, self.today = office, timezone.localdate(at)

    def applied_to(self, statements):
        """Those of the statements that were asked for."""
        chosen = self.chosen
        if state := chosen["status"]:
            statements = statements.filter(STATES[state][1](self.today))
        if sort := chosen["jenis"]:
            statements = statements.filter(sort=sort)
        if chosen["petugas"]:
            statements = statements.filter(assigned_to__user=self.office.user_id)
        for word in chosen["q"].split():
            statements = statements.filter(
                Q(proposal__code__icontains=word)
                | Q(proposal__title__icontains=word)
                | Q(proposal__agency__name__icontains=word)
                | Q(text__icontains=word)
            )
        return statements


class ObjectionAnswerForm(forms.Form):
    """What is decided about an objection, what its sender is told and what everybody reads."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_("Putusan"),
        choices=lambda: in_capitals(Objection.Outcome),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih putusannya"), "invalid_choice": _("Pilih putusannya")},
    )
    reason = why_field(ANSWER)
    answer = TextField(
        label=_("Jawaban kepada pengirim"),
        help_text=_("Dikirim lewat surel 10 menit setelah disetujui orang kedua; sebelum itu putusan dapat ditarik"),
        rows=6,
        error_messages={"required": _("Tulis jawabannya")},
    )
    summary = TextField(
        label=_("Ringkasan untuk publik"),
        help_text=_("Terbaca semua orang bersama daftar akhir. Jangan sebut nama orang"),
        rows=3,
        error_messages={"required": _("Tulis ringkasannya")},
    )
    summary_en = TextField(
        label=_("Ringkasan dalam bahasa Inggris (boleh dikosongkan)"),
        help_text=_("Terbaca di halaman berbahasa Inggris; bila kosong, ringkasan di atas yang tampil"),
        rows=3,
        required=False,
    )
