"""Makers of uploads that nobody should send, and of folders that the reliability experiments begin with."""
