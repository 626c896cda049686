"""What an edition is called, what it stands on, when it takes proposals, and who signs."""

from dataclasses import replace
from datetime import datetime

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DAY_EXAMPLE, HOUR_FORMATS, WRONG_DAY, DateField
from competitions.domain import certificate_letters, pictures
from competitions.domain.blueprint import HeadData
from competitions.forms.planning.pictures import picture_field
from competitions.forms.planning.rows import PlanForm, PlanPartForm, text, whole
from competitions.models.edition import YEARLY
from competitions.reading import trying

# What the button sends that draws the certificate.
LOOK = "pratinjau"
# What certificates print of the head.
PRINTED = (
    "name", "award_place", "signatory_name", "signatory_office",
    "certificate_heading", "certificate_issuer", "certificate_words",
)  # fmt: skip


def refuse_holes(form, name):
    """Say beside a box which of its letters a certificate cannot print."""
    if missing := certificate_letters.missing(form.cleaned_data.get(name) or ""):
        said = {"letters": " ".join(missing)}
        form.add_error(name, _("Huruf ini tidak ada pada huruf sertifikat: %(letters)s") % said)


def day(label, required):
    """A box for a date."""
    return DateField(
        label=label,
        help_text=DAY_EXAMPLE,
        error_messages={
            "required": required,
            "invalid": WRONG_DAY,
        },
    )


def hour(label):
    """A box for a time of day."""
    return forms.TimeField(
        label=label,
        help_text=_("WIB. Contoh: 16.00"),
        input_formats=HOUR_FORMATS,
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={"required": _("Isi jamnya"), "invalid": _("Tulis jam seperti 16.00")},
    )


def moment(date, time):
    """The moment of a date and a time of day in the portal's own zone."""
    return timezone.make_aware(datetime.combine(date, time), timezone.get_default_timezone())


