// A second press within two seconds is an accident. The server bears it anyway; this spares the reader the wait.
const PAUSE = 2000;
const lastSubmit = new WeakMap();

document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
        return;
    }
    const now = Date.now();
    if (now - (lastSubmit.get(form) ?? 0) < PAUSE) {
        event.preventDefault();
        return;
    }
    lastSubmit.set(form, now);
});
