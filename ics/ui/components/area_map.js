// The map of the areas over time: see ics/charts/area_map.py for the data. What the reader does stays in the browser
// until the slider is let go; then the date is handed to the page once.

const SVG = "http://www.w3.org/2000/svg";
const STEP_MS = 1100; // one date of a play
const QUIET_MS = 600; // after the last key press, the slider counts as let go
const CAN_POINT = window.matchMedia("(hover: hover)").matches;
const HINT = `Each hexagon is one area. ${CAN_POINT ? "Point to it for its name, select" : "Select"} it to open its page.`;

// What lives as long as the component is on the page, although its data come again with each run.
const views = new WeakMap();

export default function areaMap({ parentElement, data, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = new View(parentElement);
    views.set(parentElement, view);
  }
  view.receive(data, (day) => setTriggerValue("chosen", day));
  return () => view.pause();
}

class View {
  constructor(root) {
    const find = (selector) => root.querySelector(selector);
    this.slider = find("input[type=range]");
    this.button = find(".play");
    this.ticks = find(".ticks");
    this.dateName = find(".now strong");
    this.status = find(".now span");
    this.legend = find(".legend ul");
    this.starSwitch = find(".legend input");
    this.svg = find(".map svg");
    this.told = find(".told");
    this.bars = find(".bars");
    find("defs").replaceChildren(...patterns());
    this.host = this.svg.getRootNode().host;
    this.drawing = ""; // what the drawing was made of
    this.timer = null; // of a play
    this.waiting = null; // for the last key press
    this.listen();
  }

