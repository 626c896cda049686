"""How winners fare, and how others copy them: plain values come out."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.files import FileField, FilesChosenAgain
from accounts.forms.filters import Filter
from accounts.forms.people import day_field
from accounts.forms.texts import TextField
from proposals.domain.follow_up.evidence import EVIDENCE
from proposals.models import CheckIn, Replication
from proposals.reading.follow_up import UNOWNED

WAITING = ("menunggu", _("belum dijawab"))


def as_choices(values):
    """The choices of a field, as the beginning of a line."""
    return [(value, capfirst(label)) for value, label in values]


class InquiryForm(forms.Form):
    """What a citizen asks the owner of an innovation."""

    use_required_attribute = False

    locality = forms.CharField(
        label=_("Untuk tempat mana?"),
        help_text=_("Misalnya: Desa Sukamaju, Kabupaten Bogor. Nama dan alamat surel Anda tidak ditampilkan"),
        max_length=200,
        error_messages={"required": _("Isi tempatnya"), "max_length": _("Paling panjang 200 huruf")},
    )
    text = TextField(
        label=_("Apa yang ingin Anda ketahui atau minta?"),
        rows=6,
        most=5000,
        error_messages={"required": _("Tulis permintaan Anda")},
    )


class InquiryAnswerForm(forms.Form):
    """What the owner answers."""

    use_required_attribute = False

    answer = TextField(
        label=_("Jawaban"),
        help_text=_("Dikirim lewat surel. Sebutkan siapa yang dapat dihubungi"),
        rows=8,
        most=10_000,
        error_messages={"required": _("Tulis jawabannya")},
    )


class InquiryFilter(Filter):
    """Which questions of citizens."""

    keadaan = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Semua")), *as_choices([WAITING, (UNOWNED, _("belum dijawab, pemilik tanpa admin"))])],
        error_messages={"invalid_choice": _("Pilih keadaan dari daftar")},
    )


class AskForm(forms.Form):
    """For which year, and until when."""

    use_required_attribute = False

    year = forms.IntegerField(
        label=_("Tahun"),
        min_value=2014,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Isi tahunnya"),
            "invalid": _("Tulis tahun dengan empat angka, seperti 2027"),
            "min_value": _("Tulis tahun dengan empat angka, seperti 2027"),
            "max_value": _("Tulis tahun dengan empat angka, seperti 2027"),
        },
    )
    due_on = day_field(
        _("Dijawab paling lambat"),
        hint=_("Sedikitnya 14 hari dari sekarang. Contoh: 31/12/2026"),
        required=_("Isi tanggal batasnya"),
    )


class SurveyFilter(Filter):
    """Which of a survey's innovations."""

    q = forms.CharField(label=_("Judul atau instansi"), required=False, max_length=100)
    keadaan = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Semua")), *as_choices([WAITING, *CheckIn.State.choices])],
        error_messages={"invalid_choice": _("Pilih keadaan dari daftar")},
    )


class CheckInLinkForm(forms.Form):
    """Where the link goes."""

    use_required_attribute = False

    address = forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Siapa pun yang membuka suratnya dapat menjawab untuk inovasi ini"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Isi alamat surel"),
            "invalid": _("Tulis alamat surel yang lengkap, seperti nama@instansi.go.id"),
            "max_length": _("Alamat surel paling panjang 254 huruf"),
        },
    )


class AnswerCheckInForm(FilesChosenAgain, forms.Form):
    """How the innovation fares."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("Bagaimana keadaannya sekarang?"),
        choices=as_choices(CheckIn.State.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keadaannya"), "invalid_choice": _("Pilih keadaan dari daftar")},
    )
    reach = forms.ChoiceField(
        label=_("Sampai di mana inovasi ini dipakai?"),
        choices=as_choices(CheckIn.Reach.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jangkauannya"), "invalid_choice": _("Pilih jangkauan dari daftar")},
    )
    replications = forms.IntegerField(
        label=_("Di berapa tempat lain inovasi ini direplikasi?"),
        help_text=_("Isi 0 bila belum ada"),
        min_value=0,
        max_value=30000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Isi banyaknya tempat, atau 0"),
            "invalid": _("Tulis banyaknya tempat dengan angka"),
            "min_value": _("Tulis banyaknya tempat dengan angka"),
            "max_value": _("Banyaknya tempat terlalu besar"),
        },
    )
    note = TextField(
        label=_("Keterangan"),
        help_text=_("Apa yang berubah sejak penghargaan, dan sebabnya bila berhenti. Dibaca publik"),
        required=False,
        rows=4,
        most=2000,
    )
    evidence_url = forms.URLField(
        label=_("Tautan bukti (bila ada)"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": _("Tulis alamat yang lengkap, seperti https://instansi.go.id/laporan"),
            "max_length": _("Alamatnya paling panjang 300 huruf"),
        },
    )
    evidence = FileField(allowed=EVIDENCE, label=_("Dokumen bukti (bila ada)"), required=False)
    name = forms.CharField(
        label=_("Nama dan jabatan Anda"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Isi nama dan jabatan Anda"), "max_length": _("Paling panjang 200 huruf")},
    )

    def __init__(self, *args, check_in, **kwargs):
        said = {
            "state": check_in.state,
            "reach": check_in.reach,
            "replications": check_in.replications if check_in.answered_at else 0,
            "note": check_in.note,
            "evidence_url": check_in.evidence_url,
            "name": check_in.answered_name,
        }
        super().__init__(*args, initial=said, **kwargs)


class ReplicationFilter(Filter):
    """Which replications."""

    langkah = forms.ChoiceField(
        label=_("Langkah"),
        required=False,
        choices=[
            ("", _("Semua")),
            *as_choices([*Replication.Step.choices, (UNOWNED, _("minat kepada pemilik tanpa admin"))]),
        ],
        error_messages={"invalid_choice": _("Pilih langkah dari daftar")},
    )


class ReplicationWishForm(forms.Form):
    """Why an agency wants to copy an innovation."""

    use_required_attribute = False

    purpose = TextField(
        label=_("Masalah apa yang ingin Anda jawab?"),
        help_text=_("Dua atau tiga kalimat; dibaca instansi pemilik inovasi dan sekretariat"),
        rows=4,
        most=2000,
        error_messages={"required": _("Tulis masalah yang ingin dijawab")},
    )


class AgreementForm(forms.Form):
    """What both agreed on."""

    use_required_attribute = False

    terms = TextField(
        label=_("Apa yang disepakati"),
        help_text=_("Misalnya pendampingan, naskah yang dibagikan, dan narahubungnya"),
        rows=4,
        most=2000,
        error_messages={"required": _("Tulis apa yang disepakati")},
    )


class NoReplicationForm(forms.Form):
    """Why there will be no copy."""

    use_required_attribute = False

    reason = TextField(
        label=_("Alasan"),
        help_text=_("Dibaca instansi yang lain dan sekretariat"),
        rows=3,
        most=2000,
        error_messages={"required": _("Tulis alasannya")},
    )


class ReportForm(FilesChosenAgain, forms.Form):
    """That it runs at its new place."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama inovasi di tempat Anda"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Isi namanya"), "max_length": _("Paling panjang 200 huruf")},
    )
    since = day_field(_("Berjalan sejak"), hint=_("Contoh: 31/12/2026"), required=_("Isi tanggal mulai berjalannya"))
    result = TextField(
        label=_("Hasilnya sejauh ini"),
        rows=4,
        most=2000,
        error_messages={"required": _("Tulis hasilnya sejauh ini")},
    )
    evidence = FileField(allowed=EVIDENCE, label=_("Bukti penerapan, misalnya keputusan atau laporan"))
