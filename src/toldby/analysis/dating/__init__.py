"""When a report was published, rung by rung (`places-and-times.md` 3)."""
