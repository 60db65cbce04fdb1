"""What was seen so far, from run to run."""
