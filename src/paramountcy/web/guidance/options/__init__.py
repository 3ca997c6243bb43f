"""Decision papers: the question, the options, their levers and risks, and the outcome."""
