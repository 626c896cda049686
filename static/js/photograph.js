// A photograph as a telephone makes it is far larger than anybody needs to see what is on it: it is made smaller before it is
// sent. What this browser cannot open, and what would not become smaller, goes as it is.
const SIDES = [2400, 1800, 1200]; // pixels of the longer side; the next if the file is still too large
const QUALITY = 0.85;
const ENOUGH = 600 * 1024; // bytes that are not worth the work

const asJpeg = (canvas) => new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });

function drawn(picture, side) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
}

export async function reduced(file, limit) {
    const isPhotograph = /^image\/(jpeg|hei[cf]|webp)$/.test(file.type) || /\.hei[cf]$/i.test(file.name);
    const isPicture = file.type === "image/png" && file.size > limit;
    if (!isPicture && !(isPhotograph && file.size > Math.min(ENOUGH, limit))) {
        return file;
    }
    try {
        const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
        let smaller;
        for (const side of SIDES) {
            smaller = await asJpeg(drawn(picture, side));
            if (smaller.size <= limit) {
                break;
            }
        }
        picture.close();
        const name = `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
        return smaller.size < file.size ? new File([smaller], name, { type: "image/jpeg" }) : file;
    } catch {
        return file;
    }
}
