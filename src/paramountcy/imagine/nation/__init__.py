"""The imagined nation: 152 authorities that are on no map, and the tables that a department would publish of them."""
