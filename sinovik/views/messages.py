"""A message to a chosen list: to whom, what it says, as each will read it, and sent."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages as banners
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.domain.correspondence import messages
from accounts.forms.messages import AudienceFilter, MessageForm
from accounts.models import CONTROL, Region, RegionKind, Unwanted
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from competitions.models import Edition
from sinovik.audiences import AUDIENCES, Audience, addressees, written_to

PEOPLE = (
    lists.ListColumn("nama", gettext_lazy("Nama"), ("user__full_name",)),
    lists.ListColumn("surel", gettext_lazy("Surel"), ("user__email",)),
    lists.ListColumn("instansi", gettext_lazy("Instansi"), read=lambda one: one.words["instansi"]),
)
# What is typed for one list goes along to another: how the address says which text, and where it waits.
WHICH, KEPT = "naskah", "messages_typed"
TYPED, MOST_KEPT = ("perihal", "isi", "balasan"), 5
# A list that the address does not name.
NOBODY = Audience("", lambda edition, rows, at: ())


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a message to a list", of=ALL, when="once; what was shown is what is sent")
def message(request):
    """Choose who, write, look at it as each will read it, send. The list is in the address: others may hand it over."""
    told = listed(request, at=timezone.now())
    if file := exports.answered(request, lists.Listing(f"penerima-{told.key or 'pesan'}", told.people, PEOPLE)):
        return file
    begun = {"perihal": told.audience.subject, "isi": told.audience.body}
    if request.POST.get("saring"):
        return redirect(f"{request.path}?{urlencode(narrowed_anew(request, told.form, begun))}")
    form = MessageForm(
        request.POST if request.method == "POST" else None, initial={"kunci": uuid4(), **begun, **typed(request)}
    )
    is_ready = form.is_bound and stamps.came_whole(request, form) and not form.errors and bool(told.people)
    if is_ready and request.POST.get("kirim") and sent(request, form, told):
        said = ngettext("Pesan ditulis ke %(count)d orang", "Pesan ditulis ke %(count)d orang", len(told.people))
        banners.success(request, said % {"count": len(told.people)})
        return redirect(f"{reverse('letters')}?jenis={told.audience.letter}&keadaan=semua")
    return page(request, form, told, is_ready=is_ready)


@dataclass(frozen=True)
class ListedPeople:
    """The list that the address names: its form, what it is, who is on it, and who of it has its letter already."""

    form: AudienceFilter
    key: str
    audience: Audience
    edition: Edition | None
    occasion: str
    people: list[messages.Addressee]
    already: int
    at: datetime


def listed(request, *, at):
    """The list that the address names, of the newest edition where it names none."""
    editions = list(Edition.objects.order_by("-year", "-pk"))
    edition = next((one for one in editions if one.slug == request.GET.get("edisi")), editions[0] if editions else None)
    rows = list(edition.stages.select_related("edition").in_order()) if edition else []
    form = audience_form(request, editions, rows)
    chosen = form.chosen
    people = addressees(
        chosen["kepada"],
        edition=edition,
        rows=[stage for stage in rows if chosen["tahap"] in ("", str(stage.position))],
        kind=chosen["jenis"],
        province=chosen["provinsi"],
        at=at,
    )
    audience = AUDIENCES.get(chosen["kepada"], NOBODY)
    occasion = audience.occasion(edition, at) if edition else ""
    already = written_to(people, occasion)
    left = [one for one in people if one.user.pk not in already]
    return ListedPeople(form, chosen["kepada"], audience, edition, occasion, left, len(already), at)


def sent(request, form, told):
    """Whether the message was written to everybody on the list; the form says why not."""
    try:
        messages.send(
            form.text,
            told.people,
            key=form.cleaned_data["kunci"],
            audience=described(told.form),
            name=told.audience.letter,
            occasion=told.occasion,
            seen=stamps.seen(request),
            edition=told.edition.slug,
            by=request.office,
            at=told.at,
        )
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        form.add_error(None, refused.refusal.sentence)
        return False
    return True


def page(request, form, told, *, is_ready):
    """The page of the message: the list, the boxes, and what each will read."""
    return render(
        request,
        "control_room/message.html",
        {
            **lists.shown(request, told.people, told.form),
            "form": form,
            "fields": [("{" + name + "}", meaning) for name, meaning in messages.FIELDS.items()],
            "count": len(told.people),
            "already": told.already,
            "unwanted": unwanted(told.people, told.audience.letter),
            "is_chosen": bool(told.key),
            "preview": preview(request, form, told.people) if is_ready else None,
            "refusal": rules.messaging_refusal(len(told.people), office=request.office),
            "stamp": messages.stamp(told.people),
        },
        status=stamps.status(request),
    )


def narrowed_anew(request, audience, begun):
    """The address of another list; what was typed for the old one waits in the session and comes along."""
    key = str(uuid4())
    texts = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in TYPED}
    own = {name: text for name, text in texts.items() if text.strip() and text != str(begun.get(name, ""))}
    kept = request.session.get(KEPT, {})
    request.session[KEPT] = dict([*kept.items(), (key, own)][-MOST_KEPT:])
    asked = {name: request.POST.get(name, "") for name in audience.fields}
    return {name: value for name, value in asked.items() if value} | ({WHICH: key} if own else {})


def typed(request):
    """What was typed before the list was narrowed anew, by name."""
    return request.session.get(KEPT, {}).get(request.GET.get(WHICH, ""), {})


def audience_form(request, editions, rows):
    """The form in the address that says who is meant; a list that others hand over is read from the same names."""
    provinces = Region.objects.filter(kind=RegionKind.PROVINCE).order_by("name", "pk").values_list("code", "name")
    return AudienceFilter(
        request.GET,
        audiences=[(key, one.label) for key, one in AUDIENCES.items()],
        editions=[(one.slug, one.name) for one in editions],
        stages=[(str(stage.position), stage.name) for stage in rows],
        provinces=list(provinces),
    )


def described(audience):
    """Who is meant, in words, for the history."""
    said = (dict(field.field.choices).get(audience.chosen[field.name], "") for field in audience if field.value())
    return "; ".join(str(one) for one in said if one)


def unwanted(people, letter):
    """How many of these want no message like this; one query."""
    users = [one.user.pk for one in people]
    return Unwanted.objects.filter(name=letter, user__in=users).count() if users else 0


def preview(request, form, people):
    """The message as one of the list will read it, and who comes before and after."""
    asked = request.POST.get("ke", "1")
    number = min(max(int(asked), 1), len(people)) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    subject, body = messages.worded(form.text, people[number - 1])
    return {
        "number": number,
        "who": people[number - 1].user,
        "subject": subject,
        "body": body,
        "before": number - 1,
        "after": number + 1 if number < len(people) else 0,
    }
