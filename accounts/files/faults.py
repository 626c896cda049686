"""What can be wrong with a file, as the process apart tells it: plain words, without Django."""

from enum import StrEnum


class Fault(StrEnum):
    TOO_HEAVY = "file_too_heavy"
    LOCKED = "pdf_locked"
    NOT_A_PDF = "not_a_pdf"
    CUT = "pdf_cut"
    BROKEN = "pdf_broken"
    NO_PAGES = "pdf_no_pages"
    PORTFOLIO = "pdf_portfolio"
    DYNAMIC_FORM = "pdf_dynamic_form"
    BROKEN_PICTURE = "picture_broken"
    TOO_MANY_PIXELS = "picture_too_many_pixels"


class Unopened(Exception):
    """Raised for a file that nobody could open, or that must not be opened."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
