"""A text with a button that copies it."""

import streamlit as st

_component = st.components.v2.component(
    "copy_text",
    html='<p></p> <button type="button"></button> <span role="status"></span>',
    css="""
        :host, :root { font-family: var(--st-font); color: var(--st-text-color); }
        p { margin: 0 0 0.5rem; max-width: 46rem; overflow-wrap: anywhere; }
        button {
            font: inherit; color: inherit; background: none; cursor: pointer;
            border: 1px solid currentcolor; border-radius: 0.5rem; padding: 0.35rem 0.75rem;
        }
        button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
        @media print { button { display: none; } }
    """,
    # Where the browser refuses the clipboard (no https), the text is selected, so that one key copies it.
    js="""
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
    """,
)


def show_text_to_copy(text: str, label: str, key: str) -> None:
    """The text letter for letter, and a button with this label that copies it."""
    _component(key=key, data={"text": text, "label": label})
