// Copies a hash or code and says so in the button, where the reader is looking.
const SHOWN = 3000;

document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-from]");
    if (!button) {
        return;
    }
    const box = document.getElementById(button.dataset.copyFrom);
    await navigator.clipboard.writeText(box ? box.value : button.dataset.copy);
    const words = [...button.childNodes];
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.copied;
    setTimeout(() => button.replaceChildren(...words), SHOWN);
});

// A box whose text is there to be copied is chosen whole as soon as somebody enters it.
document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-select-all]")) {
        event.target.select();
    }
});
