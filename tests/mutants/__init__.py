"""Mutation testing: code is changed in one place at a time, and the tests beside it have to notice."""
