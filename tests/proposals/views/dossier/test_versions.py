"""What stood in a part before, what an admin made of it, what is kept while somebody types."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Event
from accounts.pages import arrival
from proposals.domain import beside, lifecycle, masking
from proposals.domain.catalogue import earlier_awards, parents, public_page
from proposals.domain.draft import attachments, describing, drafting
from proposals.models import Attachment, IdentityVersion, Proposal, PublicFacts, PublicPage, SectionVersion
from proposals.reading import besides
from tests.factories import catalogue, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import hidden, markup, send, text_of

pytestmark = pytest.mark.django_db
KEY = "ringkasan"


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def draft(cast, edition):
    return proposals.draft(edition, by=cast.proposer)


def page(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.code, KEY, *more])


def write(proposal, text, *, by, **options):
    section = proposal.edition.sections.get(key=KEY)
    drafting.answer(proposal, section, {KEY: text}, is_done=False, by=by, at=DURING, **options)


def typed(client, proposal, text, *, seen):
    return client.post(page("section_typed", proposal), {f"answer_{KEY}": text, "versi": seen, "utuh": "1"})


def test_what_is_typed_is_kept_and_the_answer_says_when(cast, draft):
    client = Client()
    client.force_login(cast.proposer.user)
    events = Event.objects.count()
    answer = typed(client, draft, "Perahu obat", seen="0")
    version = SectionVersion.objects.get()
    assert answer.json() == {"version": version.stamp, "sentence": "Tersimpan 08.00"}
    assert (version.texts, version.closed_at) == ({KEY: "Perahu obat"}, None)
    assert Event.objects.count() == events
    assert typed(client, draft, "Tab lain", seen="0").status_code == 409
    assert SectionVersion.objects.get().texts == {KEY: "Perahu obat"}


@pytest.mark.parametrize(
    ("who", "seen", "text", "status"),
    [
        ("stranger", "0", "x", 404),
        ("agency_admin", "0", "x", 403),
        ("proposer", "", "x", 422),
        ("proposer", "0", "x" * 200_001, 422),
    ],
)
def test_what_cannot_be_kept_says_why_and_changes_nothing(cast, draft, who, seen, text, status):
    client = Client()
    client.force_login(getattr(cast, who).user)
    answer = typed(client, draft, text, seen=seen)
    assert answer.status_code == status
    assert not SectionVersion.objects.exists()
    if status != 404:
        assert answer.json()["sentence"]


def test_after_the_close_nothing_is_kept_and_the_writer_is_told(cast, draft, time_machine):
    time_machine.move_to(CLOSES_AT, tick=False)
    client = Client()
    client.force_login(cast.proposer.user)
    answer = typed(client, draft, "terlambat", seen="0")
    assert (answer.status_code, answer.json()["sentence"][:20]) == (403, "Pendaftaran ditutup ")
    assert not SectionVersion.objects.exists()


def test_what_began_before_the_close_counts_however_long_its_way_was(cast, draft, time_machine):
    time_machine.move_to(CLOSES_AT + timedelta(minutes=2), tick=False)
    client = Client()
    client.force_login(cast.proposer.user)
    address, data = page("section_typed", draft), {f"answer_{KEY}": "tepat waktu", "versi": "0", "utuh": "1"}
    before, after = (CLOSES_AT + timedelta(seconds=seconds) for seconds in (-1, 0))
    assert client.post(address, data, **{arrival.STAMP: after.timestamp()}).status_code == 403
    assert client.post(address, data, **{arrival.STAMP: before.timestamp()}).status_code == 200
    assert SectionVersion.objects.get().saved_at == before


def test_a_typing_save_costs_a_bounded_number_of_statements(cast, edition, django_assert_max_num_queries):
    proposal = proposals.filled(edition, by=cast.proposer)
    client = Client()
    client.force_login(cast.proposer.user)
    seen = SectionVersion.objects.current().get(proposal=proposal, section__key=KEY).stamp
    # The session, the person and their offices besides, and the savepoint around the test.
    with django_assert_max_num_queries(6 + 3 + 2):
        assert typed(client, proposal, "Isi lain", seen=seen).status_code == 200


def test_every_version_is_listed_and_shown_with_what_it_changed(client, cast, draft):
    write(draft, "Perahu obat menjangkau 12 pulau.", by=cast.proposer)
    write(draft, "Perahu obat menjangkau 14 pulau.", by=cast.colleague)
    client.force_login(cast.proposer.user)
    said = text_of(client.get(page("versions", draft)))
    assert "Versi 2 berlaku sekarang" in said
    assert cast.colleague.user.full_name in said
    shown = markup(client.get(page("version", draft, 2)))
    assert "<del>" in shown
    assert ">14 " in shown.replace("</span>", ">").replace("> ", ">")
    assert "Pulihkan versi ini" not in shown
    assert client.get(page("version", draft, 3)).status_code == 404


def test_an_earlier_version_is_put_back_by_button(client, cast, draft):
    write(draft, "pertama", by=cast.proposer)
    write(draft, "kedua", by=cast.colleague)
    client.force_login(cast.proposer.user)
    response = send(client, page("version", draft, 1), {})
    assert response.url == page("section", draft)
    stands = SectionVersion.objects.current().get()
    assert (stands.number, stands.texts, stands.restored_from) == (3, {KEY: "pertama"}, 1)
    assert "dipulihkan dari versi 1" in text_of(client.get(page("versions", draft)))


def test_what_was_saved_meanwhile_is_not_put_away_unseen(client, cast, draft):
    write(draft, "pertama", by=cast.proposer)
    write(draft, "kedua", by=cast.proposer)
    client.force_login(cast.proposer.user)
    drawn = hidden(client.get(page("version", draft, 1)))
    write(draft, "ketiga", by=cast.colleague)
    response = client.post(page("version", draft, 1), drawn)
    assert response.status_code == 409
    assert SectionVersion.objects.current().get().texts == {KEY: "ketiga"}


def test_the_versions_of_others_are_not_there(client, cast, draft):
    write(draft, "pertama", by=cast.proposer)
    client.force_login(cast.stranger.user)
    for address in (
        page("versions", draft),
        page("version", draft, 1),
        reverse("proposals:corrections", args=[draft.code]),
    ):
        assert client.get(address).status_code == 404


def test_the_unit_sees_what_the_agencys_admin_changed(client, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    write(proposal, "Perahu obat menjangkau 12 pulau.", by=cast.proposer)
    lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    client.force_login(cast.proposer.user)
    home, differences = (reverse(f"proposals:{name}", args=[proposal.code]) for name in ("show", "corrections"))
    assert differences not in markup(client.get(home))
    assert "belum mengubah usulan ini" in text_of(client.get(differences))
    write(proposal, "Perahu obat menjangkau 14 pulau.", by=cast.agency_admin)
    assert differences in markup(client.get(home))
    lifecycle.send_back(proposal, "Angkanya sudah saya perbaiki.", by=cast.agency_admin, at=DURING)
    assert differences in markup(client.get(home))
    said = text_of(client.get(differences))
    assert "[dihapus:] 12 [sampai di sini]" in said
    assert "[ditambahkan:] 14 [sampai di sini]" in said
    assert cast.agency_admin.signature in said


def test_the_unit_sees_which_files_origins_and_public_words_the_admin_changed(client, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    group = proposal.group
    group.parents = "any"
    group.save()
    first, second = (catalogue.earlier_entry(title=title) for title in ("Kapal Sehat", "Lumbung Data"))
    parents.name(proposal, first, by=cast.proposer, at=DURING)
    public_page.tell(proposal, PublicFacts(cost="Rp10 juta"), by=cast.proposer, at=DURING)
    letter = Attachment.objects.present().filter(proposal=proposal, requirement__isnull=False).first()
    lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    client.force_login(cast.proposer.user)
    home, differences = (reverse(f"proposals:{name}", args=[proposal.code]) for name in ("show", "corrections"))
    assert differences not in markup(client.get(home))
    admin = {"by": cast.agency_admin, "at": DURING}
    new = proposals.file("surat-baru.pdf", "baru")
    attachments.attach(proposal, new, requirement=letter.requirement, **admin)
    parents.drop(proposal, first, **admin)
    parents.name(proposal, second, **admin)
    public_page.tell(proposal, PublicFacts(cost="Rp12 juta"), **admin)
    assert differences in markup(client.get(home))

    def seen():
        said = text_of(client.get(differences))
        assert f"Dihapus: {letter.name} ({letter.requirement.name})" in said
        assert f"Ditambahkan: surat-baru.pdf ({letter.requirement.name})" in said
        assert "Dihapus: Kapal Sehat" in said
        assert "Ditambahkan: Lumbung Data" in said
        assert "[ditambahkan:] Rp12 [sampai di sini]" in said

    seen()
    # What the unit does itself afterwards is no correction of the admin's.
    lifecycle.send_back(proposal, "Sudah saya perbaiki.", by=cast.agency_admin, at=DURING)
    attachments.attach(
        proposal, proposals.file("lagi.pdf", "lagi"), requirement=letter.requirement, by=cast.proposer, at=DURING
    )
    seen()
    assert "lagi.pdf" not in text_of(client.get(differences))


def test_the_unit_sees_evidence_answers_and_the_neutral_title_that_the_admin_changed(client, cast, edition):
    """Each corrected from its own page, as the unit fills it in."""
    edition.stages.filter(position=2).update(is_blind=True)
    award = catalogue.earlier_entry(title="Perahu Obat Pulau", agency=cast.proposer.agency, awards=(("top", "Top 45"),))
    proposal = proposals.filled(edition, by=cast.proposer, title="Perahu Obat Pulau Jauh")
    first, second = evidence_of(proposal, cast)
    public_page.tell(proposal, PublicFacts(), evidence=[first.pk], by=cast.proposer, at=DURING)
    earlier_awards.answer(proposal, {award.pk: False}, by=cast.proposer, at=DURING)
    masking.confirm(proposal, "Layanan obat di pulau", by=cast.proposer, at=DURING)
    lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    home, differences = (reverse(f"proposals:{name}", args=[proposal.code]) for name in ("show", "corrections"))
    client.force_login(cast.agency_admin.user)
    assert differences not in markup(client.get(home))
    pages = {
        "public_page": {"evidence": [second.pk]},
        "earlier_awards": {f"inovasi-{award.pk}": "ya"},
        "neutral": {"title": "Layanan obat di kepulauan", "passages": ""},
    }
    for name, data in pages.items():
        assert send(client, reverse(f"proposals:{name}", args=[proposal.code]), data).status_code == 302, name

    def seen():
        client.force_login(cast.proposer.user)
        assert differences in markup(client.get(home))
        said = text_of(client.get(differences))
        assert f"Tidak lagi untuk umum: {first.name}" in said
        assert f"Kini untuk umum: {second.name}" in said
        assert "“Perahu Obat Pulau”" in said
        assert "[ditambahkan:] Ini inovasi kami [sampai di sini]" in said
        assert "[ditambahkan:] kepulauan [sampai di sini]" in said
        assert "Berkas" not in said.partition("Perubahan oleh admin instansi")[2].partition("Penghargaan")[0]

    seen()
    lifecycle.send_back(proposal, "Sudah saya perbaiki.", by=cast.agency_admin, at=DURING)
    public_page.tell(proposal, PublicFacts(), evidence=[], by=cast.proposer, at=DURING)
    masking.confirm(proposal, "Layanan obat", by=cast.proposer, at=DURING)
    seen()


def evidence_of(proposal, cast):
    """Two files of one section of a filled dossier."""
    first = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).first()
    second = attachments.attach(
        proposal, proposals.file("bukti-lain.pdf", "lain"), section=first.section, by=cast.proposer, at=DURING
    )
    return first, second


def test_what_the_unit_tells_the_public_after_it_was_sent_is_not_the_admins(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    later = DURING + timedelta(days=1)
    public_page.tell(proposal, PublicFacts(cost="Rp12 juta"), by=cast.proposer, at=later)
    client.force_login(cast.proposer.user)
    said = text_of(client.get(reverse("proposals:corrections", args=[proposal.code])))
    assert "belum mengubah usulan ini" in said
    assert "Rp12 juta" not in said


def test_what_the_unit_tells_the_public_while_its_admin_checks_is_not_the_admins(client, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    public_page.tell(proposal, PublicFacts(cost="Rp12 juta"), by=cast.proposer, at=DURING + timedelta(hours=2))
    client.force_login(cast.proposer.user)
    said = text_of(client.get(reverse("proposals:corrections", args=[proposal.code])))
    assert "belum mengubah usulan ini" in said
    assert "Rp12 juta" not in said


def test_what_the_admin_told_the_public_stays_to_be_seen_when_the_unit_tells_more(client, cast, edition):
    """On the differences, on the page where it is told, and where the public page is foreseen."""
    proposal = proposals.filled(edition, by=cast.proposer)
    first, second = evidence_of(proposal, cast)
    public_page.tell(proposal, PublicFacts(cost="Rp10 juta"), evidence=[first.pk], by=cast.proposer, at=DURING)
    lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    moment = iter(DURING + timedelta(minutes=number) for number in range(1, 9))
    said = PublicFacts(cost="Rp12 juta")
    public_page.tell(proposal, said, evidence=[second.pk], by=cast.agency_admin, at=next(moment))
    mine = PublicFacts(cost="Rp12 juta", duration="Enam bulan")
    public_page.keep_typed(proposal, mine, by=cast.proposer, at=next(moment))
    again = PublicFacts(cost="Rp12 juta", duration="Delapan bulan")
    public_page.tell(proposal, again, evidence=[second.pk], by=cast.agency_admin, at=next(moment))
    lifecycle.send_back(proposal, "Sudah saya perbaiki.", by=cast.agency_admin, at=next(moment))
    last = PublicFacts(cost="Rp99 juta", duration="Setahun")
    public_page.tell(proposal, last, evidence=[], by=cast.proposer, at=next(moment))
    client.force_login(cast.proposer.user)
    for name in ("corrections", "public_page", "check"):
        told = text_of(client.get(reverse(f"proposals:{name}", args=[proposal.code])))
        assert f"Tidak lagi untuk umum: {first.name}" in told, name
        assert f"Kini untuk umum: {second.name}" in told
        assert "[dihapus:] Rp10 [sampai di sini] [ditambahkan:] Rp12 [sampai di sini]" in told
        assert "[dihapus:] Enam [sampai di sini] [ditambahkan:] Delapan [sampai di sini]" in told
        assert "[ditambahkan:] Rp99" not in told
        assert "[ditambahkan:] Enam" not in told
        assert "[ditambahkan:] Setahun" not in told


def test_of_the_turns_the_last_twenty_are_kept(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    for number in range(26):
        by = cast.agency_admin if number % 2 else cast.proposer
        public_page.keep_typed(proposal, PublicFacts(cost=f"Rp{number} juta"), by=by, at=DURING)
    kept = PublicPage.objects.get(proposal=proposal).turns
    assert [one["public"]["cost"] for one in kept] == [f"Rp{number} juta" for number in range(5, 25)]
    assert {one["role"] for one in kept[::2]} == {cast.agency_admin.role}


def test_of_what_was_not_kept_at_either_of_two_moments_nothing_is_said():
    old = {"files": [], "parents": [], "public": {}, "picture": {}}
    assert not besides.compared(old, old)


def test_of_what_was_not_kept_when_it_was_handed_over_nothing_is_said(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    kept = beside.standing(proposal)
    old = {kind: kept[kind] for kind in ("files", "parents", "public", "picture")}
    first, _second = evidence_of(proposal, cast)
    public_page.tell(proposal, PublicFacts(), evidence=[first.pk], by=cast.proposer, at=DURING)
    found = besides.compared(old, beside.standing(proposal))
    assert (found.shown_in, found.shown_out, found.earlier, found.neutral) == ((), (), (), ())
    assert [one.name for one in found.files_in] == ["bukti-lain.pdf"]


def test_an_agencys_admin_restores_a_version(client, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    write(proposal, "Perahu obat menjangkau 12 pulau.", by=cast.proposer)
    lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    earlier = SectionVersion.objects.filter(proposal=proposal, section__key="ringkasan").latest("number")
    write(proposal, "Keliru.", by=cast.agency_admin)
    client.force_login(cast.agency_admin.user)
    address = reverse("proposals:version", args=[proposal.code, "ringkasan", earlier.number])
    assert "Pulihkan versi ini" in text_of(client.get(address))
    send(client, address, {})
    now = SectionVersion.objects.filter(proposal=proposal, section__key="ringkasan").latest("number")
    assert (now.texts, now.restored_from, now.saved_by) == (earlier.texts, earlier.number, cast.agency_admin)


def test_two_who_have_a_part_open_see_each_other(cast, draft):
    first, second, stranger = Client(), Client(), Client()
    for client, who in ((first, "proposer"), (second, "colleague"), (stranger, "stranger")):
        client.force_login(getattr(cast, who).user)
    address = page("presence", draft)

    def tells(client):
        return client.post(address, {"utuh": "1"})

    assert tells(first).json() == {"sentence": ""}
    assert tells(second).json()["sentence"].startswith(f"{cast.proposer.user.told_apart} juga sedang membuka")
    assert tells(first).json()["sentence"].startswith(f"{cast.colleague.user.told_apart} juga sedang membuka")
    assert tells(stranger).status_code == 404


def test_who_went_away_is_forgotten_and_nobody_waits_for_a_cache(cast, draft, time_machine, settings):
    first, second = Client(), Client()
    first.force_login(cast.proposer.user)
    second.force_login(cast.colleague.user)
    address = page("presence", draft)
    first.post(address, {"utuh": "1"})
    time_machine.shift(80)
    assert second.post(address, {"utuh": "1"}).json() == {"sentence": ""}
    nowhere = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": nowhere}}
    assert second.post(address, {"utuh": "1"}).json() == {"sentence": ""}


def identity(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.code, *more])


def described(client, proposal, *, seen=None, **said):
    """What the page's script sends of the identity."""
    seen = describing.stamp(Proposal.objects.get(pk=proposal.pk)) if seen is None else seen
    return client.post(identity("identity_typed", proposal), {**said, "versi": seen, "utuh": "1"})


