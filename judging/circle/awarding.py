"""Giving the awards of a published stage, with the texts that their certificates print."""

import base64
import secrets
from collections import defaultdict

from competitions.models import AwardName
from judging.models import Award


def give(stage, decision, chosen, *, at):
    """Write one award for each award name that each chosen proposal earns; returns them by proposal id.

    An award name without places goes to everyone of its group who goes on; one with places to those the
    panel named. Numbers run through the stage in alphabetical order of title.
    """
    names = list(AwardName.objects.filter(stage=stage).order_by("position"))
    earned = [
        (choice.proposal, name)
        for choice in sorted(chosen, key=lambda one: (one.proposal.title.casefold(), one.proposal_id))
        for name in names
        if name.group_id in (None, choice.proposal.group_id) and (name.places is None or name.key in choice.honours)
    ]
    awards = Award.objects.bulk_create(
        Award(
            stage=stage,
            proposal=proposal,
            key=name.key,
            name=name.name,
            number=f"{index:03d}/{stage.edition.slug.upper()}/T{stage.position}/{decision.decree_date.year}",
            agency_name=proposal.agency_name,
            unit_name=proposal.unit_name,
            title=proposal.title,
            edition_name=stage.edition.name,
            decree_number=decision.decree_number,
            decree_date=decision.decree_date,
            place=stage.edition.award_place,
            **printed(name, stage.edition),
            verification_code=new_code(),
            given_at=at,
        )
        for index, (proposal, name) in enumerate(earned, start=1)
    )
    by_proposal = defaultdict(list)
    for award in awards:
        by_proposal[award.proposal_id].append(award)
    return by_proposal


def printed(name, edition):
    """What certificates print as an award's own: its seal, its decree's name, and who signs, else the edition's."""
    return {
        "signatory_name": name.signatory_name or edition.signatory_name,
        "signatory_office": name.signatory_office or edition.signatory_office,
        "decree": name.decree,
        "heading": edition.certificate_heading,
        "issuer": edition.certificate_issuer,
        "words": edition.certificate_words,
        "seal": name.seal,
        "seal_colour": name.seal_colour,
        "picture": name.picture,
        "logo": edition.logo,
        # The edition's signature is that of its own signatory.
        "signature": "" if name.signatory_name else edition.signature,
    }


def new_code():
    """A verification code of 100 random bits: 20 capital letters and digits (base32)."""
    return base64.b32encode(secrets.token_bytes(13)).decode()[:20]
