"""What the template makes of each kind, under the name `mine`."""
