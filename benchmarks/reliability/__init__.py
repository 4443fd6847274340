"""Experiments that try to break an update. Each is a module that runs by itself and prints what came out as JSON."""
