"""One use case a file, and the ports they talk to."""
