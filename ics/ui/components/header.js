// The head of every page: its landmarks, "Find an area", "Share", and the word that it is being brought up to date.

const SAY_UPDATING_AFTER = 500; // milliseconds: what is quicker needs no word
const COPIED_FOR = 4000;
const THEME_MS = 100; // after which Streamlit knows of a new theme

let isListening = false;
let isThemeNew = false;

export default function ({ parentElement, data, setTriggerValue }) {
  if (!isListening) {
    keepPlaces();
    document.addEventListener("click", openPageHere);
    isListening = true;
  }
  offerAreas(parentElement, data);
  offerSharing(parentElement, data);
  const updating = parentElement.querySelector(".updating");
  const watches = [completePage(data), sayUpdating(updating), followTheme(data, () => setTriggerValue("theme", true))];
  return () => watches.forEach((stop) => stop());
}

// Adds what Streamlit's boxes, links and tables lack, again whenever it has drawn something.
function completePage(data) {
  const complete = () => {
    nameLandmarks();
    markOpenPage(data.page);
    document.querySelectorAll('.st-key-content a[target="_blank"]').forEach(stayInTab);
    document.querySelectorAll('[data-testid="stTable"] :has(> table)').forEach(letKeyboardScroll);
  };
  complete();
  let isDue = false;
  const completeSoon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      complete();
    });
  };
  const watch = new MutationObserver(completeSoon);
  watch.observe(document.getElementById("root"), { childList: true, subtree: true });
  window.addEventListener("resize", completeSoon);
  return () => {
    watch.disconnect();
    window.removeEventListener("resize", completeSoon);
  };
}

// Its boxes have no meaning, and its link past the menu leads to the box around the menu.
function nameLandmarks() {
  name(".st-key-frame", { role: "banner" });
  name(".st-key-menu", { role: "navigation", "aria-label": "Pages" });
  name(".st-key-content", { role: "main", id: "content", tabindex: "-1" });
  name(".st-key-footer", { role: "contentinfo" });
  name('[data-testid="stMain"]', { role: "group" }); // it holds all of these
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip) skip.onclick = goToContent;
}

// It says in no attribute which page is open.
function markOpenPage(page) {
  for (const link of document.querySelectorAll(".st-key-menu a")) {
    const isOpen = link.textContent.trim() === page;
    if (isOpen && !link.hasAttribute("aria-current")) markOpen(link);
    if (!isOpen && link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
  }
}

// The links of a text are to open in a new tab.
function stayInTab(link) {
  if (isPage(link)) link.removeAttribute("target");
}

// A table that is wider than the screen scrolls in its box, so the keyboard has to get there.
function letKeyboardScroll(box) {
  if (box.scrollWidth > box.clientWidth) setAttributes(box, { tabindex: "0" });
  else box.removeAttribute("tabindex");
}

function markOpen(link) {
  link.setAttribute("aria-current", "page");
  const menu = link.closest(".st-key-menu"); // on a phone, the row scrolls to it
  const [row, there] = [menu.getBoundingClientRect(), link.getBoundingClientRect()];
  menu.scrollLeft += there.left + there.width / 2 - row.left - row.width / 2;
}

function name(selector, attributes) {
  const element = document.querySelector(selector);
  if (element) setAttributes(element, attributes);
}

function setAttributes(element, attributes) {
  for (const [attribute, value] of Object.entries(attributes)) {
    if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
  }
}

// The server draws the figures in the colours of the theme: when that changes, it has to draw them again. It is not asked
// while the reader is on the way to another page, because that would bring this one back.
function followTheme(data, drawAgain) {
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  const draw = () => {
    const here = new URL(data.address || ".", document.baseURI).pathname;
    if (!isThemeNew || window.location.pathname !== here) return; // the next page looks again
    isThemeNew = false;
    drawAgain();
  };
  const drawSoon = () => setTimeout(draw, THEME_MS);
  const noteChange = () => {
    isThemeNew = true;
    drawSoon();
  };
  scheme.addEventListener("change", noteChange);
  const waiting = isThemeNew ? drawSoon() : 0; // what the page before had still to do
  return () => {
    clearTimeout(waiting);
    scheme.removeEventListener("change", noteChange);
  };
}

function goToContent(event) {
  event.preventDefault();
  event.stopPropagation(); // Streamlit would go to the box around menu and content
  const content = document.getElementById("content");
  content.focus();
  content.scrollIntoView();
}

function sayUpdating(place) {
  const app = document.querySelector('[data-testid="stApp"]');
  let waiting = 0;
  const look = () => {
    clearTimeout(waiting);
    if (app.dataset.testScriptState !== "running") place.textContent = "";
    else waiting = setTimeout(() => (place.textContent = "Updating…"), SAY_UPDATING_AFTER);
  };
  look();
  const watch = new MutationObserver(look);
  watch.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  return () => {
    clearTimeout(waiting);
    watch.disconnect();
  };
}

function offerAreas(parent, data) {
  const field = parent.querySelector("input");
  const options = data.areas.map((area) => Object.assign(document.createElement("option"), { value: area.name }));
  parent.querySelector("datalist").replaceChildren(...options);
  const open = (area) => {
    field.value = "";
    goOn(addressOf(area, data));
  };
  // Who chooses from the list wants to go there; who types goes on until Enter.
  field.oninput = (event) => {
    field.setCustomValidity("");
    const area = data.areas.find((one) => one.name === field.value);
    if (area && event.inputType !== "insertText" && event.inputType !== "deleteContentBackward") open(area);
  };
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || !field.value.trim()) return;
    const found = areasLike(field.value, data.areas);
    if (found.length === 1) return open(found[0]);
    field.setCustomValidity(
      found.length ? `${found.length} areas have this in their name. Choose one.` : "No area has this in its name.",
    );
    field.reportValidity();
  };
}

