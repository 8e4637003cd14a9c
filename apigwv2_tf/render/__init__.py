"""Turn what was read into something to look at; decides nothing."""
