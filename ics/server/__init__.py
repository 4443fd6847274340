"""What is between the network and Streamlit: it refuses other sites, limits each visitor and starts the server.

It may import `settings`, `safeguards`, Starlette, and the parts of Streamlit that run a server. Begin with `front.py`.
"""
