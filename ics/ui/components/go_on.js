// Goes on to another address of the app, with one entry in the history of the tab. Streamlit then does what it does when
// a reader goes back or forward.
export function goOn(address) {
  window.history.pushState({}, "", new URL(address, document.baseURI));
  window.dispatchEvent(new PopStateEvent("popstate"));
}
