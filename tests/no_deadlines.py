"""Imported by tests that use Hypothesis: how long an example takes on a busy machine never decides a test."""

from hypothesis import settings

settings.register_profile("no deadlines", deadline=None)
settings.load_profile("no deadlines")
