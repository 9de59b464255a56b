"""Judging a match: what negates, questions, warns about, hedges or attributes it, and whose doing it says it is."""