def test_the_identity_is_kept_while_it_is_typed_and_a_wrong_field_costs_no_other(client, cast, draft):
    client.force_login(cast.proposer.user)
    page = markup(client.get(identity("identity", draft)))
    assert f'data-typing="{identity("identity_typed", draft)}"' in page
    assert f'data-presence="{identity("identity_presence", draft)}"' in page
    answer = described(client, draft, title="Perahu obat", contact_name="Sari", started_on="entah", contact_phone="abc")
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("Tersimpan 08.00, kecuali yang belum benar. Tulis tanggal mulai")
    draft.refresh_from_db()
    assert (draft.title, draft.contact_name, draft.started_on, draft.contact_phone) == ("Perahu obat", "Sari", None, "")
    assert answer.json()["version"] == describing.stamp(draft)
    answer = described(client, draft, title="Perahu obat", contact_name="Sari W", started_on="5/1/2023")
    assert answer.json() == {"version": describing.stamp(Proposal.objects.get()), "sentence": "Tersimpan 08.00"}
    assert IdentityVersion.objects.count() == 2


def test_the_identity_typed_elsewhere_is_not_overwritten_and_its_writer_is_named(client, cast, draft):
    seen = describing.stamp(draft)
    named = proposals.an_identity(draft, contact_name="Bayu")
    describing.describe(draft, named, by=cast.colleague, at=DURING)
    client.force_login(cast.proposer.user)
    answer = described(client, draft, seen=seen, title="Lain")
    assert answer.status_code == 409
    assert answer.json()["sentence"].startswith(f"{cast.colleague.user.told_apart} menyimpan bagian ini lebih dahulu")
    assert described(client, draft, seen="", title="Lain").status_code == 422
    client.force_login(cast.stranger.user)
    assert described(client, draft, title="Lain").status_code == 404


