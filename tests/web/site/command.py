"""`python -m tests.web.site.command`: the command line with the commands of the web application."""

from paramountcy.cli import COMMANDS, Later, app

for name in ("serve", "backup", "restore", "verify-audit", "operator"):
    if name not in COMMANDS:
        app.command(name, cls=Later, help=name)(lambda: None)

if __name__ == "__main__":
    app()
