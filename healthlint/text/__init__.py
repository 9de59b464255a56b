"""From what was parsed to what is read: one spelling, zones, sentences, tokens."""
