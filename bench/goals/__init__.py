"""Measures of the goals P1 to P14, each beside its reference in the same run: script/bench."""
