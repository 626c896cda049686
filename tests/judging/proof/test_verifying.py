"""What an outsider finds in a bundle that is whole, and in every one that is not."""

import io
import random
import zipfile

import pytest

from competitions.kinds import StageKind
from judging.proof import bundle, verifying, words
from tests import proving

pytestmark = pytest.mark.django_db
KINDS = (StageKind.ADMINISTRATIVE, StageKind.DESK, StageKind.PANEL)
OTHER = bytes(range(32))


@pytest.fixture
def whole():
    """The bundle of each kind, as bytes."""
    proving.told()
    return {kind: proving.content(kind) for kind in KINDS}


def looked_at(content, *keys):
    return verifying.verified(content, keys=keys or [proving.key()])


def wrong(content, *keys):
    """The keys of what does not hold."""
    return {one.key for one in looked_at(content, *keys) if one.holds is False}


def test_everything_of_a_whole_bundle_holds_and_is_said_in_two_languages(whole):
    expected = {"layout", "members", "signature", "signer", "snapshot", "result", "event", "code", "labels", "rules"}
    expected |= {"tree", "computed"}
    beside = {
        StageKind.ADMINISTRATIVE: {"decision"},
        StageKind.DESK: {"decision", "weights", "cards"},
        StageKind.PANEL: {"decision", "kept", "solved"},
    }
    for kind in KINDS:
        found = looked_at(whole[kind])
        assert {one.key: one.holds for one in found} == dict.fromkeys(expected | beside[kind], True)
        said = words.lines(found)
        assert said[-2:] == ["Semuanya benar.", "Everything holds."]
        assert not [line for line in said if "%(" in line]


def test_without_a_key_nobody_is_believed_and_the_verdict_says_so(whole):
    found = verifying.verified(whole[StageKind.DESK])
    assert [one.key for one in found if one.holds is not True] == ["signer"]
    assert words.verdict(found) is None


def test_a_flipped_bit_anywhere_is_found(whole):
    """Of every kind of place in the file: no reader may say that all holds, and none may fall."""
    content = whole[StageKind.PANEL]
    dice = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        starts = [one.header_offset for one in archive.infolist()]
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    for place in [*dice.sample(range(len(content)), 40), *(start + 40 for start in starts)]:
        flipped = bytearray(content)
        flipped[place] ^= 1 << dice.randrange(8)
        if wrong(bytes(flipped)):
            continue
        # What packs the members (a date, a bit of the directory) is no part of what is signed.
        assert bundle.opened(bytes(flipped)) == parts


def test_a_flipped_byte_of_each_member_is_named(whole):
    members = bundle.opened(whole[StageKind.DESK])
    for name in members:
        content = bytearray(members[name])
        content[len(content) // 2] ^= 1
        found = wrong(bundle.packed({**members, name: bytes(content)}))
        assert found & {"members", "signature", "unreadable"}, name


def raise_a_mark(frozen):
    one = frozen["reads"][0]
    one["total"] = "99.000" if one["total"] != "99.000" else "1.000"


def test_a_changed_mark_is_found_whatever_else_was_put_right(whole):
    content = whole[StageKind.DESK]
    only_hashes = proving.altered(content, bundle.SNAPSHOT, raise_a_mark, hashes=["snapshot"])
    assert wrong(only_hashes) >= {"signature", "event", "cards", "computed"}
    signed_anew = proving.altered(content, bundle.SNAPSHOT, raise_a_mark, hashes=["snapshot"], secret=OTHER)
    assert wrong(signed_anew) >= {"signer", "event", "cards", "computed"}
    assert "signature" not in wrong(signed_anew)


def test_another_key_is_not_believed(whole):
    content = proving.altered(whole[StageKind.DESK], bundle.RULES, lambda rules: None, secret=OTHER)
    assert wrong(content) == {"signer"}
    (signer,) = [one for one in looked_at(content) if one.key == "signer"]
    assert signer.values["key"] in words.sentence(signer)[0]


@pytest.mark.parametrize(
    ("name", "change", "named"),
    [
        (bundle.RULES, lambda one: one["frozen"].update(seed="0" * 64), "rules"),
        (
            bundle.CARDS,
            lambda one: one["cards"][0]["points"].update({next(iter(one["cards"][0]["points"])): 7}),
            "cards",
        ),
        (bundle.CARDS, lambda one: one["cards"].pop(), "cards"),
        (bundle.RULES, lambda one: one["criteria"][0].update(weight="99.00"), "weights"),
        (bundle.RULES, lambda one: one["criteria"].pop(), "weights"),
        (bundle.LIST, lambda one: one["edition"].update(name="KIPP Lain"), "labels"),
        (bundle.LIST, lambda one: one["stage"].update(position=9), "labels"),
        (bundle.LIST, lambda one: one.update(is_example=not one["is_example"]), "labels"),
        (bundle.RESULT, lambda one: one["results"][0].update(score="100.00"), "computed"),
        (bundle.DECISION, lambda one: one["choices"][0].update(proposed=not one["choices"][0]["proposed"]), "decision"),
        (bundle.EVENT, lambda one: one.update(number=one["number"] + 1), "event"),
        (bundle.EVENT, lambda one: one.update(body=one["body"].replace("stage.computed", "stage.compute")), "event"),
    ],
)
def test_each_part_that_says_otherwise_is_named_though_all_is_signed(whole, name, change, named):
    content = proving.altered(whole[StageKind.DESK], name, change, secret=OTHER)
    assert named in wrong(content)


def exchange(selection):
    selection["chosen"] = selection["chosen"][1:]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (exchange, {"kept", "solved"}),
        (lambda one: one.update(total=one["total"] + 1), {"solved"}),
        (lambda one: one.update(chosen="all"), {"kept", "solved"}),
        (lambda one: one.update(bound="999999.00"), {"solved"}),
    ],
)
def test_another_selection_is_not_the_best(whole, change, named):
    content = proving.altered(whole[StageKind.PANEL], bundle.SELECTION, change, secret=OTHER)
    assert named <= wrong(content)


