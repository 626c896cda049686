// A field visit without a network. Its page was opened beforehand; what is filled in and photographed stays in this browser,
// each photo with the hash of its bytes, until the server has it. Without this script the form is sent as any other.
import { keepPages, whenLoaded } from "./carrying.js";

const DATABASE = "sinovik-kunjungan";
const REPORTS = "reports";
const PHOTOS = "photos";
const THUMBNAIL = 160;

const place = document.querySelector("[data-field-visit]");
const list = document.querySelector("[data-field-visits]");

// --- what stays in this browser

function asked(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

async function database() {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
        opening.result.createObjectStore(REPORTS, { keyPath: "key" });
        opening.result.createObjectStore(PHOTOS, { keyPath: "id", autoIncrement: true }).createIndex("key", "key");
    };
    return asked(opening);
}

async function inStore(name, mode, act) {
    const open = await database();
    try {
        const transaction = open.transaction(name, mode, { durability: "strict" });
        const found = await asked(act(transaction.objectStore(name)));
        if (mode === "readwrite") {
            await new Promise((resolve, reject) => {
                transaction.oncomplete = resolve;
                transaction.onabort = transaction.onerror = () => reject(transaction.error);
            });
        }
        return found;
    } finally {
        open.close();
    }
}

const photosOf = (key) => inStore(PHOTOS, "readonly", (store) => store.index("key").getAll(key));
const reportOf = (key) => inStore(REPORTS, "readonly", (store) => store.get(key));

async function digest(bytes) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- one visit

class Carried {
    constructor(root) {
        this.root = root;
        this.key = `${root.dataset.user}.${root.dataset.fieldVisit}`;
        this.form = root.querySelector("form");
        this.texts = JSON.parse(root.dataset.texts);
        this.stamp = this.form.elements.versi.value;
    }

    say(sentence, isProblem = false, way = "") {
        const box = this.root.querySelector("[data-say]");
        box.textContent = sentence;
        if (way) {
            const link = document.createElement("a");
            link.href = way;
            link.textContent = this.texts.way;
            box.append(" ", link);
        }
        box.classList.toggle("field-visit-problem", isProblem);
    }

