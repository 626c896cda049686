"""What of a dossier its group does not ask for: it is kept, not shown, and there again once a group asks for it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitions.models import Requirement


def hidden(asked, content, *, group_id, is_app):
    """What was written, handed in or named, and would not be shown in a group, in words; pure.

    `asked` is the edition's Questionnaire, `content` the dossier's Content; `group_id` None is no group.
    """
    found = []
    for chapter in asked.chapters:
        section = chapter.section
        has_words = any(content.written[section.pk].words.values()) if section.pk in content.written else False
        has_files = section.pk in content.evidence
        if section.group_id not in (None, group_id) and (has_words or has_files):
            sentence = _("bagian “%(title)s” dengan buktinya") if has_files else _("bagian “%(title)s”")
            found.append(sentence % {"title": section.title})
    handed_in = [one for one in asked.requirements if one.pk in content.documents]
    found += [_("dokumen “%(name)s”") % {"name": one.name} for one in handed_in if not is_asked(one, group_id, is_app)]
    if number := sum(one != group_id for one in content.origins):
        found.append(ngettext("%(number)s inovasi asal", "%(number)s inovasi asal", number) % {"number": number})
    return tuple(found)


def is_asked(requirement, group_id, is_app):
    """Whether a document is asked for in a group."""
    is_of_group = requirement.group_id in (None, group_id)
    return is_of_group and (requirement.applies != Requirement.Applies.IF_APP or bool(is_app))


def now(proposal, asked, content):
    """What is hidden in a dossier as it stands."""
    return hidden(asked, content, group_id=proposal.group_id, is_app=proposal.is_app)


def by_group(proposal, groups, asked, content):
    """What each group of `groups` would hide that is shown now, by key; without those that would hide nothing."""
    already = now(proposal, asked, content)
    found = {}
    for group in groups:
        fresh = hidden(asked, content, group_id=group.pk, is_app=proposal.is_app)
        if gone := tuple(one for one in fresh if one not in already):
            found[group.pk] = gone
    return found


def newly(before, after, asked, content):
    """What a dossier shows `before` a save of its identity and not `after` it."""
    already = now(before, asked, content)
    return tuple(one for one in now(after, asked, content) if one not in already)
