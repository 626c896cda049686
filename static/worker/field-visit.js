// Stands between the pages of a field visit and the network: what was opened beforehand is there without one.
// It keeps nothing but those pages and what draws them, and nothing at all until a page asks for it.
const STORE = "sinovik-kunjungan";
const PAGES = /^\/kunjungan\/(\d+\/)?luring\/$/;
const ASSETS = "/static/";
const PATIENCE = 5000; // milliseconds for a network that is there and does not answer

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page asks for itself and others to be kept, or for everything to be forgotten; it is answered when that is done.
self.addEventListener("message", (event) => {
    const work = event.data.keep ? keepAll(event.data.keep) : caches.delete(STORE);
    event.waitUntil(work.then((done) => event.ports[0].postMessage(done)));
});

async function keepAll(addresses) {
    const store = await caches.open(STORE);
    const kept = await Promise.all(addresses.map((address) => keep(store, address)));
    return kept.every(Boolean);
}

async function keep(store, address) {
    try {
        const answer = await fetch(address, { credentials: "same-origin" });
        // Where one is sent to the sign-in there is nothing to keep.
        if (!answer.ok || answer.redirected) {
            return false;
        }
        await store.put(address, answer);
        return true;
    } catch {
        return false;
    }
}

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== self.location.origin) {
        return;
    }
    if (PAGES.test(pathname) || pathname.startsWith(ASSETS)) {
        event.respondWith(fromNetworkOrKept(request, pathname));
    }
});

async function fromNetworkOrKept(request, pathname) {
    const kept = await caches.match(pathname, { cacheName: STORE, ignoreVary: true });
    if (!kept) {
        return fetch(request);
    }
    try {
        return await inTime(fetch(request));
    } catch {
        return kept;
    }
}

function inTime(answer) {
    return Promise.race([answer, new Promise((_resolve, reject) => setTimeout(reject, PATIENCE))]);
}
