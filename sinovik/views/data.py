"""The page of open data, and whole data sets as files."""

import hashlib

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import still
from accounts.pages.doors import public
from accounts.reading import printing
from sinovik.api import PAGE
from sinovik.open_data import limits, package
from sinovik.open_data.answers import open_to_all, told, unknown
from sinovik.open_data.datasets import DATASETS, LICENCE, described, types


@require_safe
@public(sees="which data there is, and how it is read", kept=still.UNTIL_CHANGED)
def data(request):
    return render(
        request,
        "data.html",
        {
            "datasets": [
                {
                    "noun": one.noun,
                    "title": one.title,
                    "told": one.told,
                    "url": reverse(f"api_{one.noun}"),
                    "fields": described(one.shape).items(),
                    "files": [(form.upper(), reverse("data_file", args=[one.noun, form])) for form in package.FORMS],
                }
                for one in DATASETS.values()
            ],
            "licence": LICENCE,
            "rows": PAGE,
            "limit": limits.DRAWN,
        },
    )


@public(sees="the description of the files, as a data package", kept=still.A_DAY)
@open_to_all()
def data_package(request):
    told_of = package.as_json(package.package(f"{timezone.localdate():%Y-%m-%d}"))
    return HttpResponse(told_of, content_type="application/json")


@public(sees="a whole data set as a file", when="published, announced")
@open_to_all(cost=limits.FILE)
def data_file(request, noun, form):
    """Too long to be kept, so it is told from the one before by the number of the printing and by what it holds."""
    if noun not in DATASETS or form not in package.FORMS:
        return unknown()
    dataset, number = DATASETS[noun], printing.number()
    if number is None:
        return told(_("Data belum dapat dibaca sekarang. Coba lagi beberapa menit lagi."), status=503)
    # Editions tell the time, and a field may be added: each makes it another file.
    holds = f"{number} {timezone.localtime():%Y-%m-%d %H} {noun} {form} {types(dataset.shape)}"
    mark = f'"{hashlib.sha256(holds.encode()).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=mark)
    if answer is None:
        answer = StreamingHttpResponse(
            package.written(dataset, form), content_type=f"{package.FORMS[form]}; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{noun}.{form}"'
    answer["ETag"] = mark
    answer["Cache-Control"] = still.CACHES
    return answer
