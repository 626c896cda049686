// Acts when nothing has come for a while, and at the latest some time after the first that came: whoever types without a
// pause is not waited for. Both in milliseconds.
export function quietly(act, quiet, longest) {
    let timer;
    let first = null;
    const stop = () => {
        clearTimeout(timer);
        first = null;
    };
    const wait = () => {
        clearTimeout(timer);
        first ??= Date.now();
        timer = setTimeout(() => {
            stop();
            act();
        }, Math.max(0, Math.min(quiet, first + longest - Date.now())));
    };
    return { wait, stop };
}
