"""What we release: tables, charts and sentences that have passed disclosure control, and the pages made of them."""
