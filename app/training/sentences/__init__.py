"""Sentences that are made, not found: a grammar, and opinions in English and in Korean. All of it is synthetic."""
