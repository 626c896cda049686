"""The pages on which a sheet of another programme gets its programme and its columns."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.models import Role
from proposals.models import OtherProgramme, WinnerList
from proposals.rules import imports as rules
from tests.proposals.domain.catalogue.test_imports import handed_in, judged, moved, row
from tests.proposals.views.follow_up.test_imports import HEAD, ROWS, as_csv, chosen, map_columns, send
from tests.proposals.views.follow_up.test_winner_lists import markup, signed_in

pytestmark = pytest.mark.django_db


def test_a_file_to_be_mended_says_again_what_came_though_it_was_made_harmless(client):
    rows = [["1", "=RUMUS", "2023", "Pemerintah Kota Uji", "-"], ["2", "Kapal", "x", "Pemerintah Kota Uji", "-"]]
    signed_in(client, Role.SECRETARY)
    map_columns(client, send(client, as_csv(*rows)))
    address = reverse("proposals:import_mending", args=[WinnerList.objects.get().pk, "csv"])
    content = b"".join(client.get(address).streaming_content)
    assert "'=RUMUS" in content.decode()
    page = map_columns(client, send(client, content.replace(b";x;", b";2023;")))
    assert [(outcome.value, number) for outcome, number in page.context["tallies"]] == [("good", 1), ("bad", 1)]
    again = WinnerList.objects.latest().first()
    assert [one.cells[3:] for one in again.sheet_rows.order_by("number")] == [
        rows[0],
        ["2", "Kapal", "2023", *rows[1][3:]],
    ]


def test_what_stands_under_no_heading_is_said_and_not_lost_on_its_way_through_the_mending(client):
    others = (row(f"Layanan {number}") for number in range(20))
    listed = judged([*row(), "lebih"], *others, [*row("Kapal"), "", "satu"])
    signed_in(client, Role.SECRETARY)
    address = reverse("proposals:import", args=[listed.pk])
    page = markup(client.get(address, {"hasil": "bad"}))
    assert "isinya lebih banyak daripada judul kolom; pindahkan “lebih”" in page
    assert "pindahkan “satu”" in page
    answer = client.get(reverse("proposals:import_mending", args=[listed.pk, "csv"]))
    content = b"".join(answer.streaming_content)
    _head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert [line[7:] for line in rows] == [["lebih"], ["", "satu"]]
    page = map_columns(client, send(client, content))
    assert [(outcome.value, number) for outcome, number in page.context["tallies"]] == [("bad", 2)]


def test_the_first_rows_are_shown_as_wide_as_the_headings(client):
    listed = handed_in(*(["Rekap"] for _number in range(20)))
    listed.sheet_rows.update(cells=[*row(), "lebih"])
    signed_in(client, Role.SECRETARY)
    page = client.get(reverse("proposals:import_mapping", args=[listed.pk]))
    assert [len(cells) for cells in page.context["sample"]] == [len(listed.headings)] * 3


def test_while_it_is_put_before_a_second_person_its_columns_are_neither_offered_nor_named(client):
    listed = judged(row())
    signed_in(client, Role.SECRETARY)
    shown = reverse("proposals:import", args=[listed.pk])
    address = reverse("proposals:import_mapping", args=[listed.pk])
    page = client.get(address)
    assert address in markup(client.get(shown))
    moved(listed)
    assert address not in markup(client.get(shown))
    before = WinnerList.objects.values().get()
    for answer in (
        client.get(address),
        client.post(address, {**chosen(page), "versi": page.context["stamp"], "kolom-honour": ""}),
    ):
        assert str(rules.MOVED) in markup(answer)
        assert "Baca semua baris" not in markup(answer)
    assert WinnerList.objects.values().get() == before


def test_what_somebody_else_named_meanwhile_stands_beside_what_was_chosen(client):
    signed_in(client, Role.SECRETARY)
    page = send(client, as_csv(*ROWS))
    map_columns(client, page)
    answer = map_columns(client, page, **{"kolom-honour": "", "kolom-category": "4"})
    assert answer.status_code == 409
    assert "E: Penghargaan" in markup(answer)
    assert WinnerList.objects.get().mapping["honour"] == HEAD.index("Penghargaan")
    answer = map_columns(client, page, **{"kolom-honour": "", "kolom-category": "4", "versi": answer.context["stamp"]})
    assert answer.status_code == 200
    assert WinnerList.objects.get().mapping["category"] == HEAD.index("Penghargaan")


def test_columns_that_came_in_part_are_not_named(client):
    signed_in(client, Role.SECRETARY)
    page = send(client, as_csv(*ROWS))
    assert "tidak sampai utuh" in markup(map_columns(client, page, versi=""))
    assert WinnerList.objects.get().mapping == {}


@pytest.mark.parametrize("name", ["IGA", "iga"])
@pytest.mark.parametrize(
    ("is_counted", "ticked", "sentence"),
    [
        (True, {}, rules.COUNTED.sentence),
        (True, {"counts_as_top": "on"}, None),
        (False, {}, None),
        (False, {"counts_as_top": "on"}, rules.NOT_COUNTED.sentence),
    ],
)
def test_a_known_programme_is_not_named_with_the_other_tick(client, name, is_counted, ticked, sentence):
    OtherProgramme.objects.create(name="IGA", counts_as_top=is_counted)
    signed_in(client, Role.SECRETARY)
    page = send(client, as_csv(*ROWS), named=name, **ticked)
    assert WinnerList.objects.exists() is (sentence is None)
    if sentence:
        assert page.context["form"].errors == {"counts_as_top": [sentence]}
    assert OtherProgramme.objects.get().counts_as_top is is_counted


@pytest.mark.parametrize(
    ("is_counted", "ticked", "is_taken"),
    [
        (True, {}, True),
        (True, {"counts_as_top": "on"}, True),
        (False, {}, True),
        (False, {"counts_as_top": "on"}, False),
    ],
)
def test_of_one_that_is_chosen_a_tick_that_says_otherwise_is_not_dropped(client, is_counted, ticked, is_taken):
    known = OtherProgramme.objects.create(name="IGA", counts_as_top=is_counted)
    signed_in(client, Role.SECRETARY)
    page = send(client, as_csv(*ROWS), programme=known.pk, named="", **ticked)
    assert WinnerList.objects.exists() is is_taken
    assert (str(rules.NOT_COUNTED) in markup(page)) is not is_taken


@pytest.mark.parametrize("said", [None, {"named": "", "reason": ""}])
def test_of_the_two_fields_of_a_programme_neither_is_called_optional(client, said):
    signed_in(client, Role.SECRETARY)
    page = client.get(reverse("proposals:import_entering")) if said is None else send(client, b"", **said)
    form = page.context["form"]
    assert "(opsional)" not in markup(page)
    assert "Program baru" in str(form["named"].help_text)
    if said:
        assert "Pilih program dari daftar" not in str(form["programme"].errors)
