"""A copy of everything, made while people work, sealed with a passphrase, and proven by being restored."""
