"""The outbox: who was written to and how far it came; keeping letters back, letting them go, and once more."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import rules
from accounts.domain.correspondence import envelopes, outbox
from accounts.forms.outbox import OutboxFilter
from accounts.language import indonesian
from accounts.models import MINISTRY, Hold, Letter, Role
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.reading.outbox import STATES, found, refused_of_agency, with_state
from accounts.templatetags.moments import moment
from accounts.views import columns


@require_safe
@for_role(*MINISTRY, sees="letters and how far they came", of=ALL)
def index(request, kinds, writing, editions):
    """The letters that match, at first those that did not arrive.

    `kinds` are the names of letters and what people call them, `writing` is where a message to a list is written,
    `editions` gives the names of editions by their addresses; the roof knows them.
    """
    called = editions()
    form = OutboxFilter(request.GET, kinds=kinds, editions=called)
    chosen = form.asked
    listing = lists.Listing("surat", found(timezone.now(), **chosen), columns.letters(kinds, called))
    if file := exports.answered(request, listing):
        return file
    context = lists.shown(request, listing.rows, form)
    rows = [
        {
            "letter": letter,
            "state": STATES[letter.state],
            "kind": kinds.get(letter.name, letter.name),
            "edition": called.get(letter.edition, letter.edition),
            "refusal": rules.resending_refusal(letter, office=request.office),
            "may_vouch": not rules.vouching_refusal(letter, office=request.office),
            "may_hold": letter.state == "menunggu" and not rules.holding_refusal(letter.name, office=request.office),
        }
        for letter in context["page"]
    ]
    holds = [
        {
            "hold": hold,
            "kind": kinds.get(hold.name, hold.name),
            "edition": called.get(hold.edition, hold.edition),
        }
        for hold in Hold.objects.standing().select_related("held_by__user").order_by("held_at", "pk")
    ]
    may_hold_kind = chosen["name"] and not rules.holding_refusal(chosen["name"], office=request.office)
    return render(
        request,
        "accounts/outbox.html",
        {
            **context,
            "rows": rows,
            "writing": writing,
            "holds": holds,
            "chosen": chosen,
            "kind": kinds.get(chosen["name"]),
            "edition": called.get(chosen["edition"], chosen["edition"]),
            "may_hold_kind": may_hold_kind,
        },
    )


@require_safe
@for_role(*MINISTRY, sees="a letter as it left, a key in it left out", of=ALL)
def letter(request, pk, kinds, editions):
    """One letter: to whom, how far it came, what it says, and its text for a chat message."""
    found = get_object_or_404(with_state(Letter.objects.select_related("recipient", "vouched_by__user")), pk=pk)
    return render(
        request,
        "accounts/letter.html",
        {
            "letter": found,
            "kind": kinds.get(found.name, found.name),
            "edition": editions().get(found.edition, found.edition) if found.edition else "",
            "facts": [{"label": label, "value": value} for label, value in facts(found) if value],
            "headers": [
                {"label": name, "value": indonesian(value) if name == "Subject" else value}
                for name, value in envelopes.head(found)
            ],
            "body": envelopes.shown_body(found),
            "chat_text": envelopes.chat_text(found),
            "refusal": rules.resending_refusal(found, office=request.office),
            "may_vouch": not rules.vouching_refusal(found, office=request.office),
            "may_hold": found.state == "menunggu" and not rules.holding_refusal(found.name, office=request.office),
        },
    )


def facts(letter):
    """What happened to a letter, in the order of a page."""
    failure = letter.get_failure_display()
    return [
        (_("Penerima"), f"{letter.addressee} ({letter.to})" if letter.recipient_id else letter.addressee),
        (_("Status"), STATES[letter.state]),
        (_("Ditulis"), moment(letter.written_at)),
        (_("Dikirim"), letter.sent_at and moment(letter.sent_at)),
        (_("Mulai dikirim"), letter.begun_at and moment(letter.begun_at)),
        (_("Dinyatakan sampai"), letter.vouched_at and f"{letter.vouched_by.user}, {moment(letter.vouched_at)}"),
        (_("Dicoba lagi"), letter.next_try_at and moment(letter.next_try_at)),
        (_("Tidak dikirim lagi"), letter.given_up_at and moment(letter.given_up_at)),
        (_("Percobaan"), str(letter.tries)),
        (_("Sebab"), failure and f"{failure}: {letter.failure_detail}".removesuffix(": ")),
        (
            _("Sifat"),
            _("Penerima boleh menolak surat seperti ini") if letter.is_courtesy else _("Resmi, selalu dikirim"),
        ),
    ]


@require_POST
@for_role(*MINISTRY, sees="a letter, sent again", of=ALL, when="it was given up")
def again(request, pk):
    """Have a letter that was given up tried again."""
    letter = get_object_or_404(Letter.objects.select_related("recipient"), pk=pk)
    outbox.try_again(letter, by=request.office, at=timezone.now())
    messages.success(request, _("Surat untuk %(name)s dikirim lagi") % {"name": letter.addressee})
    return redirect("letters")


@require_POST
@for_role(*MINISTRY, sees="a letter, called delivered", of=ALL, when="it was cut off while it was sent")
def vouched(request, pk):
    """Call a letter that was cut off delivered."""
    letter = get_object_or_404(Letter.objects.select_related("recipient"), pk=pk)
    outbox.vouch(letter, by=request.office, at=timezone.now())
    messages.success(request, _("Surat untuk %(name)s dinyatakan sampai") % {"name": letter.addressee})
    return redirect("letters")


@require_POST
@for_role(*MINISTRY, sees="a kind of letter, kept back", of=ALL, when="not about accounts")
def holding(request):
    """Keep back a kind of letter, everywhere or in one edition."""
    name, edition = request.POST.get("jenis", "")[:60], request.POST.get("edisi", "")[:30]
    outbox.hold(name, edition=edition, by=request.office, at=timezone.now())
    messages.success(request, _("Surat ditahan sampai seseorang melepasnya"))
    return redirect("letters")


@require_POST
@for_role(*MINISTRY, sees="the letters of one occasion, kept back", of=ALL, when="not about accounts")
def holding_batch(request, pk):
    """Keep back a letter and all those that the same act wrote."""
    letter = get_object_or_404(Letter, pk=pk)
    outbox.hold(letter.name, edition=letter.edition, occasion=letter.occasion, by=request.office, at=timezone.now())
    messages.success(request, _("Surat ditahan sampai seseorang melepasnya"))
    return redirect("letters")


@require_POST
@for_role(*MINISTRY, sees="letters kept back, let go", of=ALL)
def releasing(request, pk):
    """Let go what was kept back."""
    outbox.release(get_object_or_404(Hold, pk=pk), by=request.office, at=timezone.now())
    messages.success(request, _("Surat dilepas dan segera dikirim"))
    return redirect("letters")


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="letters that mailboxes refused", of="own agency")
def refused(request):
    """Whom of the agency's own people letters do not reach, and why; never what the letters say."""
    letters = refused_of_agency(request.office.agency_id, timezone.now())
    listing = lists.Listing("surat-ditolak", letters, columns.REFUSED_LETTERS)
    return exports.answered(request, listing) or render(
        request, "accounts/refused_letters.html", {"page": lists.page(request, letters)}
    )
