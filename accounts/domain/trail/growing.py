"""The tree over the events: what of it is full is kept, so that a root or a proof reads a few rows of many.

The leaf at place k is the hash of event number k + 1; how a tree is made of leaves says `accounts.arithmetic.tree`.
Kept hashes are trusted by nobody: every night all are made again from the events alone.
"""

from itertools import islice

from django.db import transaction
from django.db.models import Max, Q

from accounts.arithmetic import tree
from accounts.models import Event, TreeHead, TreeNode
from accounts.models.trail.tree import LEVEL

# So many rows are written at a time, and so many events held in memory.
BATCH = 2000


def grow():
    """Keep what has become full since the last time. Safe to run twice, also at the same moment."""
    last = TreeNode.objects.filter(level=LEVEL).aggregate(last=Max("place"))["last"]
    size = 0 if last is None else (last + 1) << LEVEL
    parts = tree.pieces((0, size))
    hashes = kept(parts)
    edge = tree.Frontier(size, [hashes[part] for part in parts])
    full = (
        TreeNode(level=level, place=place, hash=hashed)
        for _number, pushed in pushed_onto(edge, after=size)
        for (level, place), hashed in pushed
        if level >= LEVEL
    )
    while batch := list(islice(full, BATCH)):
        TreeNode.objects.bulk_create(batch, ignore_conflicts=True)


@transaction.atomic
def keep_head(*, at):
    """Keep the head of the trail as it stands; returns the TreeHead, None of a trail with nothing in it.

    Nothing new, nothing happens: the head that is kept already comes back.
    """
    grow()
    size, link = end()
    if not size:
        return None
    known = TreeHead.objects.filter(size=size).first()
    if known is None:
        root = root_of(size).hex()
        known, _is_new = TreeHead.objects.get_or_create(size=size, defaults={"head": link, "root": root, "at": at})
    return known


def end():
    """How many events there are, and the hash of the last as hexadecimal text; (0, "") before the first."""
    last = Event.objects.only("number", "hash").order_by("-number").first()
    return (last.number, bytes(last.hash).hex()) if last else (0, "")


def root_of(size):
    """The root of the tree over the first `size` events, which are there; two queries."""
    parts = tree.pieces((0, size))
    hashes = hashes_of(parts)
    return tree.joined([hashes[part] for part in parts])


def proved(ranges):
    """The hashes of a proof by these ranges, all of events that are there; two queries."""
    hashes = hashes_of([part for one in ranges for part in tree.pieces(one)])
    return tree.proof(ranges, hashes.__getitem__)


def hashes_of(parts):
    """The hashes of full subtrees, by their level and place: those that are kept, the others from their events.

    Two queries, however many; what has become full since the tree grew last is read from the events too.
    """
    found = kept([part for part in parts if part[0] >= LEVEL])
    rest = [part for part in parts if part not in found]
    asked = Q(pk=None)
    for level, place in rest:
        asked |= Q(number__gt=place << level, number__lte=(place + 1) << level)
    leaves = {number: tree.leaf(bytes(link)) for number, link in links(asked)} if rest else {}
    for level, place in rest:
        found[level, place] = tree.root([leaves[one + 1] for one in range(place << level, (place + 1) << level)])
    return found


def kept(parts):
    """The hashes of those full subtrees that are kept, by level and place; one query."""
    asked = Q(pk=None)
    for level, place in parts:
        asked |= Q(level=level, place=place)
    rows = TreeNode.objects.filter(asked).values_list("level", "place", "hash") if parts else ()
    return {(level, place): bytes(hashed) for level, place, hashed in rows}


def links(condition):
    """The numbers and hashes of events, in order."""
    return Event.objects.filter(condition).order_by("number").values_list("number", "hash").iterator(chunk_size=BATCH)


def pushed_onto(edge, *, after):
    """Every event behind a number, pushed onto the edge of a tree: its number, and what became full by it.

    It ends where a number is missing: what comes after a gap has no place.
    """
    for number, link in links(Q(number__gt=after)):
        if number != edge.size + 1:
            return
        yield number, edge.push(tree.leaf(bytes(link)))


def altered_nodes():
    """What is kept of the tree and does not come out again from the events alone: level/place of each."""
    rows = TreeNode.objects.order_by("level", "place").values_list("level", "place", "hash")
    left = {(level, place): bytes(hashed) for level, place, hashed in rows.iterator(chunk_size=BATCH)}
    for _number, pushed in pushed_onto(tree.Frontier(), after=0):
        for part, hashed in pushed:
            if left.get(part) == hashed:
                del left[part]
    return [f"{level}/{place}" for level, place in left]


def lost_heads():
    """The sizes of kept heads that the trail does not hold any more, made again from the events alone."""
    heads = {one.size: one for one in TreeHead.objects.order_by("size")}
    edge, held = tree.Frontier(), set()
    for number, link in links(Q()):
        if number != edge.size + 1:
            break
        edge.push(tree.leaf(bytes(link)))
        head = heads.get(number)
        if head and (head.head, head.root) == (bytes(link).hex(), edge.root().hex()):
            held.add(number)
    return [size for size in heads if size not in held]
