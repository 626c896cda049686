"""What browsers and whoever stands between may keep."""

A_YEAR = 365 * 24 * 60 * 60


def for_ever(answer):
    """An answer whose address will never show anything else, since it names the content: kept, and not asked again."""
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
