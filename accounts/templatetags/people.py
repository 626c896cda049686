"""What the pages of people show besides: the history of offices in words."""

from datetime import date

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.register import following
from accounts.models import AgencyKind
from accounts.reading import browsers
from accounts.reading.register import ACTS as ENTRY_ACTS
from accounts.rules.telling import Told
from accounts.templatetags.moments import day

register = template.Library()

ACTS = {
    "membership.appointed": gettext_lazy("Diangkat: %(office)s"),
    "membership.extended": gettext_lazy("Diperpanjang: %(office)s"),
    "membership.dismissed": gettext_lazy("Diakhiri: %(office)s"),
    "membership.confirmation_asked": gettext_lazy("Konfirmasi tahunan diminta: %(office)s"),
    "membership.confirmation_reminded": gettext_lazy("Konfirmasi tahunan diingatkan: %(office)s"),
    "membership.confirmed": gettext_lazy("Dikonfirmasi: %(office)s"),
    "membership.kept": gettext_lazy("Tidak dikonfirmasi, tetap berlaku: %(office)s"),
    "writers.taken_in": gettext_lazy("Diundang dari berkas %(file)s"),
}


@register.simple_tag
def identity_provider():
    """What the provider of identities is called; an empty text where the settings name none."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


@register.filter
def iso_day(text):
    """A date of a record ("2026-03-01") as people write it."""
    return day(date.fromisoformat(text)) if text else ""


@register.filter
def browser(said):
    """A browser as people call it."""
    return browsers.called(said)


@register.filter
def kind_of_agency(key):
    """A kind of agency of a record ("ministry") as people call it."""
    return AgencyKind(key).label


@register.simple_tag
def appointments(events, labels):
    """The history of offices for components/timeline.html: what happened, by whom, until when and why."""
    return [
        {"what": said(event, labels), "who": event.by_whom, "at": event.at, "note": note(event.particulars)}
        for event in events
    ]


@register.simple_tag
def hanging_on_both(source, into):
    """What hangs on an entry and on the one it is to be merged into, by its id, as it stands now."""
    target = type(source).objects.filter(pk=into).first()
    return following.counted_both(source, target) if target else []


@register.simple_tag
def acts_on(events):
    """The history of an entry of a register for components/timeline.html."""
    return [
        {"what": told(event), "who": event.by_whom, "at": event.at, "note": event.particulars.get("reason", "")}
        for event in events
    ]


def told(event):
    """What was done to an entry; its dates as people write them."""
    particulars = event.particulars
    if particulars.get("since"):
        particulars["since"] = iso_day(particulars["since"])
    return str(ENTRY_ACTS[event.name]) % Told(particulars)


def said(event, labels):
    """What happened to which office."""
    particulars = event.particulars
    office = labels.get(event.subject_id, "") if event.subject_type == "accounts.membership" else ""
    return str(ACTS.get(event.name, event.name)) % {"office": office, "file": particulars.get("file", "")}


def note(told):
    """Until when, and why."""
    until = [_("Berakhir %(day)s") % {"day": iso_day(told["until"])}] if told.get("until") else []
    return ". ".join([*until, *([told["reason"]] if told.get("reason") else [])])
