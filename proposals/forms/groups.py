"""The groups of an edition as one chooses between them: what each is, whom it takes, and what choosing it hides."""

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import indonesian


class GroupSelect(forms.RadioSelect):
    """Radio buttons with what an edition says of each group beside it, without JavaScript too.

    `hides` has, by the key of a group, what of the dossier would be hidden in it.
    """

    template_name = "proposals/group_choices.html"
    hides: dict[int, tuple[str, ...]] = {}

    def create_option(self, name, value, *args, **kwargs):
        """An option, and what is said of its group."""
        option = super().create_option(name, value, *args, **kwargs)
        if group := getattr(value, "instance", None):
            option["notes"] = notes(group)
            option["warning"] = hiding(self.hides.get(group.pk, ()))
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_keterangan"
        return option


def notes(group):
    """What an edition says of a group, a sentence each."""
    months, cap = group.min_age_months, group.agency_cap
    said = [indonesian(group.description)] if group.description else []
    if months:
        said.append(
            ngettext(
                "Inovasi sudah berjalan paling sedikit %(months)s bulan.",
                "Inovasi sudah berjalan paling sedikit %(months)s bulan.",
                months,
            )
            % {"months": months}
        )
    if cap:
        said.append(
            ngettext(
                "Satu instansi paling banyak mengajukan %(cap)s usulan dalam kelompok ini.",
                "Satu instansi paling banyak mengajukan %(cap)s usulan dalam kelompok ini.",
                cap,
            )
            % {"cap": cap}
        )
    return said


def hiding(what):
    """What choosing a group would hide, as a sentence; empty where nothing."""
    if not what:
        return ""
    return _("Bila dipilih, yang berikut tetap tersimpan tetapi tidak ditampilkan: %(what)s.") % {
        "what": get_text_list(what, _("dan"))
    }


def hidden_now(what):
    """What is hidden since a group was chosen, and how it comes back, as a sentence; empty where nothing."""
    if not what:
        return ""
    return _(
        "Yang berikut tetap disimpan, tetapi tidak ditampilkan karena tidak diminta kelompok atau jenis inovasi yang "
        "dipilih: %(what)s. "
        "Semuanya muncul lagi bila pilihan sebelumnya dipilih kembali di Identitas inovasi."
    ) % {"what": get_text_list(what, _("dan"))}
