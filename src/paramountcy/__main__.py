"""`python -m paramountcy` is the command `paramountcy`."""

from paramountcy.cli import main

main()
