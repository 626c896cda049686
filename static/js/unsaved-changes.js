// Long answers are dear: a form marked data-unsaved asks before the page is left with changes in it.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
    let changed = "cameBack" in form.dataset;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    form.addEventListener("taken", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => {
        if (changed) {
            event.preventDefault();
        }
    });
}
