"""healthlint reads health marketing copy and says, line by line, what overclaims, what is missing and what is hard to read."""

__version__ = "0.1.0"
