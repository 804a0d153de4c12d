"""The Discord face, through the real discord.py on a simulated Discord."""
