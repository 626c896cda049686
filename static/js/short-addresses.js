// What a reader left empty in a filter says nothing: it stays out of the address that is shared and kept.
document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") {
        return;
    }
    for (const [name, value] of [...event.formData]) {
        if (value === "") {
            event.formData.delete(name);
        }
    }
});
