// What is typed into a form marked data-kept stays in this browser until the server has it. The attribute names the
// person: nobody else is offered it. It is offered, never put into the form by itself.
import { dropFirmly, firmlyKept, putFirmly } from "./firmly.js";
import { KEPT, toSignOut } from "./signed-out.js";
import { quietly } from "./quietly.js";

const SENT = "sinovik.sent";
const QUIET = 300; // milliseconds of no typing before a copy is made
const LONGEST = 1000; // and from the first key, for whoever types without a pause
const LIFETIME = 14 * 24 * 60 * 60 * 1000;

// A browser that keeps nothing, or has no room left, costs the copy and nothing else.
function attempt(act) {
    try {
        return act();
    } catch {
        return null;
    }
}

export function read(key) {
    return attempt(() => JSON.parse(localStorage.getItem(key)));
}

export function forget(key) {
    attempt(() => localStorage.removeItem(key));
    dropFirmly(key);
}

// What was sent is forgotten; what another tab has kept since is not.
export function forgetSent(key, sent) {
    if (JSON.stringify(read(key)) === JSON.stringify(sent)) {
        forget(key);
    }
}

// What a person typed into the form that is sent to an address.
export function keyOf(person, address) {
    return `${KEPT}${person}.${address}`;
}

function keys() {
    return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(KEPT))) ?? [];
}

// The addresses of the forms of which something of a person is kept.
export function addresses(person) {
    return keys().filter((key) => key.startsWith(keyOf(person, "/"))).map((key) => key.slice(keyOf(person, "").length)).sort();
}

function isChoice(control) {
    return control.type === "radio" || control.type === "checkbox";
}

function controls(form) {
    return [...form.elements].filter(
        (control) => control.name && !["hidden", "file", "password", "submit", "button", "fieldset"].includes(control.type),
    );
}

// What the form says: texts by name, and the choices made.
export function said(form) {
    const texts = {};
    const choices = [];
    for (const control of controls(form)) {
        if (!isChoice(control)) {
            texts[control.name] = control.value;
        } else if (control.checked) {
            choices.push(`${control.name}=${control.value}`);
        }
    }
    return { texts, choices };
}

// What each answer and choice is called on its own page, for whoever reads them where that page is shut.
function called(form) {
    const words = (node) => node?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const labels = {};
    for (const control of controls(form)) {
        const [label] = control.labels ?? [];
        if (!isChoice(control)) {
            labels[control.name] = words(label?.firstChild) || words(label);
        } else if (control.checked) {
            const legend = control.closest("fieldset")?.querySelector("legend");
            const question = words(legend?.querySelector("span span") ?? legend);
            const answer = words(label?.querySelector(".level-mark") ?? label);
            labels[`${control.name}=${control.value}`] = [question, answer].filter(Boolean).join(": ");
        }
    }
    const heading = document.querySelector("h1")?.childNodes ?? [];
    return { labels, title: [...heading].map(words).filter(Boolean).join(", ") };
}

function put(form, { texts, choices }) {
    for (const control of controls(form)) {
        if (isChoice(control)) {
            control.checked = choices.includes(`${control.name}=${control.value}`);
        } else if (control.name in texts) {
            control.value = texts[control.name];
        }
        control.dispatchEvent(new Event("input", { bubbles: true }));
    }
}

export function clock(at) {
    const day = new Date(at);
    const isToday = day.toDateString() === new Date().toDateString();
    return day.toLocaleString(document.documentElement.lang, {
        ...(isToday ? {} : { day: "numeric", month: "long" }),
        hour: "2-digit",
        minute: "2-digit",
    });
}

// A form that was sent and led on, to another page or to its own, has been taken, unless it is asked first who is there
// or the page says that nothing was done. One that came back without having led on has not.
const sent = attempt(() => JSON.parse(sessionStorage.getItem(SENT)));
const isAsked = document.querySelector("main :is([type=password], [autocomplete=one-time-code])") !== null;
const isRefused = document.querySelector("[data-refused]") !== null;
const [arrival] = performance.getEntriesByType("navigation");
const hasLedOn = arrival?.redirectCount > 0 && attempt(() => new URL(document.referrer).pathname) === sent?.path;
const words = (copy) => JSON.stringify([copy?.texts, copy?.choices]);
// Another tab may have kept something else since.
if (sent && hasLedOn && !isAsked && !isRefused && words(read(sent.key)) === words(sent.copy)) {
    forget(sent.key);
}
// What comes next was not led to by that form, nor does it when a page is left and shown again as it was.
const forgetSending = () => attempt(() => sessionStorage.removeItem(SENT));
forgetSending();
window.addEventListener("pageshow", ({ persisted }) => persisted && forgetSending());

