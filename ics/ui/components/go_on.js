// Goes on to another address of the app, with one entry in the history of the tab. Streamlit then does what it does when
// a reader goes back or forward.
export function goOn(address) {
  window.history.pushState({}, "", new URL(address, document.baseURI));
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("[data-testid=stMain]").scrollTop = 0; // Streamlit stays where it is on the same page
}

// A plain click goes on within the app, as Back does, with one entry in the history; any other is the browser's.
export function openHere(event, address) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goOn(address);
}