  listen() {
    this.slider.addEventListener("input", () => {
      this.pause();
      this.show(Number(this.slider.value));
    });
    this.slider.addEventListener("change", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.handOver(), QUIET_MS);
    });
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
    this.host.addEventListener("stop", () => this.stop());
    this.starSwitch.addEventListener("change", () => this.show(this.place));
  }

  // The data of a run. A date that the page did not change leaves alone what the reader is doing.
  receive(data, give) {
    const isNewDate = data.shown !== this.data?.shown;
    const isBusy = this.timer || this.waiting;
    const day = isNewDate && !isBusy ? data.shown : (this.data?.dates[this.place].day ?? data.shown);
    const drawing = JSON.stringify([data.kinds, data.regions, data.areas, data.colours]);
    const isDrawn = drawing === this.drawing;
    this.data = isDrawn ? { ...data, areas: this.data.areas } : data;
    this.give = give;
    if (!isDrawn) this.draw();
    this.drawing = drawing;
    this.slider.max = data.dates.length - 1;
    this.drawTicks();
    const place = data.dates.findIndex((date) => date.day === day);
    this.show(place >= 0 ? place : data.dates.findIndex((date) => date.day === data.shown));
  }

  play() {
    if (this.place === this.data.dates.length - 1) this.show(0);
    this.timer = setInterval(() => {
      if (this.place < this.data.dates.length - 1) this.show(this.place + 1);
      if (this.place === this.data.dates.length - 1) this.stop();
    }, STEP_MS);
    this.nameButton();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.nameButton();
  }

  stop() {
    this.pause();
    this.handOver();
  }

  nameButton() {
    this.button.textContent = this.timer ? "❚❚ Pause" : "▶ Play";
  }

  handOver() {
    clearTimeout(this.waiting);
    this.waiting = null;
    const { day } = this.data.dates[this.place];
    if (day !== this.data.shown && this.svg.isConnected) this.give(day);
  }

  // What stays the same on all dates.
  draw() {
    const { data } = this;
    for (const [name, colour] of Object.entries(data.colours)) {
      this.host.style.setProperty(`--${name}`, colour);
    }
    this.nameButton();
    this.drawLegend();
    this.drawMap();
    this.drawBars();
  }

  drawTicks() {
    const { dates } = this.data;
    const last = dates.length - 1;
    this.ticks.replaceChildren(
      ...dates.map((date, place) => {
        const isAgain = place > 0 && dates[place - 1].month === date.month;
        const tick = element("span", { class: date.is_target ? "target" : "" }, isAgain ? "" : date.month);
        if (date.is_target) tick.append(element("small", {}, "target"));
        tick.style.left = `${(100 * place) / Math.max(last, 1)}%`;
        if (place === 0) tick.classList.add("first");
        if (place === last) tick.classList.add("last");
        return tick;
      }),
    );
  }

  // The waves as one scale, then what areas were before.
  drawLegend() {
    const names = new Set();
    const entries = this.data.kinds.filter(({ name }) => !names.has(name) && names.add(name));
    this.entries = entries.map((kind) => {
      const swatch = svgElement("svg", { "aria-hidden": "true" });
      swatch.append(svgElement("rect", { width: "100%", height: "100%", ...paint(kind, "bar") }));
      const entry = element("li", { class: kind.done ? "wave" : "stage" });
      entry.append(swatch, element("span", {}, kind.short));
      return { name: kind.name, done: kind.done, entry };
    });
    this.legend.replaceChildren(...this.entries.map(({ entry }) => entry));
  }

  drawMap() {
    const { areas, regions, box, alt } = this.data;
    this.svg.setAttribute("viewBox", box.join(" "));
    this.svg.setAttribute("aria-label", alt);
    this.hexagons = areas.map((area) => this.hexagon(area));
    this.focused = undefined;
    const borders = regions
      .filter((region) => region.chosen)
      .map((region) => svgElement("path", { d: region.outline, class: "border" }));
    const names = regions.filter(({ chosen, place }) => chosen && place).map(regionName);
    this.svg.replaceChildren(...this.hexagons.map(({ link }) => link), ...borders, ...names);
    this.svg.onkeydown = (event) => this.moveFocus(event);
    this.svg.onpointerleave = () => this.tell();
    this.svg.onfocusout = () => this.tell();
    this.tell();
  }

  hexagon(area) {
    const link = svgElement("a", { tabindex: -1 });
    const shape = svgElement("polygon", { points: area.points });
    const label = svgElement("text", { x: area.x, y: area.y + 0.08, class: "label" });
    const star = svgElement("text", { x: area.x, y: area.y + 0.34, class: "star", "aria-hidden": "true" });
    label.textContent = area.label;
    link.append(shape, label, star);
    link.onpointerenter = () => this.tell(area);
    link.onfocus = () => this.tell(area);
    link.onclick = (event) => openHere(event, link.getAttribute("href"));
    return { area, link, shape, label, star };
  }

  drawBars() {
    const { areas, regions } = this.data;
    const numbers = regions.map((_, place) => areas.filter(({ region }) => region === place).length);
    const most = Math.max(...numbers);
    this.rows = regions.map((region, place) => {
      const row = element("li", { hidden: !region.chosen });
      const bar = svgElement("svg", { class: "bar", "aria-hidden": "true" });
      const blocks = Array.from({ length: numbers[place] }, (_, n) =>
        svgElement("rect", { x: `${(100 * n) / most}%`, width: `${100 / most - 0.6}%`, height: "100%" }),
      );
      bar.append(...blocks);
      const count = element("span", { class: "count" });
      count.style.left = `calc(${(100 * numbers[place]) / most}% + 0.4rem)`;
      const lane = element("div", { class: "lane" });
      lane.append(bar, count);
      row.append(element("span", { class: "region" }, region.name), lane);
      return { row, blocks, count };
    });
    this.bars.replaceChildren(...this.rows.map(({ row }) => row));
  }

  // The map, the bars and the words of one date.
  show(place) {
    this.place = place;
    const date = this.data.dates[place];
    this.host.toggleAttribute("data-moving", date.day !== this.data.shown);
    this.slider.value = place;
    this.slider.setAttribute("aria-valuetext", date.name + (date.is_target ? ", the target date" : ""));
    this.slider.style.setProperty("--share", `${(100 * place) / Math.max(this.data.dates.length - 1, 1)}%`);
    this.dateName.textContent = `${date.name}:`;
    this.status.textContent = this.count(this.data.areas.filter((area) => this.isChosen(area)));
    this.hexagons.forEach((hexagon, n) => this.paintHexagon(hexagon, date.stars[n]));
    const shown = new Set(this.data.areas.filter((area) => this.isChosen(area)).map((area) => this.kindOf(area).name));
    this.entries.forEach(({ name, done, entry }) => (entry.hidden = !done && !shown.has(name)));
    this.rows.forEach((row, n) => this.paintRow(row, n, date.pace[n]));
    this.tell(this.toldArea);
  }

  paintHexagon({ area, link, shape, label, star }, mark) {
    const kind = this.kindOf(area);
    const isChosen = this.isChosen(area);
    set(shape, isChosen ? paint(kind, "map") : { fill: "none", class: "empty" });
    label.setAttribute("fill", isChosen ? kind.ink : "var(--quiet)");
    star.setAttribute("fill", isChosen ? kind.ink : "none");
    star.textContent = this.starSwitch.checked ? mark : "";
    link.setAttribute("href", this.address(area));
    link.setAttribute("aria-label", this.words(area));
    link.setAttribute("tabindex", area === (this.focused ?? this.data.areas[0]) ? 0 : -1);
  }

  paintRow({ blocks, count }, region, pace) {
    const areas = this.data.areas.filter((area) => area.region === region);
    const order = areas.map((area) => this.digit(area)).sort((a, b) => a - b);
    blocks.forEach((block, n) => set(block, paint(this.data.kinds[order[n]], "bar")));
    count.replaceChildren(this.count(areas, true));
    if (pace) count.append(" ", element("em", { class: pace.replace(" ", "-") }, pace));
  }

  digit(area) {
    return parseInt(this.data.dates[this.place].states[this.data.areas.indexOf(area)], 36);
  }

  kindOf(area) {
    return this.data.kinds[this.digit(area)];
  }

  isChosen(area) {
    return this.data.regions[area.region].chosen;
  }

  count(areas, isShort = false) {
    const done = areas.filter((area) => this.kindOf(area).done).length;
    return `${done} of ${areas.length}${isShort ? "" : areas.length === 1 ? " area" : " areas"}`;
  }

  words(area) {
    const kind = this.kindOf(area);
    const star = this.data.dates[this.place].stars[this.data.areas.indexOf(area)];
    const point = this.starSwitch.checked && star ? ", a point of light" : "";
    return `${area.name}, ${this.data.regions[area.region].name}: ${kind.done ? area.since : kind.words}${point}`;
  }

  tell(area) {
    this.toldArea = area;
    this.told.textContent = area ? this.words(area) : HINT;
  }

  // The page of the area, for the regions and the date that are shown.
  address(area) {
    const asked = new URLSearchParams(this.data.link);
    const { day } = this.data.dates[this.place];
    asked.set("area", area.code);
    if (day !== this.data.default) asked.set("as_at", day);
    return `area?${asked}`;
  }

  // The map is one stop for the tab key; arrows go to the next hexagon in their direction.
  moveFocus(event) {
    const [right, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [];
    if (right === undefined) return;
    event.preventDefault();
    const from = this.focused ?? this.data.areas[0];
    const away = ({ x, y }) => Math.abs(x - from.x) + 3 * Math.abs(y - from.y); // the next row before one after it
    const ahead = this.hexagons.filter(({ area }) => (area.x - from.x) * right + (area.y - from.y) * down > 0.1);
    const [next] = ahead.sort((a, b) => away(a.area) - away(b.area));
    if (!next) return;
    this.focused = next.area;
    this.hexagons.forEach(({ area, link }) => link.setAttribute("tabindex", area === next.area ? 0 : -1));
    next.link.focus();
  }
}

