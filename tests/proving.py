"""Three published stages with their bundles: what was checked, what was marked, what was selected under a rule."""

import json

from accounts.files import keeping
from competitions.kinds import StageKind
from judging.circle import proving
from judging.domain import proof_key
from judging.models import ResultBundle
from judging.proof import bundle, signing
from tests import carrying
from tests.once import lived_through


@lived_through
def told():
    """(crew, edition): the finalists published, every bundle made."""
    crew, edition, _dossiers = carrying.begun(4, places=(4, 3, 2), rules=(), evaluators=2, panelists=1)
    panel = carrying.carried_to(edition, StageKind.PANEL, crew)
    carrying.published(carrying.decided(carrying.computed(panel, crew), crew), crew)
    make_all(at=carrying.moment(panel))
    return crew, edition


def make_all(*, at):
    """The bundle of every published stage."""
    for stage in proving.waiting():
        proving.make_or_tell(stage.pk, at=at)


def content(kind):
    """The bundle of the stage of a kind, as bytes."""
    return keeping.content(ResultBundle.objects.get(stage__kind=kind).printed)


def altered(content, name, change, *, hashes=(), secret=None):
    """The bundle with one JSON member changed by a function; the list's hashes as they should be for it where asked.

    `hashes`: keys of the list that take the member's new hash besides. Signed anew where a secret is given.
    """
    members = bundle.opened(content)
    value = json.loads(members[name])
    change(value)
    members[name] = bundle.canonical(value)
    own = {one: kept for one, kept in members.items() if one not in (bundle.LIST, bundle.SIGNATURE)}
    listed = json.loads(members[bundle.LIST])
    listed["members"] = bundle.listed(own)
    for key in hashes:
        listed[key] = listed["members"][name]["sha256"]
    members[bundle.LIST] = bundle.canonical(listed)
    if secret:
        members[bundle.SIGNATURE] = bundle.canonical(signing.signed(members[bundle.LIST], secret))
    return bundle.packed(members)


def key():
    return signing.public_key(proof_key.secret())
