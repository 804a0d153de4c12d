"""Faces: what shows answers to people.  They hold no facts and no rules."""
