"""Asking servers: guarded against the own network, polite, bounded, every answer kept as evidence."""
