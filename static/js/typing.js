// What is typed into a form marked data-typing is saved by itself: after two quiet seconds, at the latest ten after the
// first key, when a box is left and when the page is hidden. The form says in words what has become of it, and waits where
// it cannot be sent.
import { said } from "./kept.js";
import { quietly } from "./quietly.js";

const PAUSE = 2000;
const LONGEST = 10000;
const AGAIN = [5000, 15000, 30000, 60000]; // milliseconds until the next try while nothing answers
const BEACON = 60000; // bytes that a browser sends after its page is gone
const SILENCE = 30000; // milliseconds for an answer; a telephone's line dies without a word
const HASTE = 5000; // the same, once the form itself is to be sent

for (const form of document.querySelectorAll("form[data-typing]")) {
    const address = form.dataset.typing;
    const state = form.querySelector("[data-typing-state]");
    const line = state.querySelector("[data-said]");
    const trouble = state.querySelector("[data-trouble]");
    const signIn = state.querySelector("[data-sign-in]");
    const compare = state.querySelector("[data-compare]");
    const now = () => JSON.stringify(said(form));
    let saved = now();
    let refused; // what was answered with what is wrong with it, and is not sent again as it is
    let cut; // ends what is under way
    let timer; // until the next try
    let tries = 0;
    let isStopped = false;
    let isLeaving = false;
    let sending = null;
    let next = null; // what was asked for while a save was under way

    const tell = (sentence) => { line.textContent = sentence; };
    const warn = (sentence, { isAway = false, isStale = false } = {}) => {
        trouble.textContent = sentence;
        signIn.hidden = !isAway;
        compare.hidden = !isStale;
        tell("");
    };
    const typed = quietly(() => save(), PAUSE, LONGEST);
    const stop = () => {
        clearTimeout(timer);
        typed.stop();
    };
    const retry = () => {
        stop();
        timer = setTimeout(save, AGAIN[Math.min(tries++, AGAIN.length - 1)]);
    };

    const asked = (words) => {
        cut = new AbortController();
        const limit = setTimeout(() => cut.abort(), SILENCE);
        return fetch(address, { ...words, signal: cut.signal }).finally(() => clearTimeout(limit));
    };

    // Whoever signed in again in another tab has another token; whoever is somebody else must not send this.
    const renew = async () => {
        const answer = await asked({ redirect: "manual" });
        if (answer.status >= 500) {
            throw new TypeError("no answer of ours");
        }
        if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
            return "away";
        }
        const { person, token } = await answer.json();
        if (person !== form.dataset.kept) {
            return "another";
        }
        form.elements.csrfmiddlewaretoken.value = token;
        return "";
    };

    const post = (isLast) => {
        // Files have a way of their own.
        const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
        return asked({ method: "POST", body, keepalive: isLast && String(body).length < BEACON });
    };

    const send = async (isLast) => {
        const sent = now();
        tell(line.dataset.saving);
        let answer = await post(isLast);
        const isValues = () => answer.headers.get("Content-Type")?.startsWith("application/json");
        if (!isValues() && answer.status >= 500) {
            // Somebody before the server says that it is away.
            throw new TypeError("no answer of ours");
        }
        if (!isValues()) {
            const reason = await renew();
            if (reason) {
                warn(trouble.dataset[reason], { isAway: reason === "away" });
                return retry();
            }
            answer = await post(isLast);
        }
        if (!isValues()) {
            throw new TypeError("no answer of ours");
        }
        const { version, sentence } = await answer.json();
        tries = 0;
        if (!answer.ok) {
            isStopped = answer.status === 409;
            refused = answer.status < 500 ? sent : refused;
            if (isStopped) {
                form.dispatchEvent(new CustomEvent("overtaken"));
            }
            // What was right is saved all the same.
            if (version) {
                form.elements.versi.value = version;
                form.dispatchEvent(new CustomEvent("taken-partly", { detail: { version } }));
            }
            if (answer.status >= 500) {
                retry();
            } else if (!isStopped && now() !== sent) {
                typed.wait();
            }
            const stays = isStopped ? "" : ` ${trouble.dataset.kept}`;
            return warn(`${sentence}${stays}`, { isStale: isStopped });
        }
        form.elements.versi.value = version;
        saved = sent;
        warn("");
        tell(now() === saved ? sentence : line.dataset.dirty);
        form.dispatchEvent(new CustomEvent("taken", { detail: { sent, version } }));
        return now() === saved ? undefined : typed.wait();
    };

    // One at a time: the next carries the version that this one makes, and goes out as soon as that is known.
    function save({ isLast = false } = {}) {
        stop();
        if (sending) {
            next = { isLast: isLast || Boolean(next?.isLast) };
            return;
        }
        if (isStopped || isLeaving || [saved, refused].includes(now())) {
            return;
        }
        sending = send(isLast)
            .catch(() => {
                warn(trouble.dataset.offline);
                retry();
                next = null;
            })
            .finally(() => {
                sending = null;
                const waiting = next;
                next = null;
                if (waiting) {
                    save(waiting);
                }
            });
    }

    form.addEventListener("input", () => {
        if (isStopped) {
            return;
        }
        tell(line.dataset.dirty);
        clearTimeout(timer);
        typed.wait();
    });
    form.addEventListener("focusout", (event) => {
        const to = event.relatedTarget;
        if (!to?.matches("[type=submit]") && !state.contains(to)) {
            save();
        }
    });
    document.addEventListener("visibilitychange", () => save({ isLast: document.hidden }));
    window.addEventListener("online", () => save());
    window.addEventListener("focus", () => save());

    // What is being saved is saved before the form itself is sent: it must not be overtaken by its own text.
    form.addEventListener("submit", (event) => {
        if (!navigator.onLine) {
            event.preventDefault();
            warn(trouble.dataset.offline);
            retry();
        } else if (sending) {
            event.preventDefault();
            tell(line.dataset.saving);
            const limit = setTimeout(() => cut.abort(), HASTE);
            sending.then(() => {
                clearTimeout(limit);
                form.requestSubmit(event.submitter);
            });
        } else {
            isLeaving = true;
            stop();
        }
    });
    window.addEventListener("pageshow", () => { isLeaving = false; });

    state.hidden = false;
    tell(line.dataset.waiting);
}
