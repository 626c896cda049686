// Evidence opened in the page: what it is to prove stays in view above it, and on a wide screen its criterion beside it.
const WIDE = matchMedia("(width >= 68rem)");

document.addEventListener("toggle", ({ target }) => {
    const part = target.matches("details.evidence") && target.closest("section");
    const answers = part && part.querySelector(".answers");
    if (!answers) {
        return;
    }
    const isRead = part.querySelector("details.evidence[open]") !== null;
    // Scrolled by itself, and by keyboard, for as long as evidence is read under it.
    for (const [name, value] of [["role", "group"], ["tabindex", "0"], ["aria-labelledby", part.getAttribute("aria-labelledby")]]) {
        if (isRead) {
            answers.setAttribute(name, value);
        } else {
            answers.removeAttribute(name);
        }
    }
    if (!target.open) {
        return;
    }
    target.scrollIntoView({ block: "start" });
    const criterion = document.querySelector(`.criterion[data-part="${part.id.replace("bagian-", "")}"]`);
    if (criterion && WIDE.matches) {
        criterion.dispatchEvent(new CustomEvent("beside", { bubbles: true }));
        criterion.querySelector(".marks").scrollIntoView({ block: "nearest" });
    }
}, true);
