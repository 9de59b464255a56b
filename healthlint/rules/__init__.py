"""Rules as data: the phrase language, word lists, rule files and what they become."""