function regionName({ name, place }) {
  const text = svgElement("text", { x: place.x, y: place.y + 0.08, class: `name ${place.side}`, "aria-hidden": "true" });
  text.textContent = name;
  return text;
}

function paint({ fill, pattern }, where) {
  return pattern === "full" ? { fill, class: "full" } : { fill: `url(#${where}-${pattern})`, class: `before ${pattern}` };
}

// Areas before their designation are told apart by a pattern, not by colour alone. Two sizes: the map counts in
// hexagons, bars and legend in pixels.
function patterns() {
  const marks = { empty: "", plain: "", question: "", dots: "M2 2h2v2h-2z", hatch: "M-1 8L8 -1M-1 1L1 -1M6 8L8 6", grid: "M0 3.5H7M3.5 0V7" };
  const all = Object.entries({ map: 0.02, bar: 1 }).flatMap(([where, scale]) =>
    Object.entries(marks).map(([name, d]) => {
      const size = { width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: `scale(${scale})` };
      const pattern = svgElement("pattern", { id: `${where}-${name}`, ...size });
      pattern.append(svgElement("rect", { width: 7, height: 7, class: `under ${name}` }));
      pattern.append(svgElement("path", { d, class: `mark ${name}` }));
      return pattern;
    }),
  );
  return all;
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  set(made, attributes);
  made.textContent = text;
  return made;
}

function svgElement(name, attributes) {
  const made = document.createElementNS(SVG, name);
  set(made, attributes);
  return made;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : value);
  }
}
