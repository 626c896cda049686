"""A card drawn quickly: what every card of a rubric has alike is drawn once, and filled in from then on.

A criterion without a fault differs from card to card in the level that is chosen, in the remark and in what the judge
gave elsewhere. Its template is drawn once for each level, with marks of our own where the other two stand.
"""

import secrets

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.kept import Drawer
from accounts.templatetags.numbers import number
from judging.forms.scorecard import ScorecardForm

register = template.Library()

# The parts of a criterion around what differs, by all that they depend on.
PARTS = Drawer(room=2000)
# Nobody has written these: something else is put there each time.
REMARK, EARLIER = (f"{place}-{secrets.token_hex(16)}" for place in ("remark", "earlier"))


@register.simple_tag
def criteria_of(form, chapters):
    """Every criterion of a card to mark; `chapters` are the keys of the dossier's parts."""
    draw = drawn if form.is_bound or form.lock else filled_in(form)
    return mark_safe("\n".join(draw(line, chapters) for line in form.lines))  # noqa: S308 - templates, or escaped below


def drawn(line, chapters, earlier=None):
    """One criterion by its template."""
    told = earlier_said(line.earlier) if earlier is None else earlier
    context = {"line": line, "chapters": chapters, "earlier": told}
    return get_template("judging/scorecards/criterion.html").render(context)


def filled_in(form):
    """What draws the criteria of a card as it is saved."""
    language, scale = get_language(), repr(form.levels)

    def draw(line, chapters):
        one, chosen = line.criterion, line.points.value()
        facts = (one.key, one.name, one.description, one.weight, one.key in chapters)
        parts = PARTS.by((language, scale, one.pk, facts, chosen), lambda: sketched(form, line, chosen, chapters))
        remark = conditional_escape(line.remark.value() or "")
        return f"{parts[0]}{earlier_said(line.earlier)}{parts[1]}{remark}{parts[2]}"

    return draw


def sketched(form, line, chosen, chapters):
    """A criterion with a level chosen, taken apart where the earlier marks and the remark stand."""
    mark = {"criterion": line.criterion.pk, "points": chosen, "remark": REMARK}
    [blank] = ScorecardForm(criteria=[line.criterion], levels=form.levels, marks=[mark]).lines
    before, rest = drawn(blank, chapters, EARLIER).split(EARLIER)
    return before, *rest.split(REMARK)


def earlier_said(earlier):
    """How often the judge gave which points to others, in words; nothing where none were given."""
    if not earlier:
        return ""
    told = ", ".join(f"{points} ({number(times)}×)" for points, times in earlier)
    said = '<p class="secondary criterion-earlier">{} {}</p>'
    return format_html(said, _("Nilai Anda untuk kriteria ini di usulan lain:"), told)


@register.simple_tag
def given_in(lines):
    """The criteria with what is given for each and the way to it, as the items of a list."""
    item = (
        '<li>\n<a href="#kriteria-{}">{}</a>\n<span class="secondary">{}%</span>\n'
        '<strong data-given="{}">{}</strong>\n</li>'
    )
    return format_html_join("\n", item, (facts_of(line) for line in lines))


def facts_of(line):
    """What an item of that list says of a criterion; a dash where no level is chosen."""
    one, points = line.criterion, line.points.value()
    return one.key, one.name, number(one.weight), line.points.html_name, "–" if points in (None, "") else points
