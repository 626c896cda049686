"""One document of a dossier, handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.files import FileField
from proposals.domain.draft import attachments
from proposals.forms import reach


class DocumentForm(forms.Form):
    """One document; there once it is uploaded, so nobody is asked whether it is done.

    Where one `is_there` already, another need not be chosen.
    """

    use_required_attribute = False
    says_done = is_for_later = False

    def __init__(self, *args, requirement, is_there=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_there = is_there
        self.fields["file"] = FileField(allowed=attachments.allowed(requirement), label=requirement.name)
        reach.say(self.fields["file"], reach.PRIVATE)

    def full_clean(self):
        """Nothing is called optional that is wanted: it may be missing only where it stands already."""
        self.fields["file"].required = not self.is_there
        super().full_clean()
        self.fields["file"].required = True


class ReplacementForm(forms.Form):
    """The file that takes the place of a piece of evidence."""

    use_required_attribute = False

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = FileField(allowed=attachments.allowed(section), label=_("Berkas baru"))
