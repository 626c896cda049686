"""Files as people have them: sound, odd, broken and dangerous, made here by the libraries that read them."""

import hashlib
import io
import random
import re
import resource
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime

import pikepdf
import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Stream, String
from PIL import Image, ImageDraw

AUTHOR = "Dinas Kesehatan Kabupaten Contoh"
pillow_heif.register_heif_opener()
TEXT = b"BT /F1 12 Tf 20 100 Td (halaman) Tj ET\n"

# What no reader may ever meet, written down a second time on purpose.
RUNS = {
    "/JavaScript", "/JS", "/Launch", "/AA", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia", "/RichMediaContent",
    "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/FileAttachment", "/Filespec", "/EmbeddedFile", "/Movie",
    "/Sound", "/Rendition",
}  # fmt: skip


def pdf(change=None, *, pages=1, **save):
    """A PDF with a line of text on each page; `change` gets the document before it is saved."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 200))
        page = document.pages[-1]
        page.Contents = document.make_stream(TEXT)
        page.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
    if change:
        change(document)
    content = io.BytesIO()
    document.save(content, **save)
    return content.getvalue()


def spelled_out(change=None, **options):
    """The same without compression, so that every name can be seen and changed in the bytes."""
    return pdf(change, object_stream_mode=ObjectStreamMode.disable, compress_streams=False, **options)


def large_upload(name):
    """A PDF of some 300 KB."""
    remark = b"%" + random.Random(7).randbytes(150_000).hex().encode()
    content = pdf(lambda document: document.pages[0].Contents.write(TEXT + remark), compress_streams=False)
    return SimpleUploadedFile(name, content, content_type="application/pdf")


# --- what runs


def script(code="app.alert(1)"):
    return Dictionary(S=Name.JavaScript, JS=String(code))


def with_script(document):
    document.Root.OpenAction = script()


def with_script_behind_a_link(document):
    link = Dictionary(S=Name.URI, URI=String("https://contoh.go.id"), Next=Array([script(), script()]))
    annotate(document, Dictionary(Subtype=Name.Link, A=document.make_indirect(link)))


def with_script_in_names(document):
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("mulai"), script()])))


def with_script_of_a_page(document):
    document.pages[0].AA = Dictionary(O=document.make_indirect(script()))


def with_script_in_a_field(document):
    field = Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=String("nama"), AA=Dictionary(K=script()), A=script())
    annotate(document, field)
    as_form(document)


def with_launch(document):
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def with_a_form_that_sends(document):
    action = Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String("https://contoh.test")))
    annotate(document, Dictionary(Subtype=Name.Widget, FT=Name.Btn, T=String("kirim"), A=action))
    as_form(document)


def with_a_form_that_loads(document):
    annotate(document, Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.ImportData, F=String("data.fdf"))))


def with_xfa(document):
    as_form(document, XFA=document.make_stream(b"<xdp/>"))


def with_a_file_inside(document):
    document.attachments["rahasia.exe"] = b"MZ" + bytes(100)


def with_a_file_on_a_page(document):
    inner = document.make_stream(b"MZ" + bytes(40), Type=Name.EmbeddedFile)
    held = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=inner))
    annotate(document, Dictionary(Subtype=Name.FileAttachment, FS=document.make_indirect(held)))


def with_rich_media(document):
    content = Dictionary(Assets=Dictionary(Names=Array([])))
    annotate(document, Dictionary(Subtype=Name.RichMedia, RichMediaContent=content))


def with_another_document(document):
    annotate(document, Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoToE, F=String("x.pdf"))))


def with_an_address_that_runs(document):
    link = Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))
    annotate(document, Dictionary(Subtype=Name.Link, A=link))


def with_a_stream_outside(document):
    document.pages[0].Contents = document.make_stream(TEXT, F=String("\\\\server\\berkas"))


def as_portfolio(document):
    """A cover page around other files."""
    with_a_file_inside(document)
    document.Root.Collection = Dictionary(View=Name.D)


def as_dynamic_form(document):
    """A form that only one reader draws: the page itself says nothing."""
    with_xfa(document)
    document.Root.NeedsRendering = True


ACTIVE = (
    with_script,
    with_script_behind_a_link,
    with_script_in_names,
    with_script_of_a_page,
    with_script_in_a_field,
    with_launch,
    with_a_form_that_sends,
    with_a_form_that_loads,
    with_xfa,
    with_a_file_inside,
    with_a_file_on_a_page,
    with_rich_media,
    with_another_document,
    with_an_address_that_runs,
    with_a_stream_outside,
)


def annotate(document, annotation):
    page = document.pages[0]
    annotation.Type, annotation.Rect = Name.Annot, Array([0, 0, 9, 9])
    if "/Annots" not in page:
        page.Annots = document.make_indirect(Array([]))
    page.Annots.append(document.make_indirect(annotation))


def as_form(document, **more):
    """Every field of the first page is one of the document's form."""
    known = document.Root.get("/AcroForm", Dictionary())
    fields = [one for one in document.pages[0].get("/Annots", Array([])) if one.Subtype == Name.Widget]
    before = {key[1:]: known[key] for key in list(known.keys())}
    document.Root.AcroForm = Dictionary(**{**before, **more, "Fields": Array(fields)})


# --- what tells


def with_author(document):
    document.docinfo["/Author"] = AUTHOR
    document.docinfo["/Producer"] = f"Pencetak {AUTHOR}"


def with_xmp(document):
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [AUTHOR]


