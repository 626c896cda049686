"""What is known of an edition for letters that somebody looks at before any act writes them."""

from accounts.moments import deadline


def of_edition(_key, _office, edition, _at):
    """What the edition is called, and when its registration closes."""
    return lambda: {"edisi": edition.name, "semula": deadline(edition.closes_at)} if edition else {}
