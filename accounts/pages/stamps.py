"""The version a form was drawn from: what was shown is what is signed. And the last field of every form, its end."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.forms import BoundField
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

FIELD = "versi"
END = "utuh"
# What the sender was shown is not known: whatever stands, it is something else.
UNKNOWN = "?"
CUT = _("Kiriman Anda tidak sampai utuh, jadi tidak ada yang disimpan. Periksa isian Anda, lalu simpan lagi.")
CHANGED = _(
    "Yang ditampilkan di sini berubah setelah Anda membukanya. Periksa lagi, lalu tekan tombolnya bila masih sesuai."
)


@dataclass(frozen=True)
class Difference:
    """One field that says something else than what stands: what stands, in words, and the box with the reader's own."""

    theirs: str
    mine: BoundField


def came_whole(request, form):
    """Whether a sent form says what it was drawn from; if not, it says so, and nothing may be saved from it."""
    form.is_valid()
    if request.POST.get(FIELD):
        return True
    form.add_error(None, CUT)
    return False


def seen(request):
    """The stamp of what the sender was shown."""
    return request.POST[FIELD]


def drawn(request, stands):
    """The stamp for a page's form: of what stands, or, where what was sent comes back, of what its sender was shown."""
    is_returned = request.method == "POST" and not is_overtaken(request)
    return request.POST.get(FIELD, UNKNOWN) if is_returned else stands


def overtake(request, form):
    """What an act was asked for changed meanwhile: its page comes again with what stands now and what was typed."""
    form.add_error(None, CHANGED)
    request.is_overtaken = True


def is_overtaken(request):
    """Whether this request found something else than its sender was shown."""
    return getattr(request, "is_overtaken", False)


def status(request):
    """The status of a page that asks before an act."""
    return HTTPStatus.CONFLICT if is_overtaken(request) else HTTPStatus.OK


def side_by_side(request, form, theirs, *, stamp, title, by=None, at=None, to="", dropped=()):
    """The page that puts what stands beside what was sent; neither is lost, and the reader chooses.

    `form` is bound to what was sent, `theirs` drawn from what stands, which has the stamp `stamp`; `by` and `at` say
    who wrote it and when, if that is known. `to` is where the choice is sent, if not back here. Fields named in
    `dropped` are not sent along with the choice.
    """
    differences = [
        Difference(said(theirs, name), form[name])
        for name, field in form.fields.items()
        if not field.widget.needs_multipart_form
        # What did not come stays as it is: there is nothing to choose.
        and not field.widget.value_omitted_from_data(form.data, form.files, form.add_prefix(name))
        and said(form, name) != said(theirs, name)
    ]
    shown = {difference.mine.name for difference in differences}
    left_out = {"csrfmiddlewaretoken", FIELD, END, *shown, *dropped}
    return render(
        request,
        "stale.html",
        {
            "title": title,
            "differences": differences,
            "others": [(name, text) for name, texts in request.POST.lists() if name not in left_out for text in texts],
            "stamp": stamp,
            "by": by,
            "at": at,
            "to": to,
            "has_file": bool(request.FILES),
        },
        status=409,
    )


def said(form, name):
    """What a field says, in the words of the page."""
    bound = form[name]
    cleaned = form.cleaned_data.get(name) if form.is_bound else None
    # One day may be written in many ways.
    value = cleaned if isinstance(cleaned, date) else bound.value()
    if choices := getattr(bound.field, "choices", None):
        chosen = {str(getattr(one, "pk", one)) for one in (value if isinstance(value, list | tuple) else [value])}
        return "; ".join(str(label) for key, label in choices if str(key) and str(key) in chosen)
    text = bound.field.widget.format_value(value)
    return str(text or "").replace("\r\n", "\n")
