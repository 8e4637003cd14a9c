"""The writing half: constructs that emit Terraform JSON through CDKTF."""
