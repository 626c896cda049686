"""Result bundles: which there are, one of them, and the package that looks at them."""

from functools import cache

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.files import keeping
from accounts.models import Role
from accounts.pages import still
from accounts.pages.doors import ALL, for_role, public
from accounts.rules import refuse
from judging import rules
from judging.domain import proof_key
from judging.proof import signing, wheel
from judging.reading import bundles

checker_file = cache(wheel.wheel)


@require_safe
@public(sees="result bundles with hashes and the last look", of="published stages", kept=still.UNTIL_CHANGED)
def listed(request):
    rows = list(bundles.listed())
    for row in rows:
        row.is_open = rules.bundle_refusal(row.stage.edition, is_over=row.is_over) is None
    name, _content = checker_file()
    context = {"bundles": rows, "key": signing.public_key(proof_key.secret()), "checker": name}
    return render(request, "judging/bundles/listed.html", context)


@require_safe
@public(sees="a result bundle", of="editions that open them", when="every stage is over")
def bundle(request, slug, position):
    row = get_object_or_404(bundles.listed(), stage__edition__slug=slug, stage__position=position)
    refuse(rules.bundle_refusal(row.stage.edition, is_over=row.is_over))
    return file_of(row)


@require_safe
@for_role(Role.AUDITOR, sees="a result bundle", of=ALL, when="the stage is published")
def bundle_inside(request, slug, position):
    return file_of(get_object_or_404(bundles.listed(), stage__edition__slug=slug, stage__position=position))


def file_of(row):
    """The bundle as a download, named after its stage."""
    example = "contoh-" if row.stage.edition.is_example else ""
    name = f"{example}bukti-{row.stage.edition.slug}-{row.stage.key}.zip"
    return keeping.response(row.printed, filename=name, content_type="application/zip")


@require_safe
@public(sees="the package that looks at result bundles")
def checker(request):
    name, content = checker_file()
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