// What was kept when this page came, by key; with what a browser that was killed had no time to put where it is read.
async function recover() {
    const found = new Map(keys().map((key) => [key, read(key)]));
    for (const [key, copy] of await firmlyKept()) {
        if (copy.at > (found.get(key)?.at ?? 0)) {
            found.set(key, copy);
            // What has been typed since is younger.
            if (copy.at > (read(key)?.at ?? 0)) {
                attempt(() => localStorage.setItem(key, JSON.stringify(copy)));
            }
        }
    }
    for (const [key, copy] of found) {
        if (!copy || Date.now() - copy.at > LIFETIME) {
            found.delete(key);
            forget(key);
        }
    }
    return found;
}

export const recovered = recover();

const textsOf = (copy) => JSON.stringify({ texts: copy.texts, choices: copy.choices });

for (const form of document.querySelectorAll("form[data-kept]")) {
    // A page may have several: each is known by where it is sent.
    const key = keyOf(form.dataset.kept, new URL(form.getAttribute("action") ?? "", location.href).pathname);
    let version = form.elements.versi?.value;
    const offer = form.querySelector("[data-kept-offer]");
    let drawn = JSON.stringify(said(form));
    let cameBack = document.querySelector("[data-error-summary], form[data-came-back]") !== null;
    let own; // the copy that this page has put there last

    const keep = () => {
        typed.stop();
        const now = said(form);
        if (JSON.stringify(now) === drawn && !cameBack) {
            return;
        }
        const copy = { ...now, ...called(form), version, at: Date.now() };
        own = JSON.stringify(copy);
        attempt(() => localStorage.setItem(key, own));
        putFirmly(key, copy);
        form.dataset.copied = "";
    };
    const typed = quietly(keep, QUIET, LONGEST);
    form.addEventListener("input", typed.wait);
    form.addEventListener("focusout", keep);
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", () => document.hidden && keep());
    // Saved while typing: from now on it is what the server has, and there is nothing to offer.
    form.addEventListener("taken", ({ detail }) => {
        drawn = detail.sent;
        version = detail.version;
        cameBack = false;
        if (JSON.stringify(said(form)) === drawn) {
            typed.stop();
            // What another tab has put there since is not what was saved.
            const copy = read(key);
            if (!copy || [own, drawn].some((one) => one === JSON.stringify(copy) || one === textsOf(copy))) {
                forget(key);
            }
        }
    });
    form.addEventListener("overtaken", keep);
    // Some of it is not what the server has: the copy stays, beside what was saved.
    form.addEventListener("taken-partly", ({ detail }) => {
        version = detail.version;
        keep();
    });
    form.addEventListener("submit", () => {
        keep();
        // Without a network nothing is taken, whichever page comes next.
        if (!navigator.onLine) {
            return;
        }
        attempt(() => sessionStorage.setItem(SENT, JSON.stringify({ key, path: location.pathname, copy: read(key) })));
    });

    const offerWhat = (copy) => {
        if (!copy || !offer) {
            return;
        }
        if (textsOf(copy) === drawn) {
            if (!cameBack) {
                forget(key);
            }
            return;
        }
        const line = offer.querySelector("[data-sentence]");
        line.textContent = line.dataset.sentence.replace("%s", clock(copy.at));
        offer.querySelector("[data-kept-changed]").hidden = copy.version === version;
        offer.hidden = false;
        offer.querySelector("[data-kept-use]").addEventListener("click", () => {
            offer.hidden = true;
            put(form, copy);
            keep();
            form.querySelector("textarea, input:not([type=hidden])")?.focus();
        });
        offer.querySelector("[data-kept-drop]").addEventListener("click", () => {
            offer.hidden = true;
            forget(key);
        });
    };
    recovered.then((found) => offerWhat(found.get(key)));
}

// Signing out leaves nothing behind for whoever sits down next, once it is done: until the server says so, what was
// typed is all there is of it.
for (const form of document.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", toSignOut);
}
