"""How the documentation is built: MyST pages, the Furo theme, nothing fetched from elsewhere."""

from importlib import metadata

project = "Footprint"
author = "The Footprint authors"
project_copyright = f"2026, {author}"
release = metadata.version("footprint")

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"Footprint {release}"
html_show_sphinx = False