def test_typing_the_identity_costs_a_bounded_number_of_statements(cast, edition, django_assert_max_num_queries):
    proposal = proposals.filled(edition, by=cast.proposer)
    client = Client()
    client.force_login(cast.proposer.user)
    proposal.refresh_from_db()
    said = {"title": "Lain", "group": proposal.group_id, "category": proposal.category_id, "sdgs": ["3"]}
    # The session, the person and their offices besides, and the savepoint around the test.
    with django_assert_max_num_queries(6 + 3 + 2):
        assert described(client, proposal, seen=describing.stamp(proposal), **said).status_code == 200


def test_the_identitys_versions_are_shown_in_words_and_put_back(client, cast, draft, edition):
    group = edition.groups.order_by("position").first()
    said = proposals.an_identity(draft, title="Perahu obat", group=group)
    describing.describe(draft, said, by=cast.colleague, at=DURING)
    client.force_login(cast.proposer.user)
    assert "Versi 2 berlaku sekarang" in text_of(client.get(identity("identity_versions", draft)))
    shown = text_of(client.get(identity("identity_version", draft, 2)))
    for words in (group.name, "1 Maret 2021", "Kehidupan sehat dan sejahtera", "Sari Wulandari", "Tidak"):
        assert words in shown
    title = draft.title
    response = send(client, identity("identity_version", draft, 1), {})
    assert response.url == identity("identity", draft)
    draft.refresh_from_db()
    assert (draft.title, draft.group, draft.contact_name) == (title, None, "")
    assert "dipulihkan dari versi 1" in text_of(client.get(identity("identity_versions", draft)))
    assert client.get(identity("identity_version", draft, 9)).status_code == 404
    client.force_login(cast.stranger.user)
    for address in (identity("identity_versions", draft), identity("identity_version", draft, 1)):
        assert client.get(address).status_code == 404


def test_the_unit_sees_what_the_admin_changed_in_the_identity(client, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer, title="Perahu obat untuk 12 pulau")
    lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    corrected = proposals.an_identity(proposal, title="Perahu obat untuk 14 pulau")
    describing.describe(proposal, corrected, by=cast.agency_admin, at=DURING)
    client.force_login(cast.proposer.user)
    assert identity("corrections", proposal) in markup(client.get(identity("show", proposal)))
    said = text_of(client.get(identity("corrections", proposal)))
    assert "Judul inovasi" in said
    assert "[ditambahkan:] 14 [sampai di sini]" in said
    assert "Kelompok" not in said


def test_two_who_have_the_identity_open_see_each_other(cast, draft):
    first, second = Client(), Client()
    first.force_login(cast.proposer.user)
    second.force_login(cast.colleague.user)
    address = identity("identity_presence", draft)
    assert first.post(address, {"utuh": "1"}).json() == {"sentence": ""}
    assert second.post(address, {"utuh": "1"}).json()["sentence"].startswith(cast.proposer.user.full_name)
