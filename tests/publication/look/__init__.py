"""The look: how it is built, and the page that all pages stand on."""
