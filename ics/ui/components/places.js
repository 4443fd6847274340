// A page that the reader comes back to is shown where they left it. The part of the page that scrolls is Streamlit's, so
// the browser does not see to it.

const LEFT_AT = "ics-left-at"; // in the storage of the tab: pixels from the top, by address
const HOLD_MS = 3000;
let isHolding = false;

export function keepPlaces() {
  for (const event of ["scroll", "click"]) document.addEventListener(event, noteWhere, { capture: true, passive: true });
  window.addEventListener("popstate", (event) => event.isTrusted && holdPlace());
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") holdPlace();
}

function scrolling() {
  return document.querySelector("[data-testid=stMain]");
}

// The address without the key that lets its holder publish.
function here() {
  const address = new URL(window.location.href);
  address.searchParams.delete("key");
  return address.pathname + address.search;
}

function places() {
  return JSON.parse(sessionStorage.getItem(LEFT_AT) ?? "{}");
}

function noteWhere() {
  if (isHolding) return;
  const left = { ...places(), [here()]: Math.round(scrolling().scrollTop) };
  sessionStorage.setItem(LEFT_AT, JSON.stringify(left));
}

// Streamlit goes to the top some time after the page has changed, and the page grows: hold on until the reader moves.
function holdPlace() {
  const goal = places()[here()];
  if (!goal) return;
  isHolding = true;
  const holding = setInterval(() => (scrolling().scrollTop = goal), 50);
  const letGo = () => {
    clearInterval(holding);
    isHolding = false;
  };
  setTimeout(letGo, HOLD_MS);
  for (const moved of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    window.addEventListener(moved, letGo, { once: true, passive: true });
  }
}
