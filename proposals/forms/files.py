"""One document of a dossier, handed in."""

from django import forms

from accounts.forms.files import FileField
from proposals.domain import attachments
from proposals.forms import reach


class DocumentForm(forms.Form):
    """One document; there once it is uploaded, so nobody is asked whether it is done."""

    use_required_attribute = False
    says_done = is_for_later = False

    def __init__(self, *args, requirement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = FileField(allowed=attachments.allowed(requirement), label=requirement.name)
        reach.say(self.fields["file"], reach.PRIVATE)
