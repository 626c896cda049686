"""What changes of a plan are called: no key that only the portal knows is shown to anybody."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from competitions.domain import difference, naming
from competitions.domain.blueprint import AdmissionData, LetterData, Plan, ReminderData, RuleData
from competitions.domain.parts import PARTS
from competitions.domain.templates import TEMPLATES
from competitions.templatetags import differences
from tests.competitions.domain.plans import HEAD

pytestmark = pytest.mark.django_db
PLAN = Plan(HEAD, TEMPLATES["classical"].blueprint)


def one(things, key, **changes):
    return tuple(replace(thing, **changes) if thing.key == key else thing for thing in things)


def interview(value, **settings):
    stage = next(stage for stage in value if stage.key == "interview")
    return one(value, "interview", settings={**stage.settings, **settings})


def first_criterion(value, **changes):
    first, *others = value[0].criteria
    return (replace(value[0], criteria=(replace(first, **changes), *others)), *value[1:])


RULE = RuleData("category", "kesehatan", minimum=2)
# part, its new value from the old, and each line of the difference: where, what, before, after
CHANGES = {
    "a setting": (
        "stages",
        lambda v: interview(v, session_minutes=30, first_at="08.30", materials=["slides"], pauses=[["12.00", "13.00"]]),
        {
            ("Presentasi dan wawancara", "lama sesi (menit)", "20", "30"),
            ("Presentasi dan wawancara", "sesi pertama", "09.00", "08.30"),
            ("Presentasi dan wawancara", "bahan yang diserahkan peserta", "–", "salindia"),
            ("Presentasi dan wawancara", "jeda", "–", "12.00–13.00"),
        },
    ),
    "the rubric of a stage": (
        "stages",
        lambda v: one(v, "interview", rubric="desk"),
        {("Presentasi dan wawancara", "rubrik", "Presentasi dan wawancara", "Penilaian proposal")},
    ),
    "places": (
        "places",
        lambda v: {**v, "final": {**v["final"], "umum": 40}},
        {("Penetapan akhir", "Kelompok umum", "45", "40")},
    ),
    "a recap": (
        "recap",
        lambda v: {**v, "final": {"desk": Decimal(40), "interview": Decimal(60)}},
        {
            ("Penetapan akhir", "Penilaian proposal", "50", "40"),
            ("Penetapan akhir", "Presentasi dan wawancara", "50", "60"),
        },
    ),
    "ties": (
        "ties",
        lambda v: {"desk": {"decides": ""}, "interview": {"decides": "delivery"}},
        {
            ("Penilaian proposal", "yang menentukan lebih dahulu", "Signifikansi", "langsung undian"),
            ("Presentasi dan wawancara", "yang menentukan lebih dahulu", "substansi", "penyampaian"),
        },
    ),
    "a rule of composition": (
        "composition",
        lambda v: {**v, "final": (*v["final"], RULE)},
        {
            (
                "Penetapan akhir › kategori Kesehatan",
                "ditambahkan",
                "–",
                "Sedikitnya dua usulan dari kategori Kesehatan",
            )
        },
    ),
    "who may enter": (
        "admissions",
        lambda v: (AdmissionData("kind", "regency"),),
        {("kabupaten", "ditambahkan", "–", "menurut: jenis instansi; nilai: kabupaten")},
    ),
    "a reminder": (
        "reminders",
        lambda v: (*v[1:], ReminderData("drafts-5", "drafts", 5)),
        {
            (
                "usulan belum diajukan, kepada penulis dan admin instansi (5 hari sebelumnya)",
                "ditambahkan",
                "–",
                "tentang: usulan belum diajukan, kepada penulis dan admin instansi; hari sebelum berakhir: 5",
            ),
            (
                "usulan belum diajukan, kepada penulis dan admin instansi (14 hari sebelumnya)",
                "dihapus",
                "tentang: usulan belum diajukan, kepada penulis dan admin instansi; hari sebelum berakhir: 14",
                "–",
            ),
        },
    ),
    "a criterion": (
        "rubrics",
        lambda v: first_criterion(v, component="delivery"),
        {("Penilaian proposal › Latar belakang dan tujuan", "komponen", "keseluruhan", "penyampaian")},
    ),
    "the only group of a section": (
        "sections",
        lambda v: one(v, "kebaruan", group="khusus"),
        {("Kebaruan atau nilai tambah", "kelompok", "–", "Kelompok khusus")},
    ),
    "the order of categories": ("categories", lambda v: (v[1], v[0], *v[2:]), None),
    "a letter": (
        "letters",
        lambda v: (LetterData("motion.moved", "Mohon dibaca", "Yth."),),
        {
            (
                "Pengajuan menunggu orang kedua",
                "ditambahkan",
                "–",
                "perihal: Mohon dibaca; isi: Yth.",
            )
        },
    ),
    "the window of a stage": (
        "stages",
        lambda v: one(v, "final", lasts=timedelta(days=8)),
        {("Penetapan akhir", "lamanya", None, "8 hari")},
    ),
}


def lines(part, change):
    after = PARTS[part].write(PLAN, change(PARTS[part].read(PLAN)))
    told = naming.named(difference.between(PLAN, after), PLAN, after)
    return {
        (
            differences.place_name(one),
            str(differences.field_name(one)),
            differences.stood(one),
            differences.to_stand(one),
        )
        for one in told
    }


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_told_in_the_words_of_the_planners(what):
    part, change, expected = CHANGES[what]
    found = lines(part, change)
    if what == "the order of categories":
        ((_place, name, before, after),) = found
        names = [one.name for one in PLAN.blueprint.categories]
        assert (name, before) == ("urutan", "; ".join(names))
        assert after == "; ".join([names[1], names[0], *names[2:]])
    elif what == "the window of a stage":
        assert {(place, name, after) for place, name, _before, after in found} == {
            (place, name, after) for place, name, _before, after in expected
        }
    else:
        assert found == expected


def test_what_two_people_agree_to_is_the_same_in_every_language():
    after = PARTS["reminders"].write(PLAN, PLAN.blueprint.reminders[1:])
    changes = difference.between(PLAN, after)
    told = naming.named(changes, PLAN, after)
    with translation.override("en"):
        assert naming.named(changes, PLAN, after) == told
