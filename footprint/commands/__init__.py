"""The commands: what each reads, and how its answer looks as a page, as CSV and as JSON. `footprint.cli` names them."""
