// What a person typed into a form that is shut by now, and only this browser has: it stands on the page that refused it,
// and on the lists that lead there, to be read, copied and thrown away.
import { addresses, clock, forget, keyOf, read, recovered } from "./kept.js";

const section = document.querySelector("[data-kept-alone]");

// Every answer and choice with the words of its own page, as one text.
function inWords({ texts, choices, labels = {} }) {
    const chosen = choices.map((choice) => labels[choice] ?? choice);
    const written = Object.entries(texts)
        .filter(([, text]) => text.trim())
        .map(([name, text]) => `${labels[name] ?? name}:\n${text}`);
    return [chosen.join("\n"), ...written].filter(Boolean).join("\n\n");
}

const forms = (page, person, at) => [...page.querySelectorAll("form[data-kept]")].map(
    (form) => keyOf(person, new URL(form.getAttribute("action") ?? "", new URL(at, location)).pathname),
);

// A page that still has the form offers the text itself; one that cannot be asked is not judged.
async function isShut(person, address) {
    try {
        // A note has no page of its own: it lies beside the card.
        const at = address.replace(/catatan\/$/, "");
        const answer = await fetch(at, { redirect: "manual" });
        if (answer.type === "opaqueredirect" || answer.status >= 500) {
            return false;
        }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        return !forms(page, person, at).includes(keyOf(person, address));
    } catch {
        return false;
    }
}

function show(person, address) {
    const key = keyOf(person, address);
    const copy = read(key);
    const text = copy && inWords(copy);
    if (!text) {
        return;
    }
    const one = section.querySelector("template").content.cloneNode(true).firstElementChild;
    const [label, box] = [one.querySelector("label"), one.querySelector("textarea")];
    box.id = `isian-${section.querySelectorAll("textarea").length}`;
    box.value = text;
    label.htmlFor = box.id;
    label.textContent = [copy.title, clock(copy.at)].filter(Boolean).join(", ");
    one.querySelector("[data-copied]").dataset.copyFrom = box.id;
    one.querySelector("[data-drop]").addEventListener("click", () => {
        forget(key);
        one.remove();
        section.hidden = !section.querySelector("textarea");
    });
    section.append(one);
    section.hidden = false;
}

function showAll() {
    const { keptAlone: person, below } = section.dataset;
    const own = addresses(person).filter((address) => address.startsWith(below || location.pathname));
    if (below) {
        // What the list itself still sends is not lost.
        const sent = [...document.querySelectorAll("[data-page]")].map((row) => row.pathname);
        for (const address of own.filter((one) => !sent.some((row) => one.startsWith(row)))) {
            isShut(person, address).then((isSo) => isSo && show(person, address));
        }
    } else {
        const here = forms(document, person, location.pathname);
        own.filter((address) => !here.includes(keyOf(person, address))).forEach((address) => show(person, address));
    }
}

if (section) {
    recovered.then(showAll);
}
