// Every page: script is there, and a form that came back puts its reader before the errors.
document.documentElement.classList.add("js");

// A form that was filled again after signing in is its own page again, also for what the browser keeps of it.
const cameBack = document.querySelector("form[data-came-back]");
if (cameBack) {
    history.replaceState(null, "", cameBack.dataset.cameBack);
}

const summary = document.querySelector("[data-error-summary]");
if (summary) {
    summary.focus();
}

// What was sent without a network was not taken: the browser's copy of it (kept.js) stays, whichever page comes next.
if (document.querySelector("[data-not-taken]")) {
    sessionStorage.removeItem("sinovik.sent");
}

// A link of the summary leads to the control itself, not merely to its neighbourhood.
summary?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (control) {
        event.preventDefault();
        (control.closest(".field") ?? control).scrollIntoView();
        control.focus({ preventScroll: true });
    }
});
