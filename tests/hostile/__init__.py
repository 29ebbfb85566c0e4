"""Hostile articles, one folder a threat; see README.md beside this file."""
