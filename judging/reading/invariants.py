"""What must hold of work, results and certificates, asked of the rows as they stand."""

import hashlib
import json

from django.db.models import Exists, OuterRef

from competitions.models import Stage
from judging.arithmetic import results
from judging.domain.cards import seals
from judging.models import Assignment, Certificate, Computation, PanelMember, ResultBundle, Snapshot, Standing
from judging.models.ties import untied
from proposals.models import Proposal


def tied_work():
    """The codes of proposals whose work lies with a judge who has a tie to them, in stages not yet announced."""
    at_work = Assignment.objects.filter(recused_at=None, stage__published_at=None, stage__skipped_at=None)
    tied = at_work.exclude(pk__in=untied(at_work).values("pk"))
    return list(Proposal.objects.filter(pk__in=tied.values("proposal")).order_by("code").values_list("code", flat=True))


def unseated_work():
    """The codes of proposals that lie with somebody who never sat on the panel of the stage."""
    seat = PanelMember.objects.filter(stage=OuterRef("stage"), judge=OuterRef("judge"))
    unseated = Assignment.objects.filter(~Exists(seat), recused_at=None)
    return list(unseated.order_by("proposal__code").values_list("proposal__code", flat=True).distinct())


def altered_cards():
    """Sentences on cards, joint marks and snapshots that are otherwise than the chain was told, of all stages."""
    scored = [stage for stage in opened() if stage.needs.is_scored]
    return [f"{stage}: {one.sentence}" for stage in scored for one in seals.broken(stage)]


def opened():
    """The stages that were ever opened, by key."""
    return Stage.objects.filter(opened_at__isnull=False).select_related("edition").order_by("pk")


def altered_snapshots():
    """The stages whose snapshot is no longer what its hash says."""
    kept = Snapshot.objects.select_related("stage__edition").order_by("pk").iterator(chunk_size=1)
    return [str(one.stage) for one in kept if hashlib.sha256(one.body.encode()).hexdigest() != one.sha256]


def otherwise_computed():
    """The stages whose result comes out otherwise when it is computed again, or stands otherwise in its rows."""
    done = Computation.objects.filter(state=Computation.State.DONE).select_related("snapshot__stage__edition")
    return [str(one.snapshot.stage) for one in done.order_by("pk").iterator(chunk_size=1) if not comes_out_again(one)]


def comes_out_again(computation):
    """Whether the snapshot gives the same result, and the standings say what it says."""
    computed = results.compute(json.loads(computation.snapshot.body))
    if hashlib.sha256(computed.text().encode()).hexdigest() != computation.result_sha256:
        return False
    rows = Standing.objects.filter(stage=computation.snapshot.stage_id)
    stands = {code: told for code, *told in rows.values_list("proposal__code", "rank", "score", "goes_on")}
    return stands == {one.proposal: [one.rank, one.score, one.goes_on] for one in computed.each}


def disproved_bundles():
    """The stages whose bundle did not hold when it was last looked at as an outsider would."""
    return [str(one.stage) for one in ResultBundle.objects.exclude(broken=[]).select_related("stage__edition")]


def unfounded_certificates():
    """The codes of certificates whose award was never announced."""
    unfounded = Certificate.objects.filter(award__stage__published_at=None)
    return list(unfounded.order_by("award__verification_code").values_list("award__verification_code", flat=True))
