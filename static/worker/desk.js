// Stands between a judge's pages and the network: what was opened beforehand is there without one. It keeps those
// pages and what draws them, no file of a dossier, and nothing at all until a page asks for it. Each copy ends with its
// stage, and all of them with the session: at sign-out, when its time is over, and when the sign-in page is shown.
const STORE = "sinovik-meja";
const ASSETS = "/static/";
const LIST = "/penilaian/luring/";
const WITHOUT = "/luring/"; // what is shown where nothing is kept
const SIGN_IN = "/akun/masuk/";
const SIGN_OUT = "/akun/keluar/";
// The desk itself and the way to what comes next lead to the kept list.
const TO_LIST = /^\/penilaian\/([\w-]+\/\d+\/berikutnya\/)?$/;
const PATIENCE = 5000; // milliseconds for a network that is there and does not answer
const UNTIL = "X-Kept-Until";
const FOUND = /(?:href|src)="(\/static\/[^"]+)"/g;

// Counted up by every wipe: what was asked for before one is not kept after it.
let wipes = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page asks for pages to be kept, each until its moment, and for those that it does not name any more to be dropped;
// it is answered when that is done.
self.addEventListener("message", (event) => {
    const { keep, besides, renew } = event.data;
    const work = renew ? renewed(renew) : keepAll(keep, besides);
    event.waitUntil(work.then((done) => event.ports[0]?.postMessage(done)));
});

async function keepAll(pages, besides) {
    const store = await caches.open(STORE);
    const named = pages.map(({ address }) => address);
    for (const { url } of besides ? await store.keys() : []) {
        const { pathname } = new URL(url);
        if (new RegExp(besides).test(pathname) && !named.includes(pathname)) {
            await store.delete(pathname);
        }
    }
    const assets = new Set();
    const whole = [...pages, { address: WITHOUT, until: null }];
    const kept = await Promise.all(whole.map(({ address, until }) => keep(store, address, until, assets)));
    const drawn = await Promise.all([...assets].map((address) => keepAsset(store, address)));
    return [...kept, ...drawn].every(Boolean);
}

async function keep(store, address, until, assets) {
    const before = wipes;
    try {
        const answer = await fetch(address, { credentials: "same-origin" });
        // Where one is sent to the sign-in there is nothing to keep.
        if (!answer.ok || answer.redirected) {
            await store.delete(address);
            return false;
        }
        const text = await answer.text();
        for (const [, asset] of text.matchAll(FOUND)) {
            assets.add(asset);
        }
        await store.put(address, copy(text, answer, until));
        if (wipes !== before) {
            await store.delete(address);
            return false;
        }
        return true;
    } catch {
        return false;
    }
}

function copy(body, answer, until) {
    const headers = new Headers({ "Content-Type": answer.headers.get("Content-Type") });
    const policy = answer.headers.get("Content-Security-Policy");
    if (policy) {
        headers.set("Content-Security-Policy", policy);
    }
    if (until) {
        headers.set(UNTIL, until);
    }
    return new Response(body, { headers });
}

async function keepAsset(store, address) {
    if (await store.match(address)) {
        return true;
    }
    try {
        const answer = await fetch(address);
        if (answer.ok) {
            await store.put(address, answer);
        }
        return answer.ok;
    } catch {
        return false;
    }
}

// A page that is left was perhaps saved while its reader typed: its copy is drawn from what stands now.
async function renewed(address) {
    const store = await caches.open(STORE);
    const kept = await store.match(address);
    return kept ? keep(store, address, kept.headers.get(UNTIL), new Set()) : false;
}

const isOver = (answer) => answer.headers.has(UNTIL) && Date.now() > Number(answer.headers.get(UNTIL));

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== self.location.origin) {
        return;
    }
    if (pathname === SIGN_IN) {
        event.waitUntil(wiped());
    } else if (pathname === SIGN_OUT && request.method === "POST") {
        event.respondWith(leaving(request));
    } else if (request.method === "GET" && pathname.startsWith(ASSETS)) {
        event.respondWith(asset(request, pathname));
    } else if (request.mode === "navigate" && isOurs(pathname)) {
        event.respondWith(page(request, pathname));
    }
});

// Until the server has ended the session, what is kept is still its judge's.
async function leaving(request) {
    const answer = await fetch(request);
    if (answer.ok || answer.type === "opaqueredirect") {
        await wiped();
    }
    return answer;
}

// What belongs to a person goes; the page that says so stays.
async function wiped() {
    wipes += 1;
    const store = await caches.open(STORE);
    for (const request of await store.keys()) {
        const { pathname } = new URL(request.url);
        if (pathname !== WITHOUT && !pathname.startsWith(ASSETS)) {
            await store.delete(request);
        }
    }
}

function isOurs(pathname) {
    return pathname === WITHOUT || /^\/(penilaian|kunjungan)\//.test(pathname);
}

// What draws a page is named after what it holds: a copy is as good as what the network brings.
async function asset(request, pathname) {
    try {
        return await fetch(request);
    } catch (trouble) {
        const kept = await caches.match(pathname, { cacheName: STORE, ignoreVary: true });
        if (kept) {
            return kept;
        }
        throw trouble;
    }
}

async function page(request, pathname) {
    const kept = await found(pathname);
    try {
        const answer = await (kept ? inTime(fetch(request)) : fetch(request));
        if (kept && answer.status >= 500) {
            return kept;
        }
        // Closed, given back, or led away from: what was kept of it is not the judge's any more.
        if (kept && request.method === "GET" && !answer.ok) {
            await (await caches.open(STORE)).delete(pathname);
        }
        return answer;
    } catch (trouble) {
        const shown = request.method === "GET" ? kept ?? (TO_LIST.test(pathname) && (await found(LIST))) : null;
        const instead = shown || (await found(WITHOUT));
        if (instead) {
            return instead;
        }
        throw trouble;
    }
}

// The copy of a page that still may be shown. Whatever is over goes now, this page or another.
async function found(pathname) {
    const store = await caches.open(STORE);
    for (const request of await store.keys()) {
        const kept = await store.match(request, { ignoreVary: true });
        if (kept && isOver(kept)) {
            await store.delete(request);
        }
    }
    return store.match(pathname, { ignoreVary: true });
}

function inTime(answer) {
    return Promise.race([answer, new Promise((_resolve, reject) => setTimeout(reject, PATIENCE))]);
}
