"""The JSON interface, one file for each noun; every `router` that stands in a file here is served under /api."""
