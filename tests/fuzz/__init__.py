"""Fuzzing: inputs that a machine thinks of, led by which code they reach. `python -m tests.fuzz --help`."""
