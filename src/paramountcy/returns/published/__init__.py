"""The Department for Education's published tables, in their own words, and the store they are kept in."""
