"""The pages of joint programmes: programmes with their strands, events outside them, and the public pages."""
