"""What rules of our own that tests make up begin with."""

SOURCES = """\
S1: {title: Guide, url: "https://example.org/guide", jurisdiction: UK, retrieved: 2026-01-02, verified: true}
"""
HEAD = """\
title: Wonder cream
severity: warning
mode: claim
sources: [S1]
why: Nobody measured it.
instead: Say what was measured.
message: "“{match}” is a wonder"
"""
