// A file that is chosen goes up by itself, in pieces: when the line is cut it goes on from the last whole piece, also after
// the page was loaded again and the same file chosen once more. What becomes of it stands in words beside its name.
import { reduced } from "./photograph.js";

const PATIENCE = [1000, 5000, 15000, 30000]; // milliseconds until the next try while nothing answers
const SILENCE = 120000; // a piece that takes longer than this is lost
const STEP = 10; // percent between two sentences; the bar moves between them
const UNFINISHED = "sinovik.upload."; // in the tab's own store: two tabs never continue one another's

const percent = (part, whole) => Math.floor((100 * part) / whole);
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

function inWords(size) {
    const megabytes = size / 1048576;
    return megabytes >= 1
        ? `${megabytes.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`
        : `${Math.ceil(size / 1024)} KB`;
}

// Unknown where the page did not come through a safe connection: then a file is known to its own page alone.
async function hashOf(file) {
    const hash = crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())) : [];
    return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function store(act) {
    try {
        return act(sessionStorage);
    } catch {
        return null;
    }
}

class Stopped extends Error {}
class Away extends Error {}

class Sending {
    constructor(place, chosen) {
        this.place = place;
        this.chosen = chosen;
        const row = place.row.content.cloneNode(true);
        this.line = row.querySelector("[data-line]");
        this.bar = row.querySelector("progress");
        this.stopper = row.querySelector("[data-stop]");
        this.opener = row.querySelector("[data-again]");
        row.querySelectorAll("[data-name]").forEach((one) => { one.textContent = chosen.name; });
        this.row = row.querySelector("li");
        this.bar.setAttribute("aria-label", chosen.name);
        this.stopper.addEventListener("click", () => this.stop());
        this.opener.addEventListener("click", () => place.add(this));
        place.list.append(row);
        this.say("waiting");
    }

    // A sentence of the page, by its name, or one of the server's.
    say(name, gaps = {}) {
        const sentence = Object.entries(gaps).reduce(
            (words, [gap, value]) => words.replace(`{${gap}}`, value), this.place.list.dataset[name] ?? name,
        );
        const told = this.note ? `${sentence} ${this.note}` : sentence;
        if (this.line.textContent !== told) {
            this.line.textContent = told;
        }
    }

    stop() {
        this.isStopped = true;
        this.place.waiting = this.place.waiting.filter((one) => one !== this);
        this.request?.abort();
        this.wake?.();
        this.finish("stopped", { canBeTried: true, state: "stopped" });
    }

    finish(sentence, { canBeTried = false, state = "refused" } = {}) {
        this.bar.hidden = this.stopper.hidden = true;
        this.opener.hidden = !canBeTried;
        this.row.dataset.state = state;
        this.place.isWhole &&= state === "done";
        this.say(sentence);
    }

