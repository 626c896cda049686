// Long answers are dear: a form marked data-unsaved asks before the page is left with changes in it.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
    let changed = "cameBack" in form.dataset;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    // What was typed is saved by itself; a file that was chosen is not.
    form.addEventListener("taken", () => {
        changed = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);
    });
    window.addEventListener("beforeunload", (event) => {
        if (changed) {
            event.preventDefault();
        }
    });
}
