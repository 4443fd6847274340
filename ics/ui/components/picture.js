/* Saves a chart of the page as a PNG: the title and the sentence above it, the source below it. The chart is plotly's, a
 * component, or HTML that brings its own style sheet.
 *
 * A picture in a picture may load nothing: the typeface of the page goes into it, so that no label is wider than on the
 * page. Everything is drawn as text, never as markup.
 */
const SVG = "http://www.w3.org/2000/svg";
const PLOTLY = ".js-plotly-plot";
const MARGIN = 24;
const LEAST_WIDTH = 1400; // pixels of the picture, also of a chart on a telephone

function inLines(text, width, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const lines = [];
    for (const word of text.split(/\s+/)) {
        const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
        if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
        else lines.push(word);
    }
    return lines;
}

/* Adds lines of text from `top` downwards; returns where they end. */
function write(picture, text, { top, size, weight, colour, family }) {
    const width = picture.width.baseVal.value - 2 * MARGIN;
    let bottom = top;
    for (const line of inLines(text, width, `${weight} ${size}px ${family}`)) {
        bottom += 1.4 * size;
        const words = document.createElementNS(SVG, "text");
        const looks = { x: MARGIN, y: bottom - 0.3 * size, fill: colour, "font-size": size, "font-weight": weight };
        Object.entries({ ...looks, "font-family": family }).forEach(([name, value]) => words.setAttribute(name, value));
        words.textContent = line;
        picture.append(words);
    }
    return bottom;
}

/* Returns the height of the chart. */
function addChart(picture, chart, top, looks) {
    if (chart.matches(PLOTLY)) return addLayers(picture, chart, top);
    const { width } = chart.getBoundingClientRect();
    const copy = copyOf(chart, width, looks);
    const room = document.createElementNS(SVG, "foreignObject");
    const height = heightOf(copy);
    Object.entries({ x: MARGIN, y: top, width, height }).forEach(([name, value]) => room.setAttribute(name, value));
    room.append(copy);
    picture.append(room);
    return height;
}

/* Plotly draws in several layers of the same size. */
function addLayers(picture, chart, top) {
    for (const layer of chart.querySelectorAll("svg.main-svg")) {
        const copy = layer.cloneNode(true);
        const { width, height } = layer.getBoundingClientRect();
        const place = { x: MARGIN, y: top, width, height, style: "" };
        Object.entries(place).forEach(([name, value]) => copy.setAttribute(name, value));
        picture.append(copy);
    }
    return chart.getBoundingClientRect().height;
}

/* The chart with its style sheet, without what can only be used on a screen. */
function copyOf(chart, width, { colour, family }) {
    const copy = document.createElement("div");
    copy.className = "host";
    copy.style.cssText = chart.style.cssText;
    copy.style.width = `${width}px`;
    const parts = chart.shadowRoot ? chart.shadowRoot.childNodes : [chart];
    copy.append(...[...parts].map(part => part.cloneNode(true)));
    for (const sheet of copy.querySelectorAll("style")) {
        sheet.textContent = `.host { ${sheet.textContent.replaceAll(":host", "&")} }`; // it says nothing of the title
    }
    for (const control of copy.querySelectorAll(".screen-only")) control.remove();
    copy.style.setProperty("--st-font", family);
    Object.assign(copy.style, { color: colour, fontFamily: family });
    return copy;
}

/* Where a style sheet of the page cannot reach it: it is not there in the picture either. */
function heightOf(copy) {
    const place = document.body.appendChild(document.createElement("div"));
    place.attachShadow({ mode: "open" }).append(copy);
    const { height } = copy.getBoundingClientRect();
    place.remove();
    return height;
}

async function inBase64(address) {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    let letters = "";
    bytes.forEach(byte => { letters += String.fromCharCode(byte); });
    return btoa(letters);
}

/* The upright faces of the typeface that the page itself loads, as rules with their bytes in them. */
async function facesOf(family) {
    const wanted = family.split(",")[0].replaceAll('"', "").trim();
    const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]);
    const faces = rules.filter(rule => rule instanceof CSSFontFaceRule
        && rule.style.getPropertyValue("font-family").replaceAll('"', "") === wanted
        && rule.style.getPropertyValue("font-style") !== "italic");
    const written = faces.map(async face => {
        const [, address] = face.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/);
        const bytes = await inBase64(new URL(address, face.parentStyleSheet.href || document.baseURI));
        const weight = face.style.getPropertyValue("font-weight") || "normal";
        return `@font-face{font-family:"${wanted}";font-weight:${weight};src:url(data:font/woff2;base64,${bytes})}`;
    });
    return (await Promise.all(written)).join("");
}

async function drawn(chart, data, looks) {
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("width", chart.getBoundingClientRect().width + 2 * MARGIN);
    const letters = document.createElementNS(SVG, "style");
    letters.textContent = await facesOf(looks.family);
    picture.append(letters);
    let bottom = write(picture, data.title, { ...looks, top: MARGIN / 2, size: 22, weight: 600 });
    bottom = write(picture, data.sentence, { ...looks, top: bottom + 4, size: 15, weight: 400 });
    bottom += 12 + addChart(picture, chart, bottom + 12, looks);
    bottom = write(picture, data.source, { ...looks, top: bottom + 12, size: 13, weight: 400 });
    picture.setAttribute("height", bottom + MARGIN / 2);
    return picture;
}

async function asPng(picture, background) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
    await image.decode();
    const [width, height] = [picture.width.baseVal.value, picture.height.baseVal.value];
    const scale = Math.max(2, LEAST_WIDTH / width);
    const canvas = Object.assign(document.createElement("canvas"), { width: scale * width, height: scale * height });
    const pen = canvas.getContext("2d");
    pen.fillStyle = background;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(done => canvas.toBlob(done, "image/png"));
}

function chartIn(box) {
    const component = [...box.querySelectorAll("*")].find(element => element.shadowRoot);
    return box.querySelector(`${PLOTLY}, .row-figure`) ?? component;
}

async function save(chart, data) {
    const page = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    const looks = { colour: page.color, family: page.fontFamily };
    const bytes = await asPng(await drawn(chart, data, looks), page.backgroundColor);
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(bytes), download: data.file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export default function ({ data, parentElement }) {
    const [button, said] = ["button", "span"].map(name => parentElement.querySelector(name));
    button.onclick = async () => {
        button.disabled = true;
        try {
            const chart = chartIn(document.querySelector(`.st-key-${CSS.escape(data.chart)}`));
            if (chart.hasAttribute("data-moving")) {
                chart.dispatchEvent(new Event("stop")); // its title would be that of another date
                said.textContent = "The map was still moving. It has stopped: download it again.";
            } else {
                await save(chart, data);
                said.textContent = `Saved as ${data.file}.`;
            }
        } catch {
            said.textContent = "Your browser could not make the picture.";
        }
        button.disabled = false;
    };
}
