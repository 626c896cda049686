"""Which two plans are laid side by side: of editions there are, or in files."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import Refused
from competitions.domain import plan_file
from competitions.forms.planning.rows import PlanForm
from competitions.reading import compared

FILE = "berkas"


def source(label):
    """A box that says where a plan is."""
    return forms.ChoiceField(
        label=label,
        error_messages={
            "required": gettext_lazy("Pilih rencana yang dibandingkan"),
            "invalid_choice": gettext_lazy("Pilih salah satu yang tersedia"),
        },
    )


def file_box():
    """A box for a file with a plan, where that is where it is."""
    return forms.FileField(
        label=gettext_lazy("Berkas rencana"),
        help_text=gettext_lazy("Hanya bila di atas dipilih berkas. JSON dari halaman rencana, paling besar 1 MB"),
        required=False,
        error_messages={"empty": gettext_lazy("Berkas ini kosong"), "invalid": gettext_lazy("Pilih berkas rencana")},
    )


class ComparingForm(PlanForm):
    """Two plans; `editions` are pairs of an address and a name. `plans` are those read from files, by box."""

    first = source(gettext_lazy("Rencana pertama"))
    first_file = file_box()
    second = source(gettext_lazy("Rencana kedua"))
    second_file = file_box()

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.plans = {}
        for name in ("first", "second"):
            self.fields[name].choices = [(FILE, _("Berkas yang saya pilih")), *editions]

    def layout(self):
        return [
            Fieldset(str(_("Pertama, yang semula")), "first", "first_file"),
            Fieldset(str(_("Kedua, yang menjadi")), "second", "second_file"),
        ]

    def clean(self):
        data = super().clean()
        for name in ("first", "second"):
            box = f"{name}_file"
            if data.get(name) == FILE and box not in self.errors:
                self.read(name, box, data.get(box))
        return data

    def read(self, name, box, upload):
        """Read the plan in a file; what is wrong with it is said beside its box."""
        if not upload:
            self.add_error(box, _("Pilih berkas rencana"))
            return
        try:
            plan = plan_file.read(upload.read(plan_file.LARGEST + 1))
        except Refused as refused:
            self.add_error(box, list(map(str, refused.sentences)))
            return
        if said := compared.faults(plan):
            self.add_error(box, list(map(str, said[: plan_file.MOST_SENTENCES])))
            return
        self.plans[name] = plan

    def called(self, name):
        """What one of the two is called."""
        if name in self.plans:
            return self.cleaned_data[f"{name}_file"].name
        return dict(self.fields[name].choices)[self.cleaned_data[name]]
