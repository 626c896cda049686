"""What of a dossier its group does not ask for: it is kept, not shown, and there again once a group asks for it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitions.models import Requirement


def hidden(asked, content, *, group_id, is_app):
    """What was written, handed in or named, and would not be shown in a group, in words; pure.

    `asked` is the edition's Questionnaire, `content` the dossier's Content; `group_id` None is no group.
    """
    return told(things(asked, content, group_id=group_id, is_app=is_app))


def things(asked, content, *, group_id, is_app):
    """The same, each by its key: its sentence, or "" for an innovation that it comes from, which are counted."""
    found = {}
    for chapter in asked.chapters:
        section = chapter.section
        has_words = any(content.written[section.pk].words.values()) if section.pk in content.written else False
        has_files = section.pk in content.evidence
        if section.group_id not in (None, group_id) and (has_words or has_files):
            sentence = _("bagian “%(title)s” dengan buktinya") if has_files else _("bagian “%(title)s”")
            found["section", section.pk] = sentence % {"title": section.title}
    for one in asked.requirements:
        if one.pk in content.documents and not is_asked(one, group_id, is_app):
            found["document", one.pk] = _("dokumen “%(name)s”") % {"name": one.name}
    named = enumerate(content.origins)
    return found | {("origin", place): "" for place, group in named if group != group_id}


def told(found):
    """A sentence for each thing, and one for how many innovations it comes from."""
    sentences = [sentence for sentence in found.values() if sentence]
    if number := sum(not sentence for sentence in found.values()):
        sentences.append(ngettext("%(number)s inovasi asal", "%(number)s inovasi asal", number) % {"number": number})
    return tuple(sentences)


def is_asked(requirement, group_id, is_app):
    """Whether a document is asked for in a group."""
    is_of_group = requirement.group_id in (None, group_id)
    return is_of_group and (requirement.applies != Requirement.Applies.IF_APP or bool(is_app))


def now(proposal, asked, content):
    """What is hidden in a dossier as it stands."""
    return hidden(asked, content, group_id=proposal.group_id, is_app=proposal.is_app)


def by_group(proposal, groups, asked, content):
    """What each group of `groups` would hide that is shown now, by key; without those that would hide nothing."""
    already = things(asked, content, group_id=proposal.group_id, is_app=proposal.is_app)
    found = {}
    for group in groups:
        fresh = things(asked, content, group_id=group.pk, is_app=proposal.is_app)
        if gone := told(without(fresh, already)):
            found[group.pk] = gone
    return found


def newly(before, after, asked, content):
    """What a dossier shows `before` a save of its identity and not `after` it."""
    already, fresh = (things(asked, content, group_id=one.group_id, is_app=one.is_app) for one in (before, after))
    return told(without(fresh, already))


def without(fresh, already):
    """What is hidden afresh."""
    return {key: sentence for key, sentence in fresh.items() if key not in already}