    async begin() {
        for (const part of this.root.querySelectorAll("[data-needs-script]")) {
            part.hidden = false;
        }
        for (const part of this.root.querySelectorAll("[data-without-script]")) {
            part.hidden = true;
        }
        await this.restore();
        await this.showPhotos();
        this.form.addEventListener("input", (event) => event.target.type !== "file" && this.keep());
        this.form.addEventListener("change", (event) => event.target.type === "file" && this.take(event.target));
        this.form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.send(this.stamp);
        });
        this.root.querySelector("[data-replace]").addEventListener("click", () => this.send(this.standing));
        await whenLoaded();
        const own = { address: location.pathname, until: this.root.dataset.until };
        const isKept = await keepPages(this.root, [own, { address: this.root.dataset.list, until: this.root.dataset.until }]);
        this.say(isKept ? this.texts.ready : this.texts.notReady, !isKept);
        this.root.dataset.state = isKept ? "ready" : "unready";
    }

    fields() {
        return [...this.form.elements].filter((one) => one.name && !["hidden", "file", "submit", "button"].includes(one.type));
    }

    async keep() {
        const texts = {};
        for (const one of this.fields()) {
            if (one.type !== "radio") {
                texts[one.name] = one.value;
            } else if (one.checked) {
                texts[one.name] = one.value;
            }
        }
        await inStore(REPORTS, "readwrite", (store) => store.put({ key: this.key, texts, stamp: this.stamp, at: Date.now() }));
        this.say(this.texts.kept);
    }

    async restore() {
        const kept = await reportOf(this.key);
        if (!kept) {
            return;
        }
        this.stamp = kept.stamp;
        for (const one of this.fields()) {
            if (one.type === "radio") {
                one.checked = kept.texts[one.name] === one.value;
            } else if (one.name in kept.texts) {
                one.value = kept.texts[one.name];
            }
        }
    }

    // The bytes are read and hashed before anything else happens to them.
    async take(box) {
        const caption = box.closest("[data-photos]").querySelector("[data-caption]");
        for (const file of box.files) {
            const bytes = await file.arrayBuffer();
            const photo = {
                key: this.key,
                claim: box.closest("[data-photos]").dataset.photos,
                caption: caption.value.trim() || this.texts.caption,
                name: file.name,
                type: file.type,
                bytes,
                sha256: await digest(bytes),
                taken: new Date(file.lastModified).toISOString(),
                isSent: false,
                problem: "",
            };
            try {
                await inStore(PHOTOS, "readwrite", (store) => store.add(photo));
            } catch {
                this.say(this.texts.full, true);
                return;
            }
        }
        box.value = "";
        caption.value = "";
        await this.showPhotos();
        this.say(this.texts.kept);
    }

    async showPhotos() {
        const photos = await photosOf(this.key);
        for (const holder of this.root.querySelectorAll("[data-photos]")) {
            const own = photos.filter((one) => one.claim === holder.dataset.photos);
            holder.querySelector("ul").replaceChildren(...own.map((one) => this.line(one)));
        }
        const waiting = photos.filter((one) => !one.isSent).length;
        this.root.querySelector("[data-waiting]").textContent = waiting
            ? this.texts.waiting.replace("{count}", waiting)
            : "";
    }

    line(photo) {
        const line = document.createElement("li");
        const words = document.createElement("span");
        const state = photo.problem || (photo.isSent ? this.texts.intact : this.texts.here);
        words.textContent = `${photo.caption} · ${photo.sha256.slice(0, 12)} · ${state}`;
        line.append(words);
        if (photo.bytes) {
            const canvas = document.createElement("canvas");
            canvas.setAttribute("aria-hidden", "true");
            line.prepend(canvas);
            draw(canvas, photo);
        }
        return line;
    }

    async send(stamp) {
        this.root.dataset.state = "sending";
        this.say(this.texts.sending);
        this.root.querySelector("[data-replace]").hidden = true;
        let state;
        try {
            state = await this.ask(this.root.dataset.stateUrl);
        } catch (fault) {
            this.finish("offline", this.texts[fault.kind ?? "offline"], true);
            return;
        }
        const refusal = state.refusal || state.sentence;
        if (refusal) {
            this.finish("refused", `${refusal} ${this.texts.stays}`, true, state.way);
            return;
        }
        const areSent = await this.sendPhotos(state.csrf);
        const answer = await this.sendReport(state.csrf, stamp);
        if (!areSent || !answer) {
            this.finish("unsent", this.texts.unsent, true);
        } else if (answer.sentences) {
            this.standing = answer.stamp;
            this.root.querySelector("[data-replace]").hidden = !answer.stamp;
            this.finish("refused", answer.sentences.join(" "), true, answer.way);
        } else {
            this.stamp = answer.stamp;
            await this.keep();
            const left = (await photosOf(this.key)).filter((one) => one.problem);
            const some = left.every((one) => one.isAltered) ? this.texts.altered : this.texts.untaken;
            this.finish("sent", left.length ? some : this.texts.sent, left.length > 0);
        }
    }

    finish(state, sentence, isProblem, way = "") {
        this.say(sentence, isProblem, way);
        this.root.dataset.state = state;
        this.showPhotos();
    }

    async ask(address, body) {
        const answer = await fetch(address, { method: body ? "POST" : "GET", body, credentials: "same-origin" });
        // The sign-in, or a page of an error: nothing was taken. What refuses is JSON with its sentence.
        if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
            throw Object.assign(new Error(String(answer.status)), { kind: answer.redirected ? "signedOut" : "failed" });
        }
        return answer.json();
    }

    // What the server says it has is compared here, too: a photo leaves this browser only when it arrived as it was taken.
    async sendPhotos(csrf) {
        let areSent = true;
        for (const photo of (await photosOf(this.key)).filter((one) => !one.isSent)) {
            const body = new FormData();
            body.append("csrfmiddlewaretoken", csrf);
            body.append("photo", new Blob([photo.bytes], { type: photo.type }), photo.name);
            body.append("caption", photo.caption);
            body.append("claim", photo.claim);
            body.append("sha256", photo.sha256);
            body.append("taken", photo.taken);
            body.append("utuh", "1");
            let answer;
            try {
                answer = await this.ask(this.root.dataset.photoUrl, body);
            } catch {
                areSent = false;
                continue;
            }
            const isIntact = answer.came === photo.sha256;
            const change = isIntact
                ? { isSent: true, problem: "", bytes: null }
                : { problem: answer.sentence, isAltered: "came" in answer };
            await inStore(PHOTOS, "readwrite", (store) => store.put({ ...photo, ...change }));
        }
        return areSent;
    }

    async sendReport(csrf, stamp) {
        const body = new FormData();
        body.append("csrfmiddlewaretoken", csrf);
        for (const one of this.fields()) {
            if (one.type !== "radio" || one.checked) {
                body.append(one.name, one.value);
            }
        }
        body.append("versi", stamp);
        body.append("utuh", "1");
        try {
            return await this.ask(this.root.dataset.reportUrl, body);
        } catch {
            return null;
        }
    }
}

async function draw(canvas, photo) {
    try {
        const picture = await createImageBitmap(new Blob([photo.bytes], { type: photo.type }), { resizeWidth: THUMBNAIL });
        canvas.width = picture.width;
        canvas.height = picture.height;
        canvas.getContext("2d").drawImage(picture, 0, 0);
    } catch {
        canvas.remove();
    }
}

// --- every visit of the person, as far as it waits in this browser

async function showList(root) {
    for (const one of root.querySelectorAll("[data-carried]")) {
        const photos = await photosOf(`${root.dataset.user}.${one.dataset.carried}`);
        const waiting = photos.filter((photo) => !photo.isSent).length;
        one.textContent = waiting ? root.dataset.waiting.replace("{count}", waiting) : "";
    }
    await whenLoaded();
    const pages = [...root.querySelectorAll("a[data-page]")].map(({ pathname, dataset }) => ({ address: pathname, until: dataset.until }));
    const isKept = await keepPages(root, [{ address: location.pathname, until: null }, ...pages], "^/kunjungan/");
    const box = root.querySelector("[data-say]");
    box.textContent = isKept ? root.dataset.ready : root.dataset.notReady;
    root.dataset.state = isKept ? "ready" : "unready";
}

if (place) {
    new Carried(place).begin();
}
if (list) {
    showList(list);
}
