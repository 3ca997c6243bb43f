"""
Imaginary areas with known truth: for the demo, the tests, the benchmarks and training.

No child in them lives. They are drawn from published facts, not from anyone's records.
"""
