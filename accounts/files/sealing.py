"""The place of the electronic seal in a certificate: a field without a picture, with a tag that is read aloud."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

FIELD = "SegelElektronik"
TOLD = "Segel elektronik Sinovik"
# Printed and locked: PDF/A-3 wants every annotation to be printed, and one without a size needs no picture.
FLAGS = 4 + 128


def with_field(pdf: bytes) -> bytes:
    """The same PDF with an open field for a signature, tagged as PDF/UA-1 asks for (ISO 14289-1, 7.18)."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page, tags = document.pages[0].obj, document.Root.StructTreeRoot
        field = document.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(FIELD),
                TU=String(TOLD),
                Rect=Array([0, 0, 0, 0]),
                F=FLAGS,
                P=page,
            )
        )
        page.Annots = Array([*page.get("/Annots", []), field])
        page.Tabs = Name.S
        document.Root.AcroForm = Dictionary(Fields=Array([field]))
        # One element of the whole document holds all others; the field stands behind what is read.
        top = tags.K[0] if isinstance(tags.K, Array) else tags.K
        tag = document.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=top,
                Pg=page,
                Alt=String(TOLD),
                K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page),
            )
        )
        top.K = Array([*(top.K if isinstance(top.K, Array) else [top.K]), tag])
        numbers = list(tags.ParentTree.Nums)
        number = max(int(one) for one in numbers[::2]) + 1
        field.StructParent = number
        tags.ParentTree.Nums = Array([*numbers, number, tag])
        tags.ParentTreeNextKey = number + 1
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
