"""The command line: what each command prints, where, and with what exit status."""
