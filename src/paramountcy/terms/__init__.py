"""Words every room uses: years, working days, ages, authorities by date, citations."""
