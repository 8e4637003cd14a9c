"""What an apply releases, and what AWS refuses of it."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

APPLIES = (
    Kind(
        "not-released",
        Impact.OPERATIONS,
        "A stage without automatic deployment serves its last deployment until there is a new one.",
        "Set `auto_deploy`, or let the triggers of the deployment cover what changes.",
    ),
    Kind(
        "apply-fails-integration-in-use",
        Impact.BREAKING,
        "AWS does not delete an integration that a route leads to (409): the apply stops half-way.",
        "Give the integration `lifecycle { create_before_destroy = true }`.",
    ),
    Kind(
        "apply-fails-authorizer-in-use",
        Impact.BREAKING,
        "AWS does not delete an authorizer that a route uses (409): the apply stops half-way.",
        "Give the authorizer `lifecycle { create_before_destroy = true }`.",
    ),
    Kind(
        "apply-fails-deployment-in-use",
        Impact.BREAKING,
        "AWS does not delete a deployment that a stage serves: the apply stops half-way.",
        "Give the deployment `lifecycle { create_before_destroy = true }`.",
    ),
    Kind(
        "apply-fails-route-exists",
        Impact.BREAKING,
        "Terraform deletes the one and creates the other side by side, and AWS refuses a second"
        " route with the same key (409).",
        "Tell Terraform that it is the same route, with a `moved` block.",
    ),
    Kind(
        "apply-fails-route-conflict",
        Impact.BREAKING,
        "Terraform deletes the one and creates the other side by side, and AWS refuses two names"
        " for a variable in one place (409).",
        "Keep the address and change only the key, or add a `moved` block.",
    ),
    Kind(
        "apply-fails-name-exists",
        Impact.BREAKING,
        "Terraform deletes the one and creates the other side by side, and AWS refuses a second"
        " one of the same name (409).",
        "Tell Terraform that it is the same one, with a `moved` block.",
    ),
    Kind(
        "apply-fails-route-key",
        Impact.BREAKING,
        "A key is `$default`, or a method in capitals, one space and a path whose variables are"
        " whole parts, a greedy one the last; `terraform validate` and the plan take others, too.",
        "Write the key so.",
    ),
    Kind(
        "apply-fails-authorizer-missing",
        Impact.BREAKING,
        "AWS takes `JWT` and `CUSTOM` only together with an authorizer (400): the apply stops"
        " half-way.",
        "Give the route its `authorizer_id`, or take the type of authorization away, too.",
    ),
    Kind(
        "apply-fails-authorizer-type",
        Impact.BREAKING,
        "AWS takes an authorizer of type `JWT` for `JWT` only, and one of type `REQUEST` for"
        " `CUSTOM` only (400): the apply stops half-way.",
        "Make a second authorizer, and change type and authorizer of the route together.",
    ),
    Kind(
        "apply-fails-stage-missing",
        Impact.BREAKING,
        "AWS takes a mapping only to a stage that is there: the apply stops half-way.",
        "Make the stage first, or name one that is there.",
    ),
    Kind(
        "apply-fails-document",
        Impact.BREAKING,
        "AWS refuses the document (400), so nothing of it is imported and the apply stops.",
        "Mend the document; AWS imports OpenAPI 3.0 in JSON or YAML.",
    ),
)