def test_a_result_of_another_version_is_looked_at_and_the_version_is_named(whole):
    """Where it comes out the same, only the version is open; where it does not, nothing is called wrong."""

    def of_another(listed):
        listed["code"] = "f" * 64

    members = bundle.opened(whole[StageKind.DESK])
    content = proving.altered(whole[StageKind.DESK], bundle.RULES, lambda rules: None)
    assert members.keys() == bundle.opened(content).keys()
    found = {one.key: one.holds for one in looked_at(relisted(content, of_another))}
    assert (found["code"], found["computed"]) == (None, True)
    other = proving.altered(
        content, bundle.RESULT, lambda one: one["results"][0].update(score="100.00"), hashes=["result"]
    )
    found = {one.key: one.holds for one in looked_at(relisted(other, of_another))}
    assert (found["code"], found["computed"]) == (None, None)


def relisted(content, change):
    """The bundle with its list changed; nobody signed it."""
    members = bundle.opened(content)
    listed = bundle.read_json(members, bundle.LIST)
    change(listed)
    return bundle.packed({**members, bundle.LIST: bundle.canonical(listed)})


def zipped(*entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def why(content):
    (one,) = looked_at(content)
    assert one.holds is False
    assert words.lines([one])[-1] == "SOMETHING DOES NOT HOLD."
    return one.values["why"]


@pytest.mark.parametrize(
    "name", ["../daftar.json", "/etc/passwd", "a/../../b", "..\\daftar.json", "C:\\x", "hasil.json/"]
)
def test_a_path_outside_is_a_stranger(whole, name):
    assert why(zipped((name, b"{}"))) == "stranger"


def test_a_bomb_is_refused_in_little_time_and_memory(whole):
    assert why(zipped((bundle.SNAPSHOT, b"0" * (bundle.LARGEST_CONTENT + 1)))) == "too_large"
    assert why(b"PK" + bytes(bundle.LARGEST_FILE)) == "too_large"


def test_a_bomb_that_lies_about_its_size_is_refused(whole):
    content = zipped((bundle.SNAPSHOT, b"0" * 1_000_000))
    lying = content.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert why(lying) == "damaged"


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"not a zip", b"%PDF-1.7"])
def test_what_is_no_bundle_is_called_one_that_is_not(whole, content):
    assert why(content) in ("damaged", "missing")


def test_members_that_are_no_json_or_deep_or_misshapen_are_said(whole):
    members = bundle.opened(whole[StageKind.DESK])
    assert why(bundle.packed({**members, bundle.SNAPSHOT: b"[" * 100_000})) == "no_json"
    assert why(bundle.packed({**members, bundle.SNAPSHOT: b"[]"})) == "no_json"
    assert why(bundle.packed({**members, bundle.EVENT: b"{}"})) == "misshapen"
    assert why(bundle.packed({**members, bundle.SNAPSHOT: b"{}"})) == "misshapen"
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped((bundle.EVENT, b"{}"), (bundle.EVENT, b"{}"))
    assert why(twice) == "twice"


def test_a_text_of_a_strange_file_moves_no_cursor():
    found = verifying.Looked("unreadable", False, {"why": "stranger", "name": "\x1b[2Jx"})
    assert "\x1b" not in "".join(words.lines([found]))
