// Where the browser refuses the clipboard (no https), the text is selected, so that one key copies it.
export default function ({ data, parentElement }) {
  const [text, button, said] = ["p", "button", "span"].map(name => parentElement.querySelector(name));
  text.textContent = data.text;
  button.textContent = data.label;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "The text is selected. Press Ctrl+C to copy it.";
    }
  };
}
