"""Two plans laid side by side on a page: of editions, and from files."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Event, Role
from competitions import motions
from competitions.domain import plan_file, planning
from competitions.domain.blueprint import CategoryData
from competitions.domain.parts import PARTS
from tests.competitions.views.planning.pages import DATES, enter
from tests.factories import accounts
from tests.factories.competitions import edition
from tests.pages import markup

pytestmark = pytest.mark.django_db


def address(planned):
    return reverse("competitions:plan-comparison", args=[planned.slug])


def value_of(planned):
    """The plan of an edition as the value of a file."""
    return json.loads(plan_file.written(planning.plan_of(planned)))


def file(value, name="lampiran.json"):
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return SimpleUploadedFile(name, content, content_type="application/json")


def rows_of(page):
    """The changes that a page shows, by part: where, which field, before and after."""
    return {
        str(part.title): [
            (*change["called"], change["field"], change["before"], change["after"]) for change in part.changes
        ]
        for part in page.context["differing"]
    }


def test_the_plan_leads_to_the_comparison(client, draft):
    plan = client.get(reverse("competitions:plan", args=[draft.slug]))
    assert f'href="{address(draft)}"' in markup(plan)
    page = client.get(address(draft))
    assert page.context["form"].initial == {"first": "berkas", "second": draft.slug}


def test_a_file_of_the_plan_as_it_stands_differs_in_nothing(client, draft):
    sent = {"first": "berkas", "first_file": file(value_of(draft)), "second": draft.slug}
    page = client.post(address(draft), sent)
    assert page.status_code == 200
    assert "Kedua rencana sama seluruhnya." in markup(page)
    assert page.context["differing"] == []


def test_what_differs_from_a_file_stands_part_by_part_under_the_names_that_people_know(client, draft):
    value = value_of(draft)
    value["head"]["theme"] = "Tema lama"
    value["blueprint"]["categories"][0]["name"] = "Kategori lama"
    del value["blueprint"]["checks"][0]
    page = client.post(
        address(draft), {"first": "berkas", "first_file": file(value), "second": draft.slug}, follow=True
    )
    plan = planning.plan_of(draft)
    category, check = plan.blueprint.categories[0], plan.blueprint.checks[0]
    found = rows_of(page)
    assert list(found) == ["Pokok", "Kategori", "Syarat administrasi"]
    assert found["Pokok"] == [("theme", "Tema lama", "")]
    assert found["Kategori"] == [(category.name, "name", "Kategori lama", category.name)]
    assert [(one[-3], one[-2]) for one in found["Syarat administrasi"] if one[-3] == ""] == [("", None)]
    assert check.statement in markup(page)
    assert "lampiran.json" in markup(page)
    assert "KIPP 2027 di portal ini" in markup(page)
    assert len(page.context["equal"]) == len(PARTS) - 3


def test_two_files_and_two_editions_are_compared_too(client, draft, admin):
    other = edition(by=admin, announced=False, slug="kipp-2028", name="KIPP 2028", theme="Air", **DATES)
    by_files = client.post(
        address(draft),
        {
            "first": "berkas",
            "first_file": file(value_of(draft), "satu.json"),
            "second": "berkas",
            "second_file": file(value_of(other), "dua.json"),
        },
    )
    by_names = client.post(address(draft), {"first": draft.slug, "second": other.slug})
    assert rows_of(by_files) == rows_of(by_names)
    assert ("theme", "", "Air") in rows_of(by_names)["Pokok"]
    assert "satu.json" in markup(by_files)
    assert "dua.json" in markup(by_files)


def doubled(value):
    value["blueprint"]["groups"].append(value["blueprint"]["groups"][0])


def odd(value):
    value["blueprint"]["stages"][3]["settings"]["tie_component"] = {"a": 1}


def unknown(value):
    value["blueprint"]["stages"][5]["composition"][2]["dimension"] = "warna"


@pytest.mark.parametrize("spoil", [doubled, odd, unknown])
def test_a_file_that_could_not_be_brought_is_not_compared_and_says_why(client, draft, spoil):
    value = value_of(draft)
    spoil(value)
    page = client.post(address(draft), {"first": "berkas", "first_file": file(value), "second": draft.slug})
    assert page.status_code == 422
    assert page.context["form"].errors["first_file"]
    assert "sides" not in page.context


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4", "Berkas ini tidak dapat dibaca."),
        ('{"format": "b\xe9"}'.encode("cp1252"), "Berkas ini tidak tersimpan dalam UTF-8."),
        (b"", "Berkas ini kosong"),
        (b"{}", "Berkas ini bukan rencana edisi dari Sinovik."),
        (b'{"format": "sinovik-plan-1", "rumus": "=1+1"}', "nama tidak dikenal: rumus"),
        (b" " * (plan_file.LARGEST + 1), "Berkas rencana paling besar 1 MB."),
    ],
)
@pytest.mark.parametrize("side", ["first", "second"])
def test_a_file_that_is_no_plan_is_told_beside_its_box(client, draft, content, sentence, side):
    other = "second" if side == "first" else "first"
    page = client.post(address(draft), {side: "berkas", f"{side}_file": file(content), other: draft.slug})
    assert page.status_code == 422
    assert any(sentence in said for said in page.context["form"].errors[f"{side}_file"])
    assert sentence in markup(page)


def test_what_is_not_chosen_is_asked_for(client, draft):
    page = client.post(address(draft), {"first": "berkas", "second": "tidak-ada"})
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "first_file": ["Pilih berkas rencana"],
        "second": ["Pilih salah satu yang tersedia"],
    }


def test_a_comparison_writes_nothing_and_costs_little(client, draft):
    before, events = planning.plan_of(draft), Event.objects.count()
    value = value_of(draft)
    value["blueprint"]["stages"] = value["blueprint"]["stages"][:2]
    sent = {"first": "berkas", "first_file": file(value), "second": draft.slug}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address(draft), sent).status_code == 200
    assert len(queries) <= 35
    assert (planning.plan_of(draft), Event.objects.count()) == (before, events)


def test_auditors_compare_and_others_do_not(draft):
    for role, status in ((Role.AUDITOR, 200), (Role.SECRETARY, 200), (Role.EVALUATOR, 403), (Role.UNIT, 403)):
        browser = enter(accounts.membership(role))
        assert browser.get(address(draft)).status_code == status
        sent = {"first": draft.slug, "second": draft.slug}
        assert browser.post(address(draft), sent).status_code == status


def test_a_motion_leads_to_the_whole_plan_before_and_after(client):
    mover = accounts.membership(Role.MINISTRY_ADMIN)
    planned = edition()
    value = (*PARTS["categories"].read(planning.plan_of(planned)), CategoryData("air", "Air bersih"))
    moved = motions.alter(planned, "categories", value, "Ditambah.", by=mover, at=planned.opens_at - timedelta(days=2))
    client.force_login(mover.user)
    link = f"{address(planned)}?pengajuan={moved.pk}"
    assert link in markup(client.get(reverse("motion", args=[moved.pk])))
    page = client.get(link)
    assert page.status_code == 200
    (rows,) = rows_of(page).values()
    assert any("Air bersih" in row for row in rows)
    assert f"setelah pengajuan {mover.user.told_apart}" in markup(page)
    # One that is no more is just the page.
    assert "sides" not in client.get(f"{address(planned)}?pengajuan=0").context
