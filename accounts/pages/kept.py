"""What browsers and whoever stands between may keep."""

A_YEAR = 365 * 24 * 60 * 60


def for_ever(answer):
    """An answer whose address will never show anything else, since it names the content: kept, and not asked again."""
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def for_an_hour(answer):
    """An answer that may be taken back: whoever keeps it asks again soon."""
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
