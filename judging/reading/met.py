"""Whether the meeting that decides a stage was held, with its quorum, and no vote left open: ticks and gaps."""

from django.utils.translation import gettext as _

from accounts.models import Role
from judging import rules
from judging.domain.panel import plenary
from judging.reading.ticks import at_stage, tick


def of(stage, decision):
    """The meeting of a stage that is decided in one: its attendance, its quorum, and no vote left open."""
    if not plenary.is_held(stage):
        return
    held = plenary.of(decision)
    room = {"by": Role.SECRETARY.label, "url": at_stage("judging:plenary", stage), "label": _("Buka ruang pleno")}
    # Nothing is noted while the decision waits for its second person: it is taken back first.
    noting = {"url": at_stage("judging:plenary-attendance", stage), "label": _("Catat kehadiran")}
    attendance = room if decision.is_proposed else room | noting
    yield tick(_("Kehadiran rapat pleno tercatat"), held is not None, str(rules.NOT_ON_RECORD), **attendance)
    if held is None:
        return
    yield tick(_("Kuorum rapat pleno tercapai"), plenary.is_quorate(decision), str(rules.NOT_QUORATE), **attendance)
    yield tick(
        _("Tidak ada pemungutan suara yang terbuka"),
        plenary.open_in(held) is None,
        str(rules.VOTE_OPEN),
        **room,
    )
