"""Finds and reads dates: date lines in every language that has a file, and declared dates.

A value is never guessed: a date whose order, year or day cannot be told is None.
"""

from sitegen.dates.declared import iso, parse_declared
from sitegen.dates.lines import DateLine, find_date, read_date_line
from sitegen.dates.moments import When

__all__ = ["DateLine", "When", "find_date", "iso", "parse_declared", "read_date_line"]
