"""The pages of a site, each a function from a release to what is on it."""
