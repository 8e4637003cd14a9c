"""What the programs of both libraries say about things outside the API."""

from __future__ import annotations

CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0a"
OWNERSHIP = "arn:aws:acm:eu-west-1:123456789012:certificate/0b"
DEFINITION = '{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}'
VPC = "vpc-0123456789abcdef0"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:backend"
LISTENER = (
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/web/0123456789abcdef/"
    "0123456789abcdef"
)
NAMESPACE = "ns-0123"
ROLE = "arn:aws:iam::123456789012:role/outside"
SECURITY_GROUP = "sg-0123456789abcdef0"
SUBNETS = ("subnet-0123456789abcdef0", "subnet-0123456789abcdef1")
VPC_LINK = "link01"
ZONE = "Z0123456789ABCDEF"

OUTSIDE = "outside-"
"""How the names of those begin whose type alone does not tell that they are from outside."""
