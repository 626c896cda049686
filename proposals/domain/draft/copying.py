"""A new draft with what fits of an own earlier dossier: one that was withdrawn, or one of an earlier year."""

from dataclasses import replace

from django.db import transaction

from accounts.domain import events
from accounts.rules import refuse
from proposals import rules
from proposals.domain import questionnaire
from proposals.domain.catalogue import parents, public_page
from proposals.domain.draft import attachments, describing, drafting
from proposals.models import Attachment, Identity, Parent, PublicFacts, PublicPage, PublicPicture, SectionVersion


@transaction.atomic
def copy(source, edition, *, title, key=None, by, at):
    """Begin a proposal in `edition` with what fits of `source`: identity, origins, texts, evidence, what it tells the
    public; returns it.

    What fits has the same key there. Nothing counts as done: the year is another. Letters are signed for one edition,
    so they come along only inside it; consent is given for one proposal, so it never does. `key` is as in
    `drafting.begin`. Raises Refused.
    """
    refuse(rules.copying_refusal(source, edition, office=by))
    fresh = drafting.begin(edition, unit=source.unit, title=title, key=key, by=by, at=at)
    if fresh.copied_from_id:
        return fresh
    fresh.copied_from = source
    fresh.save(update_fields=["copied_from"])
    describing.describe(fresh, identity_for(source, fresh), by=by, at=at)
    fresh.refresh_from_db()
    carry_texts(source, fresh, by=by, at=at)
    carry_files(source, fresh, by=by, at=at)
    carry_origins(source, fresh, by=by, at=at)
    carry_public_page(source, fresh, by=by, at=at)
    events.record("proposal.copied", on=fresh, by=by, at=at, source=source.code)
    return fresh


def identity_for(source, fresh):
    """What `source` says of the innovation, with group and category as the other edition has them, where it has."""
    edition = fresh.edition
    group = source.group and edition.groups.open_to(source.agency).filter(key=source.group.key).first()
    category = source.category and edition.categories.filter(key=source.category.key).first()
    identity = Identity(
        title=fresh.title,
        group=group,
        category=category,
        started_on=source.started_on,
        sdgs=tuple(source.sdgs),
        is_app=source.is_app,
        video_url=source.video_url,
        contact_name=source.contact_name,
        contact_phone=source.contact_phone,
        contact_email=source.contact_email,
    )
    if rules.identity_refusal(fresh, identity):
        return Identity(**{**vars(identity), "group": None, "video_url": ""})
    return identity


def carry_texts(source, fresh, *, by, at):
    """Write what the source says into the questions of the same keys."""
    said = {
        version.section.key: version.texts
        for version in SectionVersion.objects.current().filter(proposal=source).select_related("section")
    }
    for chapter in questionnaire.of(fresh.edition_id).chapters_for(fresh):
        texts = {one.key: said.get(chapter.section.key, {}).get(one.key, "") for one in chapter.questions}
        if any(texts.values()):
            drafting.answer(fresh, chapter.section, texts, is_done=False, by=by, at=at)


def carry_files(source, fresh, *, by, at):
    """Attach the source's evidence where the same section takes such files; its letters inside one edition."""
    asked = questionnaire.of(fresh.edition_id)
    sections = {chapter.section.key: chapter.section for chapter in asked.chapters_for(fresh)}
    wanted = {requirement.pk: requirement for requirement in asked.requirements_for(fresh)}
    there = Attachment.objects.present().filter(proposal=source).select_related("section").order_by("pk")
    for one in there:
        section = sections.get(one.section.key) if one.section else None
        requirement = wanted.get(one.requirement_id)
        if (section and section.needs_evidence) or requirement:
            attachments.carry(fresh, one, section=section, requirement=requirement, by=by, at=at)


def carry_origins(source, fresh, *, by, at):
    """Name the innovations that the source comes from, those that may be named in the group of the new one."""
    rows = Parent.objects.standing().filter(proposal=source)
    named = [one.entry for one in rows.select_related("entry").order_by("pk")]
    awards = parents.awards_of([entry.pk for entry in named])
    for entry in named:
        if rules.parent_refusal(fresh, fresh.group, entry, awards=awards[entry.pk]) is None:
            parents.name(fresh, entry, by=by, at=at)


def carry_public_page(source, fresh, *, by, at):
    """Tell the public what the source tells, with its picture; whether any of it may be shown is asked anew."""
    page = PublicPage.objects.filter(proposal=source).first()
    picture = PublicPicture.objects.present().filter(proposal=source).first()
    if page is None and picture is None:
        return
    told = replace(page.told if page else PublicFacts(), is_agreed=None)
    if rules.contact_refusal(told, phone=fresh.contact_phone, email=fresh.contact_email):
        told = replace(told, office_phone="", office_email="")
    public_page.tell(fresh, told, by=by, at=at)
    if picture:
        public_page.carry(fresh, picture, by=by, at=at)
