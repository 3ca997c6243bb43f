"""Who saw and did what: entries in chains, sealed daily, and how a break in them is found."""
