"""Parts of pages that Streamlit does not have: each a module, with its JavaScript and style sheet next to it.

May import what the other parts of `ui` may. A component gets data from its module and gives back what was chosen; it
asks no server. `files.py` reads and registers them. Begin with `area_map.py` and `area_map.js`.
"""
