// Keys of devices (passkeys): a form that asks for one is shown where the browser has them, and sends what it answered.
for (const form of document.querySelectorAll("form[data-passkey]")) {
    const kind = window.PublicKeyCredential;
    if (!kind?.parseRequestOptionsFromJSON) {
        continue;
    }
    document.querySelector("[data-passkey-missing]")?.remove();
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (form.dataset.asking) {
            return;
        }
        form.dataset.asking = "1";
        const failed = form.querySelector("[data-passkey-failed]");
        failed.hidden = true;
        try {
            const options = form.dataset.options
                ? JSON.parse(form.dataset.options)
                : (await (await fetch(form.action, { headers: { Accept: "application/json" } })).json())
                      .request_options;
            const found = form.dataset.passkey === "create"
                ? await navigator.credentials.create({
                      publicKey: kind.parseCreationOptionsFromJSON(options.publicKey),
                  })
                : await navigator.credentials.get({
                      publicKey: kind.parseRequestOptionsFromJSON(options.publicKey),
                  });
            form.elements.credential.value = JSON.stringify(found.toJSON());
            form.submit();
        } catch {
            failed.hidden = false;
            delete form.dataset.asking;
        }
    }, true);
}
