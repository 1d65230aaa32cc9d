"""Engines that run the per-report work: one process, or a pool of them."""
