"""Charts as SVG of our own: each with its sentence and its table, readable in print, in black and white and by ear."""
