"""The pages, one file each; every route that stands in a file here is served."""
