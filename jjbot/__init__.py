"""jjbot: answers about a television show that rest on sourced claims."""

__version__ = "0.1.0"
