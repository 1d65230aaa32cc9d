"""The grammar of time expressions (`places-and-times.md` 2): one subject a module."""
