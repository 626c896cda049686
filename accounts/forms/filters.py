"""What narrows a list."""

from django import forms
from django.utils import translation

from accounts import language


class Filter(forms.Form):
    """A form that is kept in the address of a list; what it does not know narrows nothing."""

    use_required_attribute = False

    # Fields that say which list it is: they stay when what narrows it is taken away.
    stays: tuple[str, ...] = ()

    @property
    def chosen(self):
        """What is asked for and understood, by name; empty texts for the rest."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return {name: data.get(name) or "" for name in self.fields if name not in self.stays}

    @property
    def is_narrowing(self):
        """Whether anything was asked for, so that it can be taken away."""
        return bool(self.errors) or any(self.chosen.values())

    @property
    def columns(self):
        """The columns that were chosen: another narrowing keeps them."""
        return self.data.getlist("kolom") if hasattr(self.data, "getlist") else []

    @property
    def kept(self):
        """What stays in the address when nothing narrows, by name."""
        return {name: self[name].value() for name in self.stays if self[name].value()}


class NamesInIndonesian(forms.Select):
    """A choice among names that the contest's people gave: marked where the page is not Indonesian."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value and translation.get_language() != language.HOME:
            option["attrs"]["lang"] = language.HOME
        return option
