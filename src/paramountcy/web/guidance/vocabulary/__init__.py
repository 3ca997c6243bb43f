"""Terms, roles and duties, each with its dates, its source and who decided."""
