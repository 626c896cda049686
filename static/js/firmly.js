// The second place of what kept.js keeps. What a browser puts into its localStorage reaches the disk seconds later, and is
// lost with a browser that is killed; what is put here is on its way to the disk at once.
const DATABASE = "sinovik-tulisan";
const COPIES = "copies";
const FORGOTTEN = "sinovik.forgotten"; // what is still to be dropped here, by key: until that is done it is not recovered

let opened;

function database() {
    opened ??= new Promise((resolve, reject) => {
        const opening = indexedDB.open(DATABASE, 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore(COPIES);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = opening.onblocked = () => reject(opening.error);
    });
    return opened;
}

// One after the other, in the order asked for. A browser that has no such place has the copy in localStorage.
async function inStore(mode, act) {
    try {
        const transaction = (await database()).transaction(COPIES, mode, { durability: "strict" });
        const asked = act(transaction.objectStore(COPIES));
        return await new Promise((resolve, reject) => {
            transaction.oncomplete = () => resolve(asked?.result);
            transaction.onabort = transaction.onerror = () => reject(transaction.error);
            // A page that is left does not wait for answers.
            if (mode === "readwrite") {
                transaction.commit();
            }
        });
    } catch {
        return undefined;
    }
}

function forgotten() {
    try {
        return JSON.parse(localStorage.getItem(FORGOTTEN)) ?? {};
    } catch {
        return {};
    }
}

function note(change) {
    const left = { ...forgotten(), ...change };
    const keys = Object.keys(left).filter((key) => left[key] !== null);
    try {
        if (keys.length) {
            localStorage.setItem(FORGOTTEN, JSON.stringify(Object.fromEntries(keys.map((key) => [key, left[key]]))));
        } else {
            localStorage.removeItem(FORGOTTEN);
        }
    } catch {
        // Without room for a note the copy is offered once more.
    }
}

export function putFirmly(key, copy) {
    return inStore("readwrite", (store) => store.put(copy, key));
}

export async function dropFirmly(...keys) {
    const at = Date.now();
    note(Object.fromEntries(keys.map((key) => [key, at])));
    await inStore("readwrite", (store) => keys.forEach((key) => store.delete(key)));
    // What was forgotten again meanwhile is being dropped again.
    const now = forgotten();
    note(Object.fromEntries(keys.filter((key) => now[key] === at).map((key) => [key, null])));
}

// Everything kept here by key, without what was to be dropped when a page was left; that is dropped now.
export async function firmlyKept() {
    const now = forgotten();
    const found = new Map();
    await inStore("readonly", (store) => {
        store.openCursor().onsuccess = ({ target: { result } }) => {
            if (result) {
                found.set(result.key, result.value);
                result.continue();
            }
        };
    });
    const late = [...found].filter(([key, copy]) => copy.at <= (now[key] ?? 0)).map(([key]) => key);
    late.forEach((key) => found.delete(key));
    if (late.length) {
        dropFirmly(...late);
    }
    return found;
}

// Whatever anybody kept, gone.
export function emptyFirmly() {
    return inStore("readwrite", (store) => store.clear());
}
