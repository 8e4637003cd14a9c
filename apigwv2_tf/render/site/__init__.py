"""APIs as a page for people, in one file."""
