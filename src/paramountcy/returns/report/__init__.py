"""What a check has to say, and the ways to say it: csv, json, xlsx, parquet and html."""
