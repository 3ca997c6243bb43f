"""The pages of the children and young people's versions."""
