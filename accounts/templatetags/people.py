"""What the pages of people show besides: the history of offices in words."""

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.moments import day

register = template.Library()

ACTS = {
    "membership.appointed": gettext_lazy("Diangkat: %(office)s"),
    "membership.extended": gettext_lazy("Diperpanjang: %(office)s"),
    "membership.dismissed": gettext_lazy("Diakhiri: %(office)s"),
}


@register.filter
def iso_day(text):
    """A date of a record ("2026-03-01") as people write it."""
    return day(date.fromisoformat(text)) if text else ""


@register.simple_tag
def appointments(events, labels):
    """The history of offices for components/timeline.html: what happened, by whom, until when and why."""
    return [
        {"what": said(event, labels), "who": event.by_whom, "at": event.at, "note": note(event.particulars)}
        for event in events
    ]


def said(event, labels):
    """What happened to which office."""
    return str(ACTS.get(event.name, event.name)) % {"office": labels[event.subject_id]}


def note(told):
    """Until when, and why."""
    until = [_("Berakhir %(day)s") % {"day": iso_day(told["until"])}] if told.get("until") else []
    return ". ".join([*until, *([told["reason"]] if told.get("reason") else [])])
