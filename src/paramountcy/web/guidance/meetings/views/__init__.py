"""The pages of meetings: one policy, one read or one action, one template."""
