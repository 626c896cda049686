"""Everything of a bundle that an outsider can hold against itself and against a key, one finding after the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation

from accounts.arithmetic import tree
from judging.arithmetic import results
from judging.arithmetic.marking import weighted_total
from judging.arithmetic.results import recap
from judging.arithmetic.results.result import Results
from judging.arithmetic.unfit import Unfit
from judging.proof import bundle, selecting, signing, version

Values = Mapping[str, object]


@dataclass(frozen=True)
class Looked:
    """One thing that was looked at: True it holds, False it does not, None it cannot be said."""

    key: str
    holds: bool | None
    values: Values = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def verified(content: bytes, *, keys: Collection[str] = ()) -> list[Looked]:
    """What holds of a bundle. `keys` are the public keys that are believed; without any, no signer is known.

    Where the file is no bundle there is one finding, which says why.
    """
    try:
        members = bundle.opened(content)
        told = {name: bundle.read_json(members, name) for name in members if name.endswith(".json")}
    except bundle.UnreadableBundle as fault:
        return [Looked("unreadable", False, {"why": fault.key, "name": fault.name})]
    try:
        return [*_integrity(members, told, keys), *_arithmetic(members, told)]
    except (KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as fault:
        return [Looked("unreadable", False, {"why": "misshapen", "name": type(fault).__name__})]


def _integrity(members: Mapping[str, bytes], told: Mapping[str, Values], keys: Collection[str]) -> list[Looked]:
    """That nothing was changed since it was packed: hashes, signature, snapshot, result, event of the history."""
    contents, signature = told[bundle.LIST], told[bundle.SIGNATURE]
    own = {name: content for name, content in members.items() if name not in (bundle.LIST, bundle.SIGNATURE)}
    listed, said = bundle.listed(own), contents.get("members")
    other = sorted(
        name
        for name in listed.keys() | _names(said)
        if not isinstance(said, dict) or said.get(name) != listed.get(name)
    )
    key = str(signature.get("key", ""))
    known = None if not keys else key in keys
    snapshot, result = (listed[name]["sha256"] for name in (bundle.SNAPSHOT, bundle.RESULT))
    return [
        Looked("layout", contents.get("layout") == bundle.LAYOUT, {"layout": str(contents.get("layout"))[:40]}),
        Looked("members", not other, {"names": other[:5]}),
        Looked("signature", signing.fits(signature, members[bundle.LIST])),
        Looked("signer", known, {"key": key[:64]}),
        Looked("snapshot", contents.get("snapshot") == snapshot, {"sha256": snapshot}),
        Looked("result", contents.get("result") == result, {"sha256": result}),
        *_history(told[bundle.EVENT], contents, snapshot, result),
    ]


def _names(said: object) -> set[str]:
    return set(said) if isinstance(said, dict) else set()


def _history(event: Values, contents: Values, snapshot: object, result: object) -> list[Looked]:
    """What the history says of the result, and that the event stands in the tree that the list tells of."""
    found = _event(event, contents, snapshot, result)
    if "tree" not in contents:
        return [found]
    told = contents["tree"]
    if not isinstance(told, dict):
        raise TypeError("tree")
    size, number = told["size"], event["number"]
    head = {"size": str(size)[:20], "head": f"{size}:{told['root']}"[:90]}
    try:
        link, root = bytes.fromhex(str(found.values.get("head", ""))), bytes.fromhex(told["root"])
        hashes = [bytes.fromhex(one) for one in told["proof"]]
    except ValueError:
        return [found, Looked("tree", False, head)]
    if not isinstance(number, int) or not isinstance(size, int):
        return [found, Looked("tree", False, head)]
    return [found, Looked("tree", tree.holds_inclusion(tree.leaf(link), number - 1, size, hashes, root), head)]


def _event(event: Values, contents: Values, snapshot: object, result: object) -> Looked:
    """That the event of the computation names this snapshot and this result, and gives the head that is told."""
    number, body = event["number"], str(event["body"])
    try:
        previous, written = bytes.fromhex(str(event["previous"])), json.loads(body)
        said = written["particulars"]
    except ValueError:
        return Looked("event", False, {"number": number})
    if not isinstance(number, int) or not 0 < number < 2**63:
        return Looked("event", False, {"number": str(number)[:20]})
    inner = hashlib.sha256(body.encode()).digest()
    head = hashlib.sha256(previous + number.to_bytes(8, "big") + inner).hexdigest()
    names_both = (said["snapshot"], said["result"], said["code"]) == (snapshot, result, contents.get("code"))
    names_both = names_both and written["name"] == "stage.computed"
    return Looked(
        "event",
        names_both and contents.get("chain") == {"number": number, "head": head},
        {"number": number, "head": head},
    )


def _arithmetic(members: Mapping[str, bytes], told: Mapping[str, Values]) -> list[Looked]:
    """That the snapshot gives the result, number by number, under the code that stands here."""
    contents, frozen = told[bundle.LIST], told[bundle.SNAPSHOT]
    same = contents.get("code") == version.code_version() and contents.get("packages") == version.packages()
    found = [
        Looked("code", same or None, {"code": str(contents.get("code"))[:64], "own": version.code_version()}),
        _labels(contents, frozen),
        Looked("rules", told[bundle.RULES].get("frozen") == plan_of(frozen)),
    ]
    kind = frozen["sum"]
    counts_cards = "reads" in frozen and not frozen.get("counts_opinions")
    if counts_cards:
        found.append(Looked("weights", _weights(told[bundle.RULES]) == frozen.get("weights")))
    if counts_cards and bundle.CARDS in told:
        found.append(_cards(told[bundle.CARDS], frozen))
    elif counts_cards or bundle.CARDS in told:
        # Left out, or there where nothing is marked: what was signed shows less, or other, than it must.
        found.append(Looked("cards", False, {"count": 0}))
    try:
        computed = results.compute(frozen)
    except Unfit as unfit:
        return [*found, Looked("computed", False, {"why": unfit.key})]
    again = computed.text().encode() == members[bundle.RESULT]
    # Another version may come to other numbers: then nothing is proved, and nothing disproved.
    found.append(Looked("computed", True if again else False if same else None, {"count": len(computed.each)}))
    if kind == "recap":
        found += _selection(told.get(bundle.SELECTION, {}), frozen, same=same)
    return [*found, _decision(told[bundle.DECISION], computed)]


def _labels(contents: Values, frozen: Values) -> Looked:
    """That edition and stage are called what they were called at the close: no result passes for another's."""
    labels = frozen.get("labels")
    if not isinstance(labels, dict):
        return Looked("labels", False)
    edition, stage = labels["edition"], labels["stage"]
    own = (edition["slug"], stage["key"]) == (frozen.get("edition"), frozen.get("stage"))
    said = {"edition": str(edition["name"])[:120], "stage": str(stage["name"])[:120]}
    return Looked("labels", own and all(contents.get(name) == value for name, value in labels.items()), said)


