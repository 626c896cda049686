"""Pictures for certificates: handed in, drawn into a page from the store, and put in the place of one that is lost."""

import base64
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.files import keeping
from accounts.files.sizes import MEBIBYTE
from accounts.files.taking import Allowed
from accounts.rules import refuse
from competitions import rules
from competitions.domain import planning
from competitions.domain.parts import PARTS
from competitions.models import Picture

FOLDER = "pictures"
# Pixels only: a drawing (SVG) is a program that a browser and a printer run.
ALLOWED = Allowed(kinds=("png", "jpeg"), max_bytes=MEBIBYTE)


@transaction.atomic
def add(edition, taken, *, by, at):
    """Keep a picture that was opened whole, handed in on the page of `edition`; the same one again is the same row."""
    refuse(rules.planning_refusal(by=by))
    sha256 = keeping.digest(taken.clean)
    if known := Picture.objects.filter(sha256=sha256).first():
        return known
    picture = Picture.objects.create(
        name=taken.name[:200],
        content_type=taken.kind.content_type,
        file=keeping.keep(taken.clean, folder=FOLDER, ending=taken.kind.endings[0]),
        size=len(taken.clean),
        sha256=sha256,
        added_at=at,
        added_by=by,
    )
    events.record("edition.picture_added", on=edition, by=by, at=at, picture=sha256, file=picture.name)
    return picture


def drawn(sha256):
    """The picture as a data address, "" where none is named or the store no longer has it whole."""
    found = Picture.objects.filter(sha256=sha256).first() if sha256 else None
    content = keeping.content(found.clean) if found else None
    return f"data:{found.content_type};base64,{base64.b64encode(content).decode()}" if content else ""


def named(plan):
    """The pictures that a plan names: (what for, hash), in the order of the plan."""
    head = ((_("lambang"), plan.head.logo), (_("gambar tanda tangan"), plan.head.signature))
    awards = [(award.name or award.key, award.picture) for stage in plan.blueprint.stages for award in stage.awards]
    return [(what, sha256) for what, sha256 in (*head, *awards) if sha256]


def lost(plan):
    """The pictures that a plan names and this portal does not have, as `named`; a query where any is named."""
    asked = named(plan)
    wanted = {sha256 for _what, sha256 in asked}
    known = set(Picture.objects.filter(sha256__in=wanted).values_list("sha256", flat=True)) if wanted else set()
    return [(what, sha256) for what, sha256 in asked if sha256 not in known]


def missing(plan):
    """What of a plan names a picture that this portal does not have, a sentence each; a query where any is named."""
    return [
        _("Gambar untuk “%(what)s” tidak ada di portal ini. Unggah lagi; tanpa itu dicetak yang biasa.")
        % {"what": what}
        for what, _sha256 in lost(plan)
    ]


@transaction.atomic
def put_in_place(edition, before, after, *, by, at):
    """Name another picture wherever the plan of a draft names the one whose hash is `before`."""
    stands = planning.plan_of(edition)
    fields = {name: after for name in ("logo", "signature") if getattr(stands.head, name) == before}
    planning.alter(edition, "head", replace(stands.head, **fields), by=by, at=at)
    awards = {
        stage: tuple(replace(award, picture=after) if award.picture == before else award for award in own)
        for stage, own in PARTS["awards"].read(stands).items()
    }
    planning.alter(edition, "awards", awards, by=by, at=at)


def choices(*chosen):
    """The pictures to choose from, the latest first, and those chosen that this portal does not have; one query."""
    rows = [(row.sha256, row.label) for row in Picture.objects.order_by("-added_at", "-pk")]
    known = {sha256 for sha256, _label in rows}
    gone = dict.fromkeys(sha256 for sha256 in chosen if sha256 and sha256 not in known)
    return [
        ("", _("Tidak ada")),
        *rows,
        *((sha256, _("gambar yang tidak ada di portal ini (%(start)s)") % {"start": sha256[:8]}) for sha256 in gone),
    ]


def expected():
    """What the store must hold of every picture."""
    for row in Picture.objects.order_by("pk").iterator():
        yield row.clean
