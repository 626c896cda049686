"""What comes as proof: a document or a photograph, not larger than a mailbox takes."""

from accounts.files.taking import MEBIBYTE, Allowed

EVIDENCE = Allowed(kinds=("pdf", "jpeg", "png"), max_bytes=5 * MEBIBYTE)
