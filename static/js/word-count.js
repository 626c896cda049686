// Counts the words of a text box below it. Never blocks typing: the server decides.
const QUIET = 1000; // milliseconds of no typing before a screen reader hears the count

function wordsIn(text) {
    // The same blanks as accounts/arithmetic/words.py, whose white space includes a few controls, and the same signs that
    // make a word.
    const runs = text.split(/[\s\u001c-\u001f\u0085\u2800\u115f\u1160\u3164\uffa0\u200b\ufeff]+/);
    return runs.filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}

function say(line, box) {
    const written = wordsIn(box.value);
    const left = Number(line.dataset.limit) - written;
    const missing = Number(line.dataset.minimum ?? 0) - written;
    const [sentence, number] = left < 0
        ? [line.dataset.over, -left]
        : missing > 0 ? [line.dataset.short, missing] : [line.dataset.left, left];
    return [sentence.replace("%s", number.toLocaleString(document.documentElement.lang)), left < 0];
}

for (const line of document.querySelectorAll("[data-word-count]")) {
    const box = document.getElementById(line.dataset.wordCount);
    if (!box) {
        continue;
    }
    const heard = document.createElement("p");
    heard.className = "visually-hidden";
    heard.setAttribute("aria-live", "polite");
    // The range of words stands before the count, and stays.
    const whole = line.parentElement;
    whole.after(heard);
    line.setAttribute("aria-hidden", "true");
    box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") ?? ""} ${whole.id}`.trim());

    let timer;
    const show = () => {
        const [sentence, isOver] = say(line, box);
        line.textContent = sentence;
        line.classList.toggle("over", isOver);
    };
    box.addEventListener("input", () => {
        show();
        clearTimeout(timer);
        timer = setTimeout(() => { heard.textContent = line.textContent; }, QUIET);
    });
    if (box.value.trim()) {
        show();
    }
}
