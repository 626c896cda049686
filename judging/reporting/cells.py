"""Cells of the lists of a stage, written from facts: a page of the whole list has thousands of each."""

from functools import cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.pages import doors
from accounts.pages.lists import tag
from proposals.models import Proposal, Status


def named(request):
    """What names a proposal: its title, which leads to it where its door is open, and its code."""
    leads = doors.leading(request, "proposals:show")

    def drawn(title, code):
        address, title, code = leads(code), escape(title), escape(code)
        said = f'<a href="{address}">{title}</a>' if address else title
        return SafeString(f"{said}{below(code)}")

    return drawn


@cache
def has_left(status):
    """Whether a proposal of this status is no longer in the contest."""
    return not Proposal(status=status).is_in_contest


def below(words):
    """What stands below the words of a cell; `words` are escaped."""
    return f'<span class="sub">{words}</span>'


def advised(_request):
    """What the machine proposed, and what people decided where it is something else."""

    @cache
    def drawn(status, goes_on, decided):
        if has_left(status):
            word = _("saran: lanjut") if goes_on else _("saran: tidak")
            said = tag(Status(status).label, "problem") + below(escape(word))
        else:
            said = going_on(goes_on)
        if decided is not None and decided != goes_on:
            said += below(escape(_("rapat: lanjut") if decided else _("rapat: tidak")))
        return mark_safe(said)  # noqa: S308 - each word is escaped above

    return drawn


def going_on(goes_on):
    """Whether a proposal goes on, as a tag."""
    return tag(_("lanjut"), "good") if goes_on else tag(_("tidak"))


def chosen(awards):
    """What people decided, with the reason and the special awards; `awards` are their names by key."""

    def made(_request):
        def drawn(status, goes_on, reason, is_tied, honours):
            said = [tag(Status(status).label) if has_left(status) else going_on(goes_on)]
            if reason:
                said.append(below(escape(reason)))
            if is_tied:
                tied = _("Anda punya hubungan dengan usulan ini; orang lain yang mengubah pilihannya.")
                said.append(below(escape(tied)))
            said += [below(f'<span class="award">{escape(awards.get(key, key))}</span>') for key in honours]
            return mark_safe("".join(said))  # noqa: S308 - each word is escaped above

        return drawn

    return made


def deciding(stage):
    """Where a choice is changed, or the verdict that it follows; nothing for whoever is tied and what has left."""
    follows_verdicts = stage.needs.follows_verdicts
    name = "judging:correction" if follows_verdicts else "judging:choice"
    place = (stage.pk,) if follows_verdicts else (stage.edition.slug, stage.position)

    def made(_request):
        words = escape(_("Koreksi putusan") if follows_verdicts else _("Ubah"))
        leads = doors.with_code(reverse(name, args=[*place, doors.STAND_IN]))

        def drawn(status, is_tied, code):
            if has_left(status) or is_tied:
                return "–"
            hidden = f'<span class="visually-hidden"> {escape(code)}</span>'
            return SafeString(f'<a href="{leads(code)}">{words}{hidden}</a>')

        return drawn

    return made