    ask(method, address, body, { offset, onProgress } = {}) {
        return new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            this.request = request;
            request.open(method, address);
            request.timeout = SILENCE;
            if (method === "PATCH") {
                request.setRequestHeader("Upload-Offset", offset);
                request.setRequestHeader("Content-Type", "application/octet-stream");
                request.setRequestHeader("X-CSRFToken", this.place.token.value);
            }
            request.upload.onprogress = onProgress ?? null;
            request.onload = () => {
                const isOurs = request.getResponseHeader("Content-Type")?.startsWith("application/json");
                if (isOurs) {
                    resolve({ status: request.status, ...JSON.parse(request.responseText) });
                } else if (request.status === 404) {
                    resolve({ status: 404 });
                } else if (request.status >= 500) {
                    // Somebody before the server says that it is away.
                    reject(new TypeError("no answer of ours"));
                } else {
                    reject(new Away());
                }
            };
            request.onerror = request.ontimeout = () => reject(new TypeError("no answer"));
            request.onabort = () => reject(new Stopped());
            request.send(body);
        });
    }

    begin() {
        const body = new URLSearchParams({
            csrfmiddlewaretoken: this.place.token.value,
            name: this.file.name,
            size: this.file.size,
            sha256: this.hash,
            utuh: "1",
        });
        if (this.place.stamp) {
            body.set("versi", this.place.stamp.value);
        }
        return this.ask("POST", this.place.address, body);
    }

    // One go: what the server says last. A line that is cut is an exception.
    async send() {
        let answer = this.address ? await this.ask("GET", this.address) : { status: 404 };
        if (answer.status === 404) {
            answer = await this.begin();
            this.address = answer.address;
            store((tab) => (this.address && this.hash ? tab.setItem(this.key, this.address) : null));
        }
        while (this.address && !answer.done && (answer.status < 400 || answer.status === 409)) {
            const { offset } = answer;
            const piece = this.file.slice(offset, offset + (answer.piece ?? this.piece));
            this.piece = answer.piece ?? this.piece;
            this.show(offset);
            answer = await this.ask("PATCH", this.address, piece, {
                offset,
                onProgress: ({ loaded }) => this.show(offset + loaded),
            });
        }
        return answer;
    }

    show(sent) {
        this.sent = percent(sent, this.file.size);
        this.bar.value = this.sent;
        if (sent >= this.file.size) {
            this.say("checking");
        } else {
            this.say("sending", { percent: this.sent - (this.sent % STEP), size: inWords(this.file.size) });
        }
    }

    async prepare() {
        this.say("reducing");
        this.file = await reduced(this.chosen, this.place.limit);
        if (this.file !== this.chosen) {
            const sizes = { from: inWords(this.chosen.size), to: inWords(this.file.size) };
            const words = this.place.list.dataset.reduced;
            this.note = words.replace("{from}", sizes.from).replace("{to}", sizes.to);
        }
        this.hash = await hashOf(this.file);
        this.key = `${UNFINISHED}${this.place.address}.${this.hash}`;
        this.address = this.hash && store((tab) => tab.getItem(this.key));
    }

    async run() {
        this.isStopped = false;
        this.row.dataset.state = "running";
        this.opener.hidden = true;
        this.bar.hidden = this.stopper.hidden = false;
        if (!this.file) {
            await this.prepare();
        }
        for (let tries = 0; !this.isStopped; tries += 1) {
            const before = this.sent;
            try {
                const answer = await this.send();
                if (answer.status !== 404) {
                    return this.end(answer);
                }
                this.address = "";
            } catch (fault) {
                if (fault instanceof Stopped || this.isStopped) {
                    return;
                }
                const reason = fault instanceof Away ? await this.place.renew().catch(() => "cut") : "cut";
                if (reason === "another") {
                    return this.finish("another");
                }
                tries = this.sent === before ? tries : 0;
                // With a new token at once; whatever else the server may have, it is not pressed.
                if (reason || tries) {
                    this.say(reason || "cut", { percent: this.sent ?? 0 });
                    await this.quiet(PATIENCE[Math.min(tries, PATIENCE.length - 1)]);
                }
            }
        }
    }

    // Until the line is back, somebody looks at the page again, or some time has gone by.
    async quiet(milliseconds) {
        const back = new Promise((resolve) => {
            this.wake = resolve;
            window.addEventListener("online", resolve, { once: true });
            window.addEventListener("focus", resolve, { once: true });
        });
        await Promise.race([back, pause(milliseconds)]);
    }

    end(answer) {
        if (!answer.again) {
            store((tab) => tab.removeItem(this.key));
        }
        this.finish(answer.sentence, { canBeTried: Boolean(answer.again), state: answer.done ? "done" : "refused" });
        if (answer.done) {
            this.place.attached(answer);
        }
    }
}

class Place {
    constructor(root) {
        this.form = root.closest("form");
        this.address = root.dataset.upload;
        this.person = root.dataset.person;
        this.limit = Number(root.dataset.mostBytes);
        this.input = root.querySelector("input[type=file]");
        this.token = this.form.elements.csrfmiddlewaretoken;
        this.stamp = this.form.elements.versi;
        this.list = root.querySelector("[data-uploads]");
        this.row = root.querySelector("[data-upload-row]");
        this.busy = root.querySelector("[data-upload-busy]");
        this.waiting = [];
        this.isWhole = true;
        this.input.multiple = "several" in root.dataset;
        root.querySelector("[data-upload-state]").hidden = false;
        // What goes up by itself is no change of the form.
        this.input.addEventListener("input", (event) => event.stopPropagation());
        this.input.addEventListener("change", () => this.choose());
        this.form.addEventListener("submit", (event) => this.hold(event));
        window.addEventListener("beforeunload", (event) => this.running && event.preventDefault());
    }

    choose() {
        const chosen = [...this.input.files];
        this.input.value = "";
        chosen.forEach((file) => this.add(new Sending(this, file)));
    }

    // One after the other: on a thin line two would only wait for each other.
    async add(sending) {
        this.waiting.push(sending);
        if (this.running) {
            return;
        }
        while (this.waiting.length) {
            this.running = this.waiting.shift();
            await this.running.run();
        }
        this.running = null;
        this.busy.textContent = "";
        const { held, isWhole } = this;
        this.held = null;
        this.isWhole = true;
        // Whoever is refused a file is to read why, and presses again.
        if (held && isWhole) {
            this.form.requestSubmit(held);
        }
    }

    // The form waits for its files; nobody else is told of a submission that does not happen yet.
    hold(event) {
        if (this.running) {
            event.preventDefault();
            event.stopImmediatePropagation();
            this.held = event.submitter;
            this.busy.textContent = this.busy.dataset.sentence;
        }
    }

    // Whoever signed in again in another tab has another token; whoever is somebody else must not send this.
    async renew() {
        const answer = await fetch(this.address, { redirect: "manual" });
        if (answer.status >= 500) {
            return "cut";
        }
        if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
            return "away";
        }
        const { person, token } = await answer.json();
        if (person !== this.person) {
            return "another";
        }
        this.token.value = token;
        return "";
    }

    attached({ files, version, next }) {
        if (next) {
            this.running = null;
            location.assign(next);
            return;
        }
        document.querySelector("[data-files]").innerHTML = files;
        if (version && this.stamp) {
            this.stamp.value = version;
        }
    }
}

for (const root of document.querySelectorAll("[data-upload]")) {
    new Place(root);
}
