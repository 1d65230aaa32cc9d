"""What connects the use cases to files, parsers, databases and formats; one family a folder."""
