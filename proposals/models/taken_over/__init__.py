"""What the catalogue takes over by lists: of winners of the years before, and of other programmes."""

from .programme import OtherProgramme, SheetRow
from .winner_list import WinnerList

__all__ = ["OtherProgramme", "SheetRow", "WinnerList"]
