// Goes on to another address of the app, with one entry in the history of the tab. Streamlit then does what it does when
// a reader goes back or forward.
export function goOn(address) {
  window.history.pushState({}, "", new URL(address, document.baseURI));
  window.dispatchEvent(new PopStateEvent("popstate"));
  scrollingBox().scrollTop = 0; // Streamlit stays where it is on the same page
}

// The part of the page that scrolls is Streamlit's. None while a page has not been drawn yet.
export function scrollingBox() {
  return document.querySelector("[data-testid=stMain]");
}

// The address without the key that lets its holder publish, and without the heading it leads to.
export function addressToShare() {
  const address = new URL(window.location.href);
  address.searchParams.delete("key");
  address.hash = "";
  return address.href;
}

// A plain click goes on within the app, as Back does, with one entry in the history; any other is the browser's.
export function openHere(event, address) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goOn(address);
}
