"""An HTML page: scanned in one linear pass, cut into blocks with roles, never rendered and never executed."""
