// Who else has the same part open: told every half minute while the page is looked at, in one sentence.
const EVERY = 30000;

for (const form of document.querySelectorAll("form[data-presence]")) {
    const line = form.querySelector("[data-others]");
    const tell = async () => {
        if (document.hidden) {
            return;
        }
        const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, utuh: "1" });
        try {
            const answer = await fetch(form.dataset.presence, { method: "POST", body });
            line.textContent = answer.ok ? (await answer.json()).sentence : "";
        } catch {
            line.textContent = "";
        }
    };
    tell();
    setInterval(tell, EVERY);
    document.addEventListener("visibilitychange", tell);
}
