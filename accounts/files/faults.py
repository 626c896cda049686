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
    NOT_OFFICE = "office_not_one"
    OFFICE_CUT = "office_cut"
    OFFICE_BROKEN = "office_broken"
    OFFICE_LOCKED = "office_locked"
    OFFICE_OLD = "office_old"
    OFFICE_MIXED = "office_mixed"
    OFFICE_MACROS = "office_macros"
    OFFICE_OUTSIDE = "office_outside"
    OFFICE_TEMPLATE = "office_template"
    OFFICE_EMBEDDED = "office_embedded"
    OFFICE_CONTROLS = "office_controls"


class Unopened(Exception):
    """Raised for a file that nobody could open, or that must not be opened."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