def plan_of(frozen: Values) -> dict[str, object]:
    """What of a snapshot is rule and not mark: weights, places, rules of composition, limits, the seed."""
    return {
        name: value
        for name, value in frozen.items()
        if name
        not in ("entrants", "reads", "links", "joint", "readings", "ratings", "verdicts", "visits", "unconfirmed")
    }


def _weights(rules: Values) -> dict[str, object]:
    """The weight of each criterion as the rules tell it."""
    return {str(one["key"]): one["weight"] for one in _list(rules, "criteria")}


def _cards(cards: Values, frozen: Values) -> Looked:
    """That each card's points give the total that the snapshot reads, under the weights that were frozen with it."""
    given = _list(cards, "cards")
    frozen_weights = frozen.get("weights")
    if not isinstance(frozen_weights, dict):
        return Looked("cards", False, {"count": len(given)})
    try:
        weights = {name: Decimal(str(weight)) for name, weight in frozen_weights.items()}
        totals = {(one["proposal"], one["judge"]): weighted_total(_points(one), weights) for one in given}
        read = {(one["proposal"], one["judge"]): Decimal(str(one["total"])) for one in _list(frozen, "reads")}
    except (Unfit, InvalidOperation):
        return Looked("cards", False, {"count": len(given)})
    return Looked("cards", totals == read, {"count": len(read)})


def _points(card: Values) -> dict[str, int]:
    found = card["points"]
    if not isinstance(found, dict):
        raise TypeError("points")
    return found


def _list(values: Values, name: str) -> list[Values]:
    found = values[name]
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise TypeError(name)
    return found


def _selection(said: Values, frozen: Values, *, same: bool) -> list[Looked]:
    """That the selection is the best: solved again, every rule counted without the solver, and under the bound."""
    nominated = recap.nominated(frozen)
    own = selecting.told(nominated)
    chosen = said.get("chosen")
    is_listed = isinstance(chosen, list) and all(isinstance(one, str) for one in chosen)
    keeps = isinstance(chosen, list) and is_listed and selecting.keeps_every_rule(nominated, chosen)
    solved = all(said.get(name) == value for name, value in own.items())
    numbers = {"total": own["total"], "bound": own["bound"], "count": len(nominated.selection.chosen)}
    return [
        Looked("kept", keeps, numbers),
        Looked("solved", True if solved else False if same else None, numbers),
    ]


def _decision(decision: Values, computed: Results) -> Looked:
    """That what people decided begins from this result; how often they departed from it is told, not judged."""
    by_means = decision.get("listing") == "plain"
    proposed = {}
    for one in computed.each:
        plain = one.particulars.get("plain")
        proposed[one.proposal] = bool(plain["goes_on"]) if by_means and isinstance(plain, dict) else one.goes_on
    choices = _list(decision, "choices")
    begins = len(choices) == len(proposed) and {one["proposal"]: one["proposed"] for one in choices} == proposed
    departed = sum(one["proposed"] != one["goes_on"] for one in choices)
    return Looked("decision", begins, {"count": len(choices), "departed": departed})
