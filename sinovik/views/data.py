"""The page of open data, and whole data sets as files."""

import hashlib

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import still
from accounts.pages.doors import public
from accounts.reading import printing
from sinovik.api import PAGE
from sinovik.open_data import limits, package
from sinovik.open_data.answers import open_to_all, told, unknown
from sinovik.open_data.datasets import DATASETS, FOR_PARTNERS, LICENCE, described, types


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
            "partner_limit": limits.PARTNER,
            "for_partners": [
                {"title": one.title, "told": one.told, "url": reverse(f"api_{one.noun}")}
                for one in FOR_PARTNERS.values()
            ],
        },
    )


@public(sees="the description of the files, as a data package", kept=still.UNTIL_CHANGED)
@open_to_all()
def data_package(request):
    return HttpResponse(package.as_json(package.package()), content_type="application/json")


def mark_of_file(_request, noun, form):
    """By what a file is told from the one before, None where there is no such file, or no database.

    It is too long to be kept and hashed. What changes it is what is published, what of the clock it tells, its shape.
    """
    number = printing.number() if noun in DATASETS and form in package.FORMS else None
    if number is None:
        return None
    dataset = DATASETS[noun]
    holds = f"{number} {dataset.told_by_clock()} {noun} {form} {types(dataset.shape)}"
    return f'"{hashlib.sha256(holds.encode()).hexdigest()[:32]}"'


@public(sees="a whole data set as a file", when="published, announced")
@open_to_all(cost=limits.FILE, mark=mark_of_file)
def data_file(request, noun, form):
    if noun not in DATASETS or form not in package.FORMS:
        return unknown()
    if printing.number() is None:
        return told(_("Data belum dapat dibaca sekarang. Coba lagi beberapa menit lagi."), status=503)
    dataset = DATASETS[noun]
    answer = StreamingHttpResponse(package.written(dataset, form), content_type=f"{package.FORMS[form]}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{noun}.{form}"'
    return answer
