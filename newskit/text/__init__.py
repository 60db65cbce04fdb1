"""Language without articles: words, sentences, spans, times."""
