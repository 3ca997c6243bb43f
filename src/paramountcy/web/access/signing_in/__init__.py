"""Signing in: by password with a second factor, by passkey, or by the council's own provider; and coming in."""
