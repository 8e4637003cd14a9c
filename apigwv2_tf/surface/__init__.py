"""The API as its callers see it, read from Terraform JSON of any origin."""
