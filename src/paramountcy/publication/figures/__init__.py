"""The month's report: true counts, for those who work with the children, and the children behind them. Internal."""