def with_a_note_of_somebody(document):
    annotate(document, Dictionary(Subtype=Name.Text, T=String(AUTHOR), Contents=String("perbaiki"), M=String("D:2026")))


def with_private_data(document):
    document.pages[0].PieceInfo = Dictionary(Aplikasi=Dictionary(Private=String(AUTHOR)))


def with_a_photograph(document):
    """A picture in the document as the camera made it."""
    photo = picture("JPEG", exif=exif())
    image = document.make_stream(
        photo,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60,
        Height=40,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    document.pages[0].Resources.XObject = Dictionary(Im1=image)
    # Beside what the page holds already: another change may have put its own there.
    document.pages[0].contents_add(document.make_stream(b"60 0 0 40 0 0 cm /Im1 Do"))


TELLING = (with_author, with_xmp, with_a_note_of_somebody, with_private_data, with_a_photograph)


def with_history(*, author=AUTHOR):
    """A PDF whose author was taken out in a second revision: the first still lies in the bytes."""
    first = spelled_out(lambda document: document.docinfo.__setitem__("/Author", author))
    size = int(re.search(rb"/Size (\d+)", first)[1])
    root = re.search(rb"/Root (\d+ \d+ R)", first)[1]
    start = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    body = first + b"%d 0 obj\n<< >>\nendobj\n" % size
    return body + (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %s /Info %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, len(first), size + 1, root, size, start, len(body))
    )


# --- signed


def signed(change=None):
    """A letter signed over its bytes, as a signing service does it: a gap, and in it the digest of the rest."""

    def sign(document):
        if change:
            change(document)
        signature = Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array([0, 1111111111, 1111111111, 1111111111]),
            Contents=String(b"\xfe" * 200),
            Name=String(AUTHOR),
            M=String(f"D:{datetime(2026, 3, 1, tzinfo=UTC):%Y%m%d}"),
        )
        field = Dictionary(Subtype=Name.Widget, FT=Name.Sig, T=String("Tanda tangan"))
        field.V = document.make_indirect(signature)
        annotate(document, field)
        as_form(document, SigFlags=3)
        # What is needed to check the signature years later: the certificates of who signed.
        document.Root.DSS = Dictionary(Certs=Array([document.make_stream(AUTHOR.encode())]))

    content = spelled_out(sign)
    gap = re.search(rb"<(fe){200}>", content)
    spans = (0, gap.start(), gap.end(), len(content) - gap.end())
    content = content.replace(b"1111111111 1111111111 1111111111", b"%010d %010d %010d" % spans[1:])
    digest = hashlib.sha256(content[: gap.start()] + content[gap.end() :]).digest()
    message = b"\x30\x82" + b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04\x31\x22\x04\x20" + digest
    return content[: gap.start()] + b"<" + message.hex().encode().ljust(400, b"0") + b">" + content[gap.end() :]


# --- odd and broken


def locked(*, reading):
    """A PDF that asks before it opens (`reading`), or only before it is changed."""
    return pdf(encryption=Encryption(owner="pemilik", user="rahasia" if reading else ""))


def locked_inside_only():
    """A PDF in which only the file it carries is locked: everything else lies open."""
    guard = (
        b"<< /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /StmF /Identity /StrF /Identity /EFF /StdCF"
        b" /CF << /StdCF << /CFM /AESV2 /AuthEvent /EFOpen /Length 16 >> >>"
        b" /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    )
    content = spelled_out(with_a_file_inside)
    identity = b"/ID [<" + b"61" * 16 + b"><" + b"61" * 16 + b">]"
    trailer = re.sub(rb"/ID \[.*?\]", b"", content[content.rindex(b"trailer") :], flags=re.DOTALL)
    trailer = trailer.replace(b"/Root", identity + b" /Encrypt " + guard + b" /Root", 1)
    return content[: content.rindex(b"trailer")] + trailer


def with_archive(content):
    """The same file, which is an archive as well to a program that reads from the end."""
    both = io.BytesIO(content)
    with zipfile.ZipFile(both, "a") as archive:
        archive.writestr("isi.txt", "isi")
    return both.getvalue()


def exif(*, orientation=1):
    """What a phone writes about a picture: who, where, which way up."""
    told = Image.Exif()
    told[0x013B], told[0x010F], told[0x0112] = AUTHOR, "Kamera", orientation
    told.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 48.0, 0.0)})
    return told


def picture(kind="JPEG", size=(60, 40), mode="RGB", colour="teal", **options):
    """A picture of one colour with a white corner at its top left."""
    image = Image.new(mode, size, colour if mode not in {"1", "I;16"} else 0)
    if mode not in {"1", "I;16", "P"}:
        ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="white")
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


# --- a store without room


@contextmanager
def no_file_larger_than(size):
    """Let the machine refuse to write more than `size` bytes into a file, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# --- looking into them


def words_of(content):
    """Every name and text of a document, keys and values, wherever it stands."""
    with pikepdf.open(io.BytesIO(content)) as document:
        waiting, words = [document.trailer, *document.objects], set()
        while waiting:
            one = waiting.pop()
            if isinstance(one, Dictionary | Stream):
                words |= set(one.keys())
                waiting += [one.get(key) for key in list(one.keys()) if not getattr(one.get(key), "is_indirect", False)]
            elif isinstance(one, Array):
                waiting += [value for value in one if not getattr(value, "is_indirect", False)]
            elif isinstance(one, Name | String):
                words.add(str(one))
        return words
