"""A dossier turns round: taken back, brought back, handed in mended, or put out of sight."""

from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import MINISTRY, Role
from accounts.pages import stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import refuse
from accounts.views import proofs
from proposals import rules
from proposals.domain import completeness, lifecycle, mending
from proposals.domain.draft import copying as copies
from proposals.forms.acts import BeginDossierForm, DeclarationForm
from proposals.reading import receipts
from proposals.views.dossier.acts import done, question
from proposals.views.dossier.dossiers import WRITERS, editions_to_copy_into, key_of, load


def turn(request, proposal, act, *, said, to, is_grave=False, **words):
    """The page that asks, and what happens when it is answered."""
    form = Form(request.POST if request.method == "POST" else None)
    if done(request, proposal, form, lambda: act(proposal, by=request.office, at=arrived(request))):
        messages.success(request, said)
        return redirect(*to)
    return question(request, "proposals/turning.html", proposal, form, is_grave=is_grave, **words)


@for_role(
    Role.AGENCY_ADMIN, sees="a sent proposal, taken back to mend it", of="own agency", when="registration is open"
)
def taking_back(request, code):
    proposal = load(request, code)
    refuse(rules.taking_back_refusal(proposal, office=request.office, at=arrived(request)))
    return turn(
        request,
        proposal,
        lifecycle.take_back,
        said=_("Usulan diambil kembali. Ajukan lagi sebelum pendaftaran ditutup."),
        to=("proposals:show", code),
        title=_("Ambil kembali usulan ini?"),
        consequence=_(
            "Usulan keluar dari seleksi sampai Anda mengajukannya lagi sebelum pendaftaran ditutup. Naskah yang sudah"
            " diajukan tetap tersimpan, tetapi tidak berlaku lagi."
        ),
        button=_("Ambil kembali"),
    )


@for_role(*WRITERS, sees="a withdrawn proposal, brought back", of=OWN, when="one withdrew it, registration is open")
def bringing_back(request, code):
    proposal = load(request, code)
    left_from = lifecycle.left_from(proposal)
    refuse(rules.bringing_back_refusal(proposal, left_from=left_from, office=request.office, at=arrived(request)))
    return turn(
        request,
        proposal,
        lifecycle.bring_back,
        said=_("Penarikan dibatalkan"),
        to=("proposals:show", code),
        title=_("Batalkan penarikan usulan ini?"),
        consequence=_(
            "Usulan dapat ditulis lagi. Yang pernah diajukan perlu diajukan lagi sebelum pendaftaran ditutup."
        ),
        button=_("Batalkan penarikan"),
    )


@for_role(
    *WRITERS,
    sees="a new draft with what an own earlier proposal says",
    of=OWN,
    when="it was withdrawn or is of another edition, registration is open",
)
def copying(request, code):
    """Which edition it is copied into, and under which title."""
    source, now = load(request, code), arrived(request)
    editions = editions_to_copy_into(source, request.office, now)
    if not editions:
        refuse(rules.copying_refusal(source, source.edition, office=request.office) or rules.NOTHING_OPEN)
    form = BeginDossierForm(
        request.POST if request.method == "POST" else None, editions=editions, initial={"title": source.title}
    )
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        fresh = copies.copy(
            source,
            form.chosen_edition,
            title=form.cleaned_data["title"],
            key=key_of(stamps.seen(request)),
            by=request.office,
            at=now,
        )
        messages.success(request, _("Draf baru dibuat dari salinan. Periksa setiap bagiannya."))
        return redirect("proposals:show", fresh.code)
    context = {"form": form, "proposal": source, "stamp": stamps.drawn(request, str(uuid4()))}
    return render(request, "proposals/copying.html", context)


@for_role(*WRITERS, sees="a cancelled draft, put out of sight", of=OWN, when="one cancelled it, it was never sent")
def deletion(request, code):
    proposal = load(request, code)
    facts = {"left_from": lifecycle.left_from(proposal), "was_sent": lifecycle.was_sent(proposal)}
    refuse(rules.deletion_refusal(proposal, office=request.office, **facts))
    return turn(
        request,
        proposal,
        lifecycle.delete,
        said=_("Draf dihapus"),
        to=("proposals:list",),
        title=_("Hapus draf ini?"),
        consequence=_("Draf hilang dari semua daftar dan tidak dapat dibuka lagi, juga oleh admin instansi."),
        button=_("Hapus draf"),
        is_grave=True,
    )


@for_role(
    Role.AGENCY_ADMIN,
    sees="a mended proposal, handed in again",
    of="own agency",
    when="it came back to be mended, complete, before the time is over",
)
def handing_in(request, code):
    proposal, now = load(request, code), arrived(request)
    gap = completeness.of(proposal).first_gap if proposal.is_mended else None
    refuse(rules.handing_in_refusal(proposal, office=request.office, gap=gap, at=now))
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if done(
        request,
        proposal,
        form,
        lambda: mending.hand_in(proposal, declared=form.cleaned_data["is_declared"], by=request.office, at=now),
    ):
        messages.success(request, _("Perbaikan diserahkan. Usulan diperiksa lagi."))
        return redirect("proposals:receipt", code)
    return question(request, "proposals/mending/handing_in.html", proposal, form, mending=mending.running(proposal))


@require_safe
@for_role(*WRITERS, *MINISTRY, sees="the text that a receipt's hash is of", of=OWN_OR_SUBMITTED)
def revision_file(request, code, number):
    """The text byte for byte: its SHA-256 is the receipt's."""
    revision = load(request, code).revisions.filter(number=number).first()
    if revision is None:
        raise Http404
    answer = HttpResponse(revision.body.encode(), content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code.upper()}-{number}.json"'
    return answer


@require_safe
@for_role(*WRITERS, *MINISTRY, sees="the proof that the history holds a receipt's act", of=OWN_OR_SUBMITTED)
def revision_proof(request, code, number):
    """With the event's own text: whoever sent the dossier finds its hash in it, and the event's hash made of it."""
    revision = load(request, code).revisions.filter(number=number).first()
    found = receipts.proof_of(revision, opened=True) if revision else None
    if found is None:
        raise Http404
    return proofs.attached(found, f"bukti-riwayat-{code.upper()}-{number}.json")
