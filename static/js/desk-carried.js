// The desk without a network: the next dossiers stay in this browser for a time, and what was typed on their cards
// without one is sent when there is one again, card by card, each with the version that it was drawn from.
import { forgetSent, keyOf, read } from "./kept.js";
import { keepPages, whenLoaded } from "./carrying.js";

const desk = document.querySelector("[data-desk-carried]");
const card = document.querySelector("form[data-card]");
const NOTE = "catatan/";
const DOOR = "ketikan/";

class Carried {
    constructor(root) {
        this.root = root;
        this.rows = [...root.querySelectorAll("[data-page]")];
        // What the server said last of each page, taken or not.
        this.told = new Map();
    }

    say(sentence, isProblem = false) {
        const box = this.root.querySelector("[data-say]");
        box.textContent = sentence;
        box.classList.toggle("field-visit-problem", isProblem);
    }

    // Of a card and of the private note beside it.
    waiting(row) {
        return [row.pathname, row.pathname + NOTE].filter((address) => read(keyOf(this.root.dataset.user, address)));
    }

    show() {
        let count = 0;
        for (const row of this.rows) {
            const line = row.closest("li").querySelector("[data-standing]");
            const isWaiting = this.waiting(row).length > 0;
            count += isWaiting;
            const waits = isWaiting ? this.root.dataset.waits : line.dataset.standing;
            line.textContent = this.told.get(row.pathname) ?? waits;
        }
        const sentence = this.root.dataset.waiting.replace("{count}", count);
        this.root.querySelector("[data-waiting-count]").textContent = count ? sentence : "";
    }

    async begin() {
        this.show();
        await whenLoaded();
        window.addEventListener("online", () => this.carry());
        // A copy that ends while its page lies open goes then.
        setTimeout(() => location.reload(), Math.max(1000, Math.min(Number(this.root.dataset.until) - Date.now(), 2 ** 31 - 1)));
        await this.carry();
    }

    // First what is to be sent goes, then what stands is kept.
    async carry() {
        if (navigator.onLine) {
            this.root.dataset.state = "sending";
            for (const row of this.rows) {
                await this.send(row);
            }
        }
        const pages = this.rows.map((row) => ({ address: row.pathname, until: row.dataset.page }));
        const own = { address: this.root.dataset.own, until: this.root.dataset.until };
        const isKept = await keepPages(this.root, [own, ...pages], "^/penilaian/");
        this.say(isKept ? this.root.dataset.ready : this.root.dataset.notReady, !isKept);
        this.root.dataset.state = navigator.onLine ? (isKept ? "ready" : "unready") : "offline";
        this.show();
    }

    async send(row) {
        for (const address of this.waiting(row)) {
            const key = keyOf(this.root.dataset.user, address);
            const copy = read(key);
            try {
                const sentence = await this.post(address + DOOR, copy);
                forgetSent(key, copy);
                this.told.set(row.pathname, sentence);
            } catch ({ message }) {
                this.told.set(row.pathname, message);
                break;
            }
        }
        this.show();
    }

    // Never under somebody else's name, and never over what was saved elsewhere meanwhile: the server compares versions.
    async post(address, { texts, choices, version }) {
        const { person, token } = await this.ask(address);
        if (person !== this.root.dataset.user) {
            throw new Error(this.root.dataset.another);
        }
        const body = new URLSearchParams({ ...texts, csrfmiddlewaretoken: token, versi: version, utuh: "1" });
        for (const choice of choices) {
            const place = choice.indexOf("=");
            body.append(choice.slice(0, place), choice.slice(place + 1));
        }
        return (await this.ask(address, body)).sentence;
    }

    async ask(address, body) {
        let answer;
        try {
            answer = await fetch(address, { method: body ? "POST" : "GET", body, redirect: "manual" });
        } catch {
            throw new Error(this.root.dataset.offline);
        }
        if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
            // Where the portal is away, somebody before it says so.
            throw new Error(answer.status >= 500 ? this.root.dataset.offline : this.root.dataset.away);
        }
        const said = await answer.json();
        if (!answer.ok) {
            throw new Error(said.sentence);
        }
        return said;
    }
}

if (desk) {
    new Carried(desk).begin();
}

// What was saved while typing stands in the copy of the page, too, once it is left.
if (card && "serviceWorker" in navigator) {
    let isSaved = false;
    card.addEventListener("taken", () => { isSaved = true; });
    document.addEventListener("visibilitychange", () => {
        if (document.hidden && isSaved) {
            isSaved = false;
            navigator.serviceWorker.controller?.postMessage({ renew: location.pathname });
        }
    });
}
