"""The application put together: settings, addresses, the base page, and how it is served."""
