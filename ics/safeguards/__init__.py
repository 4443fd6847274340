"""What protects the process and the data: who may publish, who waits for whom, the event log, memory, formulas.

It imports `settings` only, and no room that has to do with data. Begin with `publishing_key.py` for who may publish,
and with `turns.py` for who waits.
"""
