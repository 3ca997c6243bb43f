"""What a count can bear: intervals, timeliness, funnels, charts over time, variation, neighbours and trials."""