function areasLike(text, areas) {
  const wanted = text.trim().toLowerCase();
  const exact = areas.filter((area) => area.name.toLowerCase() === wanted);
  return exact.length ? exact : areas.filter((area) => area.name.toLowerCase().includes(wanted));
}

function addressOf(area, data) {
  const address = new URL(data.area_page, document.baseURI);
  address.searchParams.set("area", area.code);
  const now = new URL(window.location.href).searchParams;
  for (const carried of data.carried) for (const value of now.getAll(carried)) address.searchParams.append(carried, value);
  return address;
}

function offerSharing(parent, data) {
  const panel = parent.querySelector("#share");
  const said = parent.querySelector(".said");
  const button = parent.querySelector(".opens");
  panel.onbeforetoggle = (event) => {
    if (event.newState !== "open") return;
    said.textContent = "";
    parent.querySelector(".citation").textContent = citation(data);
    offerDownloads(parent.querySelector(".downloads"), data);
    const below = button.getBoundingClientRect();
    panel.style.top = `${below.bottom + 6}px`;
    panel.style.right = `${Math.max(16, document.documentElement.clientWidth - below.right)}px`;
  };
  panel.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    panel.hidePopover();
    button.focus();
  };
  parent.querySelector(".copy-link").onclick = () => copy(addressToShare(), said);
  parent.querySelector(".copy-citation").onclick = () => copy(citation(data), said);
  parent.querySelector(".print").onclick = () => {
    panel.hidePopover();
    window.print();
  };
}

// A page of the dashboard is opened without loading the app again.
function openPageHere(event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link && !event.defaultPrevented && isPage(link)) openHere(event, link.href);
}

function isPage({ origin, pathname, hash, download }) {
  const base = new URL(".", document.baseURI);
  const isInside = origin === base.origin && pathname.startsWith(base.pathname);
  return isInside && !hash && !download && !pathname.slice(base.pathname.length).includes("/"); // data links are further down
}

function citation(data) {
  const title = document.querySelector("h1")?.textContent.trim() ?? data.page;
  return `“${title}”. ${data.cited} ${addressToShare()}`;
}

function offerDownloads(list, data) {
  list.previousElementSibling.hidden = data.downloads.length === 0;
  list.replaceChildren(
    ...data.downloads.map(({ words, address }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href: address, textContent: words }));
      return item;
    }),
  );
}

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Copied.";
    setTimeout(() => (said.textContent = ""), COPIED_FOR);
  } catch {
    said.textContent = text; // without https the browser refuses: it can be copied by hand
  }
}
