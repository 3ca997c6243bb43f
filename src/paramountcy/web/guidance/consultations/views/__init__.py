"""The pages of consultations: for anybody, and for those who run them."""
