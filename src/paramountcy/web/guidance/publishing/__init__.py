"""What is published, with its dates: the public register, its feeds, and what is withheld."""
