"""What must hold; one folder for each floor of the house."""
