"""One comparator per slot: outcome as a named level, never a bare number."""
