"""Tables: what a file has in its cells, whatever program saved it.

Knows neither Django nor schools, so that a process of its own can read what strangers
send.
"""
