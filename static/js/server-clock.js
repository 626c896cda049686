// The server's clock, which decides about deadlines, in the three zones of the country; the machine's own only counts on.
const ZONES = [["Asia/Jakarta", "WIB"], ["Asia/Makassar", "WITA"], ["Asia/Jayapura", "WIT"]];

for (const line of document.querySelectorAll("[data-server-clock]")) {
    const began = performance.now();
    const drawn = Number(line.dataset.serverClock) * 1000;
    const show = () => {
        const now = new Date(drawn + performance.now() - began);
        const said = ZONES.map(([timeZone, name]) => {
            const time = now.toLocaleTimeString("id", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
            return `${time} ${name}`;
        });
        line.textContent = line.dataset.sentence.replace("%s", said.join(", "));
    };
    show();
    setInterval(show, 1000);
}
