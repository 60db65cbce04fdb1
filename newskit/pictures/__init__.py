"""Pictures of what was found: plain data in, SVG or PNG out, all of one look."""
