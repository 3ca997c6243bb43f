"""The register of practice guidance: who owns it, how it was tested, when it is looked at again."""
