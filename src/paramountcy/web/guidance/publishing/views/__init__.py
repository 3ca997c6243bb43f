"""The pages of the publishing register: for anybody, and for those who publish."""
