"""What writers and their admins do, by pages alone: `begin_proposal` begins, `submit` takes a draft to its receipt."""

import re
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sinovik.season import prose

# What a unit writes where a page asks for one line, by the name of the box.
LINES = {
    "started_on": "2/1/2023",
    "contact_name": "Dewi Anggraini",
    "contact_phone": "0274 512345",
    "contact_email": "dewi@contoh.go.id",
}
WORDS = ["Layanan", "ini", "mendekat", "kepada", "warga"] * 32


def begin_proposal(writer, title):
    """A unit begins a proposal in the one edition that is open; returns its address."""
    writer.go("/beranda/")
    writer.follow("Usulan")
    writer.follow("Buat usulan baru")
    writer.press("Buat usulan", title=title)
    return writer.page.address


def submit(writer, admin, *, origin="", **identity):
    """Write the first draft a unit finds, hand it over, and have its agency's admin send it in; returns its address.

    `identity` are boxes of its identity that are not left to be filled in anyhow; a value may be a function of the
    form. `origin` is searched in the catalogue where the group asks for it. An admin may write the agency's own.
    """
    writer.go("/beranda/")
    writer.follow("Usulan")
    proposal = next(
        address
        for address in writer.page.links_to(r"/usulan/[^/]+/")
        if "Periksa jawaban" in [text for text, _href in writer.go(address).links]
    )
    # What else is asked follows from the identity.
    fill(writer, f"{proposal}identitas/", **identity)
    if writer.go(proposal).links_to(f"{proposal}inovasi-asal/"):
        choose_origin(writer, proposal, origin)
    for part in writer.go(proposal).links_to(rf"{proposal}(bagian|dokumen)/[^/]+/"):
        fill(writer, part)
    if writer.go(proposal).links_to(f"{proposal}tanpa-nama/"):
        writer.go(f"{proposal}tanpa-nama/")
        writer.press("Konfirmasi")
        assert "dikonfirmasi" in writer.page.text, writer.page.text[:600]
    if writer is not admin:
        writer.go(proposal)
        writer.follow("Periksa jawaban")
        writer.follow("Lanjut ke penyerahan")
        writer.press("Serahkan ke admin instansi")
    admin.go("/beranda/")
    admin.follow("Usulan")
    assert proposal in admin.page.links_to(r"/usulan/[^/]+/"), admin.page.text[:600]
    admin.go(proposal)
    admin.follow("Periksa jawaban")
    admin.follow("Lanjut ke pengajuan")
    form = admin.page.form_with("Ajukan usulan")
    admin.press("Ajukan usulan", **{name: "on" for name, kind in form.kinds.items() if kind == "checkbox"})
    return proposal


def choose_origin(writer, proposal, words):
    """Choose the first innovation of the catalogue that may be chosen, among those found by these words if any."""
    writer.go(f"{proposal}inovasi-asal/")
    if words:
        writer.press("Cari", cari=words)
    writer.press(re.compile("^Pilih"))
    assert "Inovasi asal dipilih" in writer.page.text, writer.page.text[:600]


def fill(writer, part, **wanted):
    """One part of a draft: what is blank is written, what is asked to be chosen is chosen, a file where one is due."""
    page = writer.go(part)
    button = next(text for text in ("Simpan dan lanjutkan", "Unggah dan lanjutkan") if page.form_with(text))
    form, given = page.form_with(button), {}
    for name, kind in form.kinds.items():
        if kind == "file":
            given[name] = file_for(form.accepts[name], page.address)
        elif kind == "textarea" and not form.values[name][0]:
            given[name] = " ".join(WORDS[: form.limits.get(name)])
        elif kind in ("radio", "checkbox", "select") and not any(form.values.get(name, [])):
            given[name] = next(choice for choice in form.choices[name] if choice)
        elif name in LINES and not form.values[name][0]:
            given[name] = LINES[name]
    given |= {name: value(form) if callable(value) else value for name, value in wanted.items()}
    if "is_done" in form.kinds:
        given["is_done"] = "yes"
    writer.press(button, **given)


def file_for(accepted, subject):
    """A letter, or a picture where only pictures are taken."""
    if ".pdf" in accepted:
        return SimpleUploadedFile("berkas.pdf", prose.letter(subject), content_type="application/pdf")
    picture = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(picture, "JPEG")
    return SimpleUploadedFile("foto.jpg", picture.getvalue(), content_type="image/jpeg")
