"""What the public reads of an announced list: names, or numbers while judges must not know whose a proposal is."""

# What a line keeps that is told in numbers: nothing that people wrote, since words name places.
KEPT = ("code", "group", "awards", "ended_at")


def lines(announcement):
    """The lines of an announcement loaded `with_codes()`, in the order in which the public reads them."""
    if not announcement.in_codes:
        return announcement.entries
    return sorted(map(in_code, announcement.entries), key=lambda line: line["code"])


def standing(announcement):
    """Those of them that were not taken back."""
    return [line for line in lines(announcement) if not line.get("ended_at")]


def changes(announcement):
    """What a final list changed on the provisional one, told in the same way."""
    if not announcement.in_codes:
        return announcement.changes
    return [{"code": one["code"], "title": one["code"], "agency": ""} for one in announcement.changes]


def departure(announcement):
    """Where people decided against rules of composition, {} where they did not; their reason once names stand."""
    return with_reason(announcement.override, announcement)


def without_quorum(announcement):
    """What the meeting that decided lacked, {} where it lacked nothing; the reason once names stand."""
    return with_reason(announcement.without_quorum, announcement)


def with_reason(said, announcement):
    """What was said with a reason, which is kept back while judges must not know whose a proposal is."""
    return {**said, "reason": ""} if said and announcement.in_codes else said


def in_code(line):
    """A line that says the number of a proposal, and nothing of whose it is."""
    kept = {name: line[name] for name in KEPT if name in line}
    ended = [{**one, "ended_reason": ""} for one in line.get("ended_awards", ())]
    return {**kept, "title": line["code"], "agency": "", "unit": "", "ended_reason": "", "ended_awards": ended}


def called(proposal, *, in_codes):
    """What the public calls a proposal."""
    return proposal.code if in_codes else proposal.title
