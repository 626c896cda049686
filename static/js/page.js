// Every page: script is there, and a form that came back puts its reader before the errors.
document.documentElement.classList.add("js");

const summary = document.querySelector("[data-error-summary]");
if (summary) {
    summary.focus();
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
