"""Every file that some row of the house speaks of, held against what lies in the store."""

from itertools import chain

from accounts.domain import applications
from accounts.files.store import checking
from competitions.domain import pictures
from judging.circle import proving
from judging.domain import objections
from judging.domain.certificates import rendering
from judging.domain.hearings import materials
from judging.domain.visits import visit_evidence
from proposals.domain.catalogue import public_page
from proposals.domain.draft import attachments
from proposals.domain.follow_up import check_ins, replication

FOLDERS = (
    applications.FOLDER,
    pictures.FOLDER,
    objections.FOLDER,
    attachments.FOLDER,
    public_page.FOLDER,
    check_ins.FOLDER,
    materials.FOLDER,
    replication.FOLDER,
    visit_evidence.PHOTOGRAPHS,
    visit_evidence.FILES,
    rendering.FOLDER,
    proving.FOLDER,
)


def compared():
    """The `Differences` between rows and store; reads every file whole."""
    expected = chain(
        applications.expected(),
        pictures.expected(),
        objections.expected(),
        attachments.expected(),
        public_page.expected(),
        check_ins.expected(),
        replication.expected(),
        materials.expected(),
        visit_evidence.expected(),
        rendering.expected(),
        proving.expected(),
    )
    return checking.compare(expected, FOLDERS)


def harmed():
    """The names of files that are missing, or not what their rows say."""
    found = compared()
    return [*found.missing, *found.wrong_size, *found.wrong_content]
