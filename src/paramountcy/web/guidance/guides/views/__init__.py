"""The pages of the register of practice guidance: guides, overlaps, passages, and the public register."""
