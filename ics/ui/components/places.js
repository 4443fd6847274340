// A page that the reader comes back to is shown where they left it. The browser does that only for a page that scrolls as
// a whole; here it is a box of it that scrolls.

const LEFT_AT = "ics-left-at"; // in the storage of the tab: pixels from the top, by address
const MOST_ADDRESSES = 100;
const HOLD_MS = 3000;
let letGoOfPlace = null; // while a page is held where it was

export function keepPlaces() {
  document.addEventListener("click", notePlace, { capture: true });
  document.addEventListener("scrollend", notePlace, { capture: true });
  window.addEventListener("popstate", (event) => event.isTrusted && holdPlace());
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") holdPlace();
}

function places() {
  try {
    return JSON.parse(sessionStorage.getItem(LEFT_AT) ?? "[]");
  } catch {
    return []; // the browser keeps nothing, or something else is there
  }
}

function notePlace() {
  const box = scrollingBox();
  if (letGoOfPlace || !box) return;
  const name = addressToShare();
  const others = places().filter(([other]) => other !== name);
  const kept = [...others, [name, Math.round(box.scrollTop)]].slice(-MOST_ADDRESSES);
  try {
    sessionStorage.setItem(LEFT_AT, JSON.stringify(kept));
  } catch {
    return; // then Back leads to the top
  }
}

// Streamlit goes to the top some time after the page has changed, and the page grows: hold on until the reader moves.
function holdPlace() {
  letGoOfPlace?.();
  const found = places().find(([name]) => name === addressToShare());
  if (!found) return;
  const holding = setInterval(() => (scrollingBox().scrollTop = found[1]), 50);
  const timer = setTimeout(() => letGoOfPlace?.(), HOLD_MS);
  const moves = ["wheel", "keydown", "pointerdown", "touchstart"];
  letGoOfPlace = () => {
    clearInterval(holding);
    clearTimeout(timer);
    for (const move of moves) window.removeEventListener(move, letGoOfPlace);
    letGoOfPlace = null;
  };
  for (const move of moves) window.addEventListener(move, letGoOfPlace, { passive: true });
}
