"""Groups, who sits on them and for whom, and to whom their business is open: what all rooms of guidance stand on."""
