"""An agency by its name, as people write it: found in the register, or the ones that come near it are named."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Agency

NEAR = 5


class AgencyField(forms.CharField):
    """The name of an agency of the register in any case, one it bore before, or a part that only one agency has."""

    def __init__(self, *, required=False, **kwargs):
        super().__init__(
            required=required,
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={
                "required": gettext_lazy("Tulis nama instansinya"),
                "max_length": gettext_lazy("Nama instansi paling panjang 200 huruf"),
            },
            **kwargs,
        )

    def clean(self, value):
        """The Agency, or None for an empty optional box."""
        name = " ".join(super().clean(value).split())
        if not name:
            return None
        if exact := Agency.objects.called(name):
            return exact
        standing = Agency.objects.standing(timezone.localdate())
        near = list(standing.filter(name__icontains=name).order_by("name", "pk")[: NEAR + 1])
        if len(near) == 1:
            return near[0]
        if not near:
            raise ValidationError(_("Tidak ada instansi bernama “%(name)s” dalam daftar") % {"name": name})
        names = "; ".join(agency.name for agency in near[:NEAR])
        raise ValidationError(_("Tulis nama lengkap instansinya, misalnya: %(names)s") % {"names": names})
