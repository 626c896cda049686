"""What a new edition is begun from, and what makes it another one."""

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from competitions.domain.templates import TEMPLATES
from competitions.forms.planning.head import day, hour, moment
from competitions.forms.planning.rows import PlanForm, text, whole


class NewEditionForm(PlanForm):
    """The name, address and registration of an edition; everything else comes with what it is begun from."""

    name = text(_("Nama edisi"), _("Isi nama edisi"), hint=_("Contoh: KIPP 2027"), longest=120)
    slug = forms.SlugField(
        label=_("Alamat"),
        help_text=_("Bagian alamat halamannya: huruf kecil, angka, dan tanda hubung. Contoh: kipp-2027"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "medium"}),
        error_messages={
            "required": _("Isi alamat edisi"),
            "invalid": _("Alamat hanya boleh berisi huruf kecil, angka, dan tanda hubung"),
            "max_length": _("Alamat paling banyak 30 huruf"),
        },
    )
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

    def layout(self):
        own = [name for name in self.fields if name not in NewEditionForm.base_fields]
        registration = Fieldset(str(_("Pendaftaran")), Row("opens_on", "opens_time"), Row("closes_on", "closes_time"))
        return [*own, "name", "slug", "year", "theme", "legal_basis", registration]

    def clean_slug(self):
        return self.cleaned_data["slug"].lower()

    @property
    def particulars(self):
        """What the acts of beginning take besides their source."""
        names = ("name", "slug", "year", "theme", "legal_basis")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "opens_at": moment(self.cleaned_data["opens_on"], self.cleaned_data["opens_time"]),
            "closes_at": moment(self.cleaned_data["closes_on"], self.cleaned_data["closes_time"]),
        }


class BeginEditionForm(NewEditionForm):
    """A template or an edition there is."""

    source = forms.ChoiceField(
        label=_("Mulai dari"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih pola atau edisi yang menjadi awal"),
            "invalid_choice": _("Pilih salah satu yang tersedia"),
        },
    )

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.editions = editions
        templates = [(f"pola:{key}", f"{one.name}. {one.description}") for key, one in TEMPLATES.items()]
        copies = [(f"edisi:{slug}", _("Salinan %(name)s") % {"name": name}) for slug, name in self.editions]
        self.fields["source"].choices = [(_("Pola"), templates), *([(_("Edisi yang ada"), copies)] if copies else [])]


class FileForm(NewEditionForm):
    """A plan in a file."""

    file = forms.FileField(
        label=_("Berkas rencana"),
        help_text=_("JSON yang diunduh dari halaman rencana edisi, paling besar 1 MB"),
        error_messages={
            "required": _("Pilih berkas rencana"),
            "empty": _("Berkas ini kosong"),
            "missing": _("Pilih berkas rencana"),
            "invalid": _("Pilih berkas rencana"),
        },
    )
