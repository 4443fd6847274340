"""Who may publish: until there is a sign-in, only somebody at the machine itself."""

import ipaddress

import streamlit as st


def may_publish() -> bool:
    """Whether the server listens on the loopback address only."""
    address = st.get_option("server.address") or ""
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
