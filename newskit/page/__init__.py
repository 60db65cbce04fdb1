"""Pages for a browser: one layout, one style, one script, whoever fills them."""
