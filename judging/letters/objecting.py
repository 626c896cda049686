"""Letters about objections of the public: somebody is to answer one, and whoever objected reads the answer."""

from collections import defaultdict

from django.conf import settings
from django.urls import reverse

from accounts.templatetags.moments import day, left, moment
from competitions import letters


def assigned(objections, person, *, about, at):
    """Tell the one of the ministry who is to answer these objections of a stage."""
    told = [(person, lambda: assigned_words(objections))]
    letters.tell("objection.assigned", objections[0].stage.edition, told, about=about, at=at)


def assigned_words(objections):
    """What somebody is told who is to answer."""
    first, *others = objections
    place = [first.stage.edition.slug, first.stage.position]
    page = (
        reverse("judging:objections-desk", args=place)
        if others
        else reverse("judging:objection", args=[*place, first.pk])
    )
    return {
        "tahap": str(first.stage),
        "sanggahan": "\n".join(f"- {one.proposal.title} ({one.proposal.code})" for one in objections),
        "dijawab_sebelum": day(first.answer_by),
        "tautan": settings.BASE_URL + page,
    }


def unanswered(objections, end, *, at):
    """Everybody of the ministry who is to answer some of these objections of a stage by `end`, with the words."""
    own = defaultdict(list)
    for one in objections.select_related("assigned_to__user", "stage__edition", "proposal").order_by("pk"):
        own[one.assigned_to.user].append(one)
    for person, mine in own.items():
        yield person, lambda mine=mine: {**assigned_words(mine), "sisa": left(end, at)}


def answered(objection, address, *, at):
    """Send the answer to the mailbox that objected."""
    edition = objection.stage.edition
    letters.tell_visitor(
        "objection.answered", edition, address, lambda: answered_words(objection), about=objection, at=at
    )


def answered_words(objection):
    """What whoever objected is told: never a name."""
    place = [objection.stage.edition.slug, objection.stage.position]
    return {
        **concerning(objection),
        "dikirim": moment(objection.sent_at),
        "jawaban": objection.answer,
        "tautan": settings.BASE_URL + reverse("judging:objections", args=place),
    }


def concerning(objection):
    """What an objection is about."""
    return {
        "tahap": str(objection.stage),
        "kode_usulan": objection.proposal.code,
        "nama_usulan": objection.proposal.title,
    }
