"""How hard a text is to read: words, sentences and syllables of its prose, and the formulas made of them."""
