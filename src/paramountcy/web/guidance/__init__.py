"""The work that guides the work: groups and their meetings, recommendations, guidance, consultation."""
