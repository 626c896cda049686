// The page that follows signing out says so in its address, and only then is what anybody typed here forgotten: a
// sign-out that was cut on its way, or refused, has ended nothing. A link alone cannot make the browser forget.
import { emptyFirmly } from "./firmly.js";

export const KEPT = "sinovik.kept.";
const LEAVING = "sinovik.leaving";
const SIGNED_OUT = "#keluar";
const SIGN_IN = "/akun/masuk/";

export function toSignOut() {
    try {
        sessionStorage.setItem(LEAVING, "1");
        // Of a tab that is closed before the answer comes.
        localStorage.setItem(LEAVING, "1");
    } catch {
        // A browser that notes nothing keeps nothing either.
    }
}

function forgetAll() {
    Object.keys(localStorage).filter((key) => key.startsWith(KEPT)).forEach((key) => localStorage.removeItem(key));
    return emptyFirmly();
}

try {
    const isLeaving = [sessionStorage, localStorage].some((store) => store.getItem(LEAVING) !== null);
    const isOut = location.hash === SIGNED_OUT;
    // Whatever page came instead, that one attempt is over.
    [sessionStorage, localStorage].forEach((store) => store.removeItem(LEAVING));
    if (isOut) {
        history.replaceState(null, "", location.pathname + location.search);
    }
    // The answer may have been lost on its way: who is asked to sign in is out as well.
    if (isLeaving && (isOut || location.pathname.endsWith(SIGN_IN))) {
        forgetAll();
    }
} catch {
    // Nothing is kept where nothing may be.
}
