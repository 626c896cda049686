"""Where the pages are that journeys go to without a link."""


def room(stage, page=""):
    """A stage's page in the control room, or one below it."""
    return f"/ruang-kendali/{stage.edition.slug}/{stage.position}/" + (f"{page}/" if page else "")


def card(assignment):
    """The dossier that a judge holds, with its card."""
    stage = assignment.stage
    return f"/penilaian/{stage.edition.slug}/{stage.position}/{assignment.proposal.code}/"
