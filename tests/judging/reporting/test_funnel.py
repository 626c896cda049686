"""How many came how far: numbers, shares and the widths of their bars."""

from types import SimpleNamespace

from judging.reading.progress import Registration
from judging.reporting import funnel


def stage(name, entrants, going_on, *, opened=True, published=True):
    return SimpleNamespace(
        name=name, n_entrants=entrants, n_going_on=going_on, opened_at=opened or None, published_at=published or None
    )


def steps(*stages):
    counted = Registration(at_unit=20, at_agency=10, submitted=60, ended=10)
    return funnel.steps(counted, stages, registration_url="/daftar/", address=lambda one: f"/{one.name}/")


def test_every_step_says_how_many_of_those_before_it_came_on():
    found = steps(stage("Administrasi", 60, 40), stage("Proposal", 40, 5), stage("Panel", 0, 0, opened=False))
    assert [(one.label, one.number, one.before) for one in found] == [
        ("Usulan dimulai", 100, None),
        ("Diajukan", 60, 100),
        ("Administrasi", 60, 60),
        ("Proposal", 40, 60),
        ("Lanjut dari Proposal", 5, 40),
    ]
    assert [(one.width, one.x) for one in found][:2] == [("100.00", "0.00"), ("60.00", "20.00")]
    assert found[1].url == "/daftar/?di=submitted"


def test_those_who_go_on_are_sealed_until_they_are_announced():
    found = steps(stage("Administrasi", 60, 40, published=False))
    assert [one.label for one in found] == ["Usulan dimulai", "Diajukan", "Administrasi"]


def test_an_edition_without_proposals_has_no_width():
    nothing = Registration(at_unit=0, at_agency=0, submitted=0, ended=0)
    found = funnel.steps(nothing, [], registration_url="/", address=str)
    assert {one.width for one in found} == {"0"}