class HeadForm(PlanForm):
    name = text(_("Nama edisi"), _("Isi nama edisi"), longest=120)
    year = whole(_("Tahun"), _("Isi tahun edisi"), least=2000, most=2100)
    theme = text(_("Tema"), "", longest=200, is_optional=True)
    legal_basis = text(
        _("Dasar hukum"),
        _("Isi dasar hukum"),
        hint=_("Misalnya: Pedoman Menteri PANRB Nomor 4 Tahun 2027"),
        longest=200,
    )
    opens_on = day(_("Pendaftaran dibuka, tanggal"), _("Isi tanggal pendaftaran dibuka"))
    opens_time = hour(_("Jam"))
    closes_on = day(_("Pendaftaran ditutup, tanggal"), _("Isi tanggal pendaftaran ditutup"))
    closes_time = hour(_("Jam"))
    agency_cap = whole(
        _("Usulan per instansi paling banyak"),
        "",
        hint=_("Kosongkan bila tanpa batas"),
        least=1,
        most=1000,
        is_optional=True,
    )
    award_place = text(_("Tempat penghargaan"), _("Isi tempat yang tertulis pada sertifikat"), longest=60)
    signatory_name = text(_("Nama penanda tangan"), "", longest=120, is_optional=True)
    signatory_office = text(_("Jabatan penanda tangan"), _("Isi jabatan penanda tangan"), longest=160)
    certificate_heading = text(_("Judul sertifikat"), _("Isi judul sertifikat"), longest=60)
    certificate_issuer = text(
        _("Kepala sertifikat"),
        "",
        hint=_("Siapa yang memberi, di atas judul. Kosongkan untuk jabatan penanda tangan dan “Republik Indonesia”"),
        longest=160,
        is_optional=True,
    )
    certificate_words = text(
        _("Kalimat penutup sertifikat"),
        "",
        hint=_("Tercetak di bawah keputusan, misalnya ucapan terima kasih"),
        longest=300,
        is_optional=True,
    )
    logo = picture_field(_("Lambang"), _("Di kepala sertifikat dan halaman publik edisi. Unggah di halaman rencana"))
    signature = picture_field(_("Gambar tanda tangan"), _("Dicetak di atas nama penanda tangan"))

    opens_results = forms.BooleanField(
        label=_("Berkas bukti hasil dibuka untuk umum"),
        help_text=_(
            "Sesudah semua tahap selesai, siapa pun dapat mengunduh nilai dan kedudukan setiap usulan, yang disebut "
            "dengan nomor dan instansinya, juga yang tidak menang. Bila tidak dicentang, publik membaca sidik "
            "digitalnya saja"
        ),
        required=False,
    )
    check_in_months = whole(
        _("Pemenang ditanya lagi setiap (bulan)"),
        _("Isi setiap berapa bulan pemenang ditanya"),
        hint=_("Sedikitnya 12. Isi 0 bila sistem tidak bertanya sendiri"),
        least=0,
        most=120,
    )
    pact = text(
        _("Pakta integritas penilai"),
        _("Tulis pakta integritas penilai"),
        hint=_(
            "Dibaca dan ditandatangani setiap penilai sebelum berkas terbuka. Bila diubah, semua menandatangani lagi"
        ),
        is_long=True,
        rows=14,
    )

    def __init__(self, *args, pictures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["logo"].choices = self.fields["signature"].choices = pictures

    def layout(self):
        return [
            "name",
            "year",
            "theme",
            "legal_basis",
            Fieldset(
                str(_("Pendaftaran")),
                Row("opens_on", "opens_time"),
                Row("closes_on", "closes_time"),
                "agency_cap",
            ),
            Fieldset(
                str(_("Sertifikat")),
                "certificate_issuer",
                "certificate_heading",
                "certificate_words",
                "award_place",
                "signatory_name",
                "signatory_office",
                Row("logo", "signature"),
            ),
            Fieldset(str(_("Bukti hasil")), "opens_results"),
            Fieldset(str(_("Pemutakhiran pemenang")), "check_in_months"),
            "pact",
        ]

    def clean(self):
        data = super().clean()
        boxes = [data.get(name) for name in ("opens_on", "opens_time", "closes_on", "closes_time")]
        if None not in boxes and moment(*boxes[2:]) <= moment(*boxes[:2]):
            self.add_error("closes_on", _("Pendaftaran harus ditutup setelah dibuka"))
        if 0 < (data.get("check_in_months") or 0) < YEARLY:
            self.add_error("check_in_months", _("Isi 0, atau 12 sampai 120 bulan"))
        for name in PRINTED:
            refuse_holes(self, name)
        return data


class HeadPartForm(PlanPartForm):
    """The head of a plan; its certificate is looked at before it is saved, and saved only if it can be printed."""

    form_class = HeadForm
    template = "competitions/planning/head.html"

    def __init__(self, plan, data=None, *, key=None):
        super().__init__(plan, data, key=key)
        self.is_commanded = data is not None and LOOK in data

    @property
    def errors(self):
        """Whoever looks is told beside the boxes, and corrects when it is to be saved."""
        return super().errors and not self.is_commanded

    @property
    def can_look(self):
        """Whether certificates can be printed here."""
        return settings.PDF_ENABLED

    @property
    def sheets(self):
        """The certificate with what stands in the boxes, where it was asked for, or what is in its way."""
        if not self.is_commanded:
            return []
        if not self.form.is_valid():
            wrong = [str(one) for name, said in self.form.errors.items() for one in said]
            return [trying.TriedSheet("", problem=", ".join(wrong))]
        return trying.sheets(self.wanted)

    @property
    def wanted(self):
        """The plan with what was sent."""
        return replace(self.plan, head=self.value())

    def is_valid(self):
        if not super().is_valid():
            return False
        if any(
            getattr(self.plan.head, name) != self.form.cleaned_data[name] for name in (*PRINTED, "logo", "signature")
        ):
            for problem in filter(None, (sheet.problem for sheet in trying.sheets(self.wanted))):
                self.form.add_error("certificate_words", capfirst(problem))
                break
        return not self.form.errors

    def options(self):
        return {"pictures": pictures.choices(self.plan.head.logo, self.plan.head.signature)}

    def initial(self):
        head = self.plan.head
        opens, closes = timezone.localtime(head.opens_at), timezone.localtime(head.closes_at)
        return {
            **vars(head),
            "opens_on": opens.date(),
            "opens_time": opens.time(),
            "closes_on": closes.date(),
            "closes_time": closes.time(),
        }

    def value(self):
        data = dict(self.form.cleaned_data)
        opens_at = moment(data.pop("opens_on"), data.pop("opens_time"))
        closes_at = moment(data.pop("closes_on"), data.pop("closes_time"))
        return HeadData(**data, opens_at=opens_at, closes_at=closes_at)
