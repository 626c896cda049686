"""What a plenary votes on: put, answered on one's own screen, closed by the ministry."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import CONTROL, JUDGES
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from judging import rules
from judging.domain.panel import plenary as meeting
from judging.domain.panel import voting
from judging.forms.plenary import BallotForm, ClosingForm, VoteForm
from judging.models import PanelMember, Vote
from judging.views.control.deciding import plenary

# What the button says that opens a vote for the members' own screens.
OPEN = "buka"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a vote of a plenary", of=ALL, when="the quorum is reached, until the decision is proposed")
def vote(request, slug, position):
    """Put a question to the vote; `keluar` and `masuk` in the address make it the question of an exchange."""
    stage, decision, _member = plenary.the_room(request, slug, position)
    held = meeting.of(decision)
    present = meeting.present_at(held)
    members = PanelMember.objects.filter(stage=stage).count()
    percent = stage.arranged.quorum
    if refusal := rules.voting_refusal(
        decision, office=request.office, present=present, members=members, percent=percent
    ):
        raise Refused(refusal)
    pair = asked_about(request, decision)
    gone = meeting.away(held, pair)
    stay = [one for pk, one in present.items() if pk not in gone]
    question = ""
    if all(pair):
        question = _("Menukar %(out)s dengan %(taken)s") % {"out": pair[0].code, "taken": pair[1].code}
    form = VoteForm(request.POST if request.method == "POST" else None, members=stay, initial={"question": question})
    if form.is_bound and stamps.came_whole(request, form) and not form.errors and voted(request, stage, form, pair):
        is_open = request.POST.get("langkah") == OPEN
        told = _("Anggota yang hadir dapat bersuara di layar masing-masing")
        messages.success(request, told if is_open else _("Hasil pemungutan suara dicatat"))
        return redirect(plenary.address("plenary", stage))
    return render(
        request,
        "judging/plenary/vote.html",
        {
            "stage": stage,
            "form": form,
            "pair": pair if all(pair) else None,
            "left": [one for pk, one in present.items() if pk in gone],
            "stamp": stamps.drawn(request, meeting.stamp(held)),
        },
        status=stamps.status(request),
    )


def asked_about(request, decision):
    """The two proposals of the exchange that is asked about, both None where none is."""
    codes = [request.GET.get(name, "").replace("\0", "") for name in ("keluar", "masuk")]
    found = {
        one.proposal.code: one.proposal
        for one in decision.choices.select_related("proposal").filter(proposal__code__in=codes)
    }
    pair = [found.get(code) for code in codes]
    return pair if all(pair) and pair[0] != pair[1] else [None, None]


def voted(request, stage, form, pair):
    """Write the vote down, or open it for the members' own screens; False where the act refuses it."""
    out, taken = pair
    about = {"out": out, "taken": taken, "seen": stamps.seen(request), "by": request.office, "at": timezone.now()}
    question = form.cleaned_data["question"]
    try:
        if request.POST.get("langkah") == OPEN:
            voting.open_vote(stage, question, **about)
        else:
            voting.vote(stage, question, form.ballots(), **about)
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        return said_on(form, refused)
    return True


def said_on(form, refused):
    """What the act refused, on the form where it can be mended there; False."""
    if refused.refusal not in (rules.NOBODY_VOTED, rules.BALLOTS_UNFIT, rules.VOTE_OPEN):
        raise refused
    form.add_error(None, refused.refusal.sentence)
    return False


def vote_or_404(decision, pk):
    """A vote of a decision's plenary."""
    found = Vote.objects.select_related("out", "taken", "plenary__decision__stage")
    return get_object_or_404(found, plenary__decision=decision, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a question put to the vote", of="own panel", when="open; answered once, there and not tied")
def ballot(request, slug, position, pk):
    """A member gives a ballot on a screen of their own."""
    stage, decision, member = plenary.the_room(request, slug, position)
    asked = vote_or_404(decision, pk)
    own = asked.ballots.filter(member=member).first()
    present, gone = meeting.present_at(asked.plenary), meeting.away(asked.plenary, [asked.out, asked.taken])
    refusal = rules.casting_refusal(is_open=asked.closed_at is None, member=member.pk, present=present, left=gone)
    form = BallotForm(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            voting.cast(
                asked, form.cleaned_data["answer"], seen=stamps.seen(request), by=request.office, at=timezone.now()
            )
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Suara Anda dicatat"))
            return redirect(plenary.address("plenary", stage))
    return render(
        request,
        "judging/plenary/ballot.html",
        {
            "stage": stage,
            "vote": asked,
            "own": own,
            "refusal": refusal,
            "form": form,
            "stamp": stamps.drawn(request, voting.question_stamp(asked)),
        },
        status=stamps.status(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="an open vote of a plenary, closed", of=ALL, when="open; the quorum is reached")
def closing(request, slug, position, pk):
    """Close an open vote, with the ballots of those who have no screen."""
    stage, decision, _member = plenary.the_room(request, slug, position)
    asked = vote_or_404(decision, pk)
    if asked.closed_at:
        raise Refused(rules.VOTE_CLOSED)
    held = asked.plenary
    present, gone = meeting.present_at(held), meeting.away(held, [asked.out, asked.taken])
    given = set(asked.ballots.values_list("member", flat=True))
    form = ClosingForm(
        request.POST if request.method == "POST" else None,
        members=[one for member, one in present.items() if member not in gone and member not in given],
    )
    if form.is_bound and stamps.came_whole(request, form) and not form.errors and closed(request, asked, form):
        messages.success(request, _("Hasil pemungutan suara dicatat"))
        return redirect(plenary.address("plenary", stage))
    return render(
        request,
        "judging/plenary/closing.html",
        {
            "stage": stage,
            "vote": asked,
            "form": form,
            "given": [present[one].label for one in sorted(given & present.keys())],
            "left": [one for member, one in present.items() if member in gone],
            "stamp": stamps.drawn(request, voting.open_stamp(asked)),
        },
        status=stamps.status(request),
    )


def closed(request, asked, form):
    """Close the vote; False where the act refuses it."""
    try:
        voting.close_vote(asked, form.ballots(), seen=stamps.seen(request), by=request.office, at=timezone.now())
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        return said_on(form, refused)
    return True
