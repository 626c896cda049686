"""Which events of the trail, and which editions of the control room, to list; a head of the trail, as it was kept."""

from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.trail import proving
from accounts.forms.dates import DateField
from accounts.forms.filters import Filter
from accounts.models import User
from proposals.models import Proposal


class EventsFilter(Filter):
    """By who acted, on which proposal, and when; `tahap` says of which stage the trail is."""

    stays = ("tahap",)

    q = forms.CharField(label=_("Nama atau surel pelaku, atau nomor usulan"), required=False, max_length=200)
    sejak = DateField(label=_("Sejak tanggal"), required=False)
    sampai = DateField(label=_("Sampai tanggal"), required=False)
    tahap = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, of_stage=""):
        super().__init__(data, auto_id="filter_%s")
        if not of_stage:
            del self.fields["tahap"]
            self.stays = ()

    def applied_to(self, events):
        """Those of the events that were asked for."""
        chosen = self.chosen
        if words := chosen["q"].strip():
            people = User.objects.filter(email__icontains=words).values("pk")
            by = Q(actor_name__icontains=words) | Q(actor_id__in=people)
            events = events.filter(by | about(Proposal.objects.filter(code__iexact=words).first()))
        if since := chosen["sejak"]:
            events = events.filter(at__gte=midnight(since))
        if until := chosen["sampai"]:
            events = events.filter(at__lt=midnight(until + timedelta(days=1)))
        return events


def about(proposal):
    """The condition of an event that happened to a proposal, or names it by its id or its number."""
    if proposal is None:
        return Q(pk=None)
    own = Q(subject_type="proposals.proposal", subject_id=proposal.pk)
    # The text is canonical: what follows a number is the next name, or the end.
    told = (f'"proposal":{proposal.pk},', f'"proposal":{proposal.pk}}}', f'"proposal":"{proposal.code}"')
    return reduce(or_, (Q(body__contains=piece) for piece in told), own)


class KeptHeadForm(forms.Form):
    """A head as a page, a letter or a paper gave it; `head` is its number and its hash once it was typed rightly."""

    use_required_attribute = False

    sidik = forms.CharField(
        label=_("Sidik riwayat yang Anda simpan"),
        help_text=_("Jumlah peristiwa, titik dua, lalu 64 huruf dan angka. Contoh: 1204:9f86d081…"),
        max_length=200,
        error_messages={"required": _("Isi sidik riwayat")},
    )

    def clean_sidik(self):
        """The head as its number and its hash."""
        head = proving.parsed(self.cleaned_data["sidik"])
        if head is None:
            raise forms.ValidationError(
                _("Sidik riwayat adalah jumlah peristiwa, titik dua, lalu 64 huruf a sampai f dan angka")
            )
        return head


def midnight(day):
    """When a day begins where the ministry is."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


class EditionsFilter(Filter):
    """By words of the name, and the year."""

    q = forms.CharField(label=_("Nama edisi atau tahun"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, editions):
        """Those of the editions that were asked for."""
        for word in self.chosen["q"].split():
            year = Q(year=int(word)) if word.isdecimal() and len(word) < 5 else Q()
            editions = editions.filter(Q(name__icontains=word) | year if year else Q(name__icontains=word))
        return editions
