"""Where people work: the web application."""
