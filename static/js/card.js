// A scorecard in ten keys: what is given stands in view with the total, one key marks and goes on, single letters lead
// about. Which keys mark which level the card says; none of them is a letter that leads. All of it can be done without; who is disturbed by single keys switches them off.
const card = document.querySelector("form[data-card]");

if (card) {
    const criteria = [...card.querySelectorAll(".criterion")];
    const overview = document.querySelector(".card-overview");
    const usesKeys = "keys" in card.dataset;
    const help = document.querySelector("[data-keys-help]");
    const opener = document.querySelector("[data-keys-open]");
    let current = 0;

    const radios = (criterion) => [...criterion.querySelectorAll("input[type=radio]")];
    const given = (criterion) => radios(criterion).find((radio) => radio.checked);
    const unmarked = () => criteria.findIndex((criterion) => !given(criterion));

    // Whole numbers until the end, then rounded once, halves up, as the server does it.
    const hundredths = () => {
        const sum = criteria.reduce(
            (total, criterion) => total + Number(criterion.dataset.weight) * Number(given(criterion).value), 0,
        );
        return Math.floor((sum + 50) / 100);
    };

    const show = () => {
        const marked = criteria.filter(given);
        for (const criterion of criteria) {
            const line = overview.querySelector(`[data-given="${radios(criterion)[0].name}"]`);
            line.textContent = given(criterion)?.value ?? "–";
        }
        const count = overview.querySelector("[data-marked]");
        count.textContent = count.dataset.sentence.replace("%s", marked.length);
        const total = overview.querySelector("[data-total]");
        if (marked.length < criteria.length) {
            total.replaceChildren();
        } else {
            const strong = document.createElement("strong");
            strong.textContent = (hundredths() / 100).toLocaleString(document.documentElement.lang, {
                minimumFractionDigits: 2,
                maximumFractionDigits: 2,
            });
            total.replaceChildren(`${total.dataset.word} `, strong);
        }
        const bar = document.querySelector("[data-marked-short]");
        if (bar) {
            const sum = total.querySelector("strong")?.textContent;
            bar.textContent = `${marked.length}/${criteria.length}${sum ? `: ${sum}` : ""}`;
        }
    };

    const point = (index) => {
        current = Math.max(0, Math.min(index, criteria.length - 1));
        [...overview.querySelectorAll("li")].forEach((line, place) => {
            line.ariaCurrent = place === current ? "step" : null;
        });
        criteria.forEach((criterion, place) => criterion.classList.toggle("is-current", place === current));
    };

    const enter = (index) => {
        point(index);
        const criterion = criteria[current];
        (given(criterion) ?? radios(criterion)[0]).focus({ preventScroll: true });
        criterion.querySelector(".marks").scrollIntoView({ block: "nearest" });
    };

    const mark = (level) => {
        const radio = radios(criteria[current])[level];
        if (!radio) {
            return;
        }
        radio.checked = true;
        radio.dispatchEvent(new Event("input", { bubbles: true }));
        radio.dispatchEvent(new Event("change", { bubbles: true }));
        const left = criteria.findIndex((criterion, place) => place > current && !given(criterion));
        const next = left >= 0 ? left : unmarked();
        if (next >= 0) {
            enter(next);
        } else {
            button("kunci").focus();
        }
    };

    const button = (step) => card.querySelector(`button[value="${step}"]`);
    const write = () => criteria[current].querySelector("textarea").focus();
    const read = () => {
        const heading = document.getElementById(`bagian-${criteria[current].dataset.part}`)?.querySelector("h2");
        if (heading) {
            heading.tabIndex = -1;
            heading.focus();
            heading.scrollIntoView();
        }
    };
    const ask = () => help?.showModal();
    // Of the evidence that was opened last; what was typed is saved by itself before the page comes again.
    let looked = null;
    document.addEventListener("toggle", (event) => {
        if (event.target.matches("details.evidence")) {
            looked = event.target.open ? event.target : null;
        }
    }, true);
    const report = () => looked?.closest("li").querySelector("form[action$='/laporan/']")?.requestSubmit();

    const letters = {
        n: () => enter(current + 1),
        p: () => enter(current - 1),
        b: read,
        l: () => enter(current),
        c: write,
        // A card that leads to no other is signed at once: a single key goes to its button and never presses it.
        k: () => (button("berikutnya") ? card.requestSubmit(button("kunci")) : button("kunci").focus()),
        s: () => button("berikutnya") && card.requestSubmit(button("berikutnya")),
        x: report,
        "?": ask,
    };

    card.addEventListener("input", show);
    // Its evidence was opened beside the card.
    card.addEventListener("beside", (event) => point(criteria.indexOf(event.target)));
    card.addEventListener("focusin", (event) => {
        const place = criteria.indexOf(event.target.closest(".criterion"));
        if (place >= 0) {
            point(place);
        }
    });

    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || help?.open) {
            return;
        }
        const isTyping = event.target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
        if (isTyping) {
            if (event.key === "Escape" && card.contains(event.target)) {
                enter(current);
            }
            return;
        }
        if (!usesKeys) {
            return;
        }
        const key = event.key.toLowerCase();
        const level = card.dataset.levels.split(" ").indexOf(key);
        const act = level >= 0 ? () => mark(level) : letters[key];
        if (act) {
            event.preventDefault();
            act();
        }
    });

    if (opener && help) {
        opener.hidden = false;
        opener.addEventListener("click", ask);
        help.querySelector("[data-close]").addEventListener("click", () => help.close());
    }
    point(Math.max(0, unmarked()));
    show();
}

// A page with one thing to do: the button for it has the focus, so that Enter does it.
document.querySelector("[data-first]")?.focus();
