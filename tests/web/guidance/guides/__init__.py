"""The register of practice guidance: how alike texts are, and that others know of no confidential guide."""
