// Pages that this browser keeps for a time without a network: the worker keeps them (static/worker/desk.js).

// Each page with the moment, in milliseconds, at which its copy ends; "" and null for none. Those kept of the same kind
// (`besides`, a pattern of addresses) and not named any more are dropped. Whether all of them are kept.
export async function keepPages(root, pages, besides = "") {
    if (!("serviceWorker" in navigator) || !navigator.onLine) {
        return Boolean(navigator.serviceWorker?.controller);
    }
    await navigator.serviceWorker.register(root.dataset.worker);
    const { active } = await navigator.serviceWorker.ready;
    navigator.storage?.persist?.();
    return new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = (event) => resolve(event.data);
        active.postMessage({ keep: pages, besides: besides || null }, [channel.port2]);
    });
}

export function whenLoaded() {
    return document.readyState === "complete"
        ? Promise.resolve()
        : new Promise((resolve) => window.addEventListener("load", resolve));
}
