"""What is done with meetings: planned, their agenda made, who was there noted, notes written, agreed and published."""
