"""Something with a day is moved by hand: what that clashes with and who is told are shown before it is moved."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import render

from accounts.pages import stamps
from accounts.rules import Refused, Stale


@dataclass
class Trial:
    """What came of a form that moves: the clashes as sentences (None unless asked), and what stands now."""

    current: Any
    clashes: list[str] | None = None
    is_moved: bool = False


def tried(request, form, subject, *, refusal, clashes, move):
    """Look what the time asked for clashes with; move there unless only that was asked, or something is in the way."""
    trial = Trial(subject)
    if not (form.is_bound and stamps.came_whole(request, form) and form.is_valid()):
        return trial
    trial.clashes = clashes()
    if found := refusal():
        form.add_error("day", str(found))
    elif not form.is_asked_only and not trial.clashes:
        try:
            move(reason=form.cleaned_data["reason"], seen=stamps.seen(request))
        except Stale as stale:
            trial.current = stale.current
            stamps.overtake(request, form)
        except Refused as refused:
            trial.clashes = refused.sentences
        else:
            trial.is_moved = True
    return trial


def moving_page(request, template, form, trial, stamp_of, context):
    """The page with the form, the clashes and who is told."""
    return render(
        request,
        template,
        {
            **context,
            "form": form,
            "clashes": trial.clashes,
            "stamp": stamps.drawn(request, stamp_of(trial.current)),
        },
        status=stamps.status(request),
    )
