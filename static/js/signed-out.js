// The page that follows signing out says so in its address, and only then is what anybody typed here forgotten: a
// sign-out that was cut on its way, or refused, has ended nothing. A link alone cannot make the browser forget.
import { emptyFirmly } from "./firmly.js";

export const KEPT = "sinovik.kept.";
const LEAVING = "sinovik.leaving";
const SIGNED_OUT = "#keluar";

export function toSignOut() {
    try {
        sessionStorage.setItem(LEAVING, "1");
    } catch {
        // A browser that notes nothing keeps nothing either.
    }
}

function forgetAll() {
    Object.keys(localStorage).filter((key) => key.startsWith(KEPT)).forEach((key) => localStorage.removeItem(key));
    return emptyFirmly();
}

try {
    const isLeaving = sessionStorage.getItem(LEAVING) !== null;
    // Whatever page came instead, that one attempt is over.
    sessionStorage.removeItem(LEAVING);
    if (location.hash === SIGNED_OUT) {
        history.replaceState(null, "", location.pathname + location.search);
        if (isLeaving) {
            forgetAll();
        }
    }
} catch {
    // Nothing is kept where nothing may be.
}
