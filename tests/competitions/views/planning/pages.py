"""Pages of planning as a browser sees them."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.factories import accounts
from tests.pages import Browser

# Registration is still to open, whenever the tests run.
SOON = timezone.now().replace(microsecond=0, second=0) + timedelta(days=30)
DATES = {"opens_at": SOON, "closes_at": SOON + timedelta(days=60)}


def enter(office):
    """A browser in which the holder of an office has signed in just now."""
    browser = Browser()
    browser.force_login(office.user)
    accounts.fresh(browser)
    return browser


def at(planned, part, *key):
    """The address of a part of a plan, or of one of its things."""
    return reverse("competitions:plan-thing" if key else "competitions:plan-part", args=[planned.slug, part, *key])


def boxes(page):
    """What a browser would send of the boxes of a page."""
    part_form = page.context["part_form"]
    sent = dict(re.findall(r'name="(\w+-jumlah)"\s+value="(\d+)"', page.content.decode()))
    for form in part_form.forms:
        for field in form:
            value = field.value()
            if isinstance(value, bool | list):
                sent |= {field.html_name: "on" if value is True else value} if value else {}
            else:
                sent[field.html_name] = "" if value is None else field.field.widget.format_value(value) or ""
    return sent
