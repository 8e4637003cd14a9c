"""How stages serve APIs."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

STAGES = (
    Kind(
        "stage-removed",
        Impact.BREAKING,
        "Callers of the stage's URL get 404.",
        "Make sure that nobody calls it any more.",
    ),
    Kind(
        "stage-added",
        Impact.BEHAVIOUR,
        "The API can be called under another URL.",
        "Check the limits and logs of the new stage.",
    ),
    Kind(
        "stage-renamed",
        Impact.BREAKING,
        "The name is part of the URL; callers of the old one get 404.",
        "Add the new stage beside the old one until callers have moved.",
    ),
    Kind(
        "stage-takes-requests",
        Impact.BREAKING,
        "A path that begins with the name of a stage belongs to that stage, no longer to"
        " `$default`.",
        "Choose a name that no path begins with.",
    ),
    Kind(
        "stage-serves-other-deployment",
        Impact.BEHAVIOUR,
        "A deployment is all that was released at one time: routes, authorization and integrations"
        " may be others than today, and the plan does not show them.",
        "Make sure what was released with it, or make a new deployment.",
    ),
    Kind(
        "throttling-zero",
        Impact.BREAKING,
        "A limit of 0 refuses every request with 429; left out in a block that is there, it is 0.",
        "Set both burst and rate, or leave the whole block out.",
    ),
    Kind(
        "throttling-added",
        Impact.OPERATIONS,
        "Callers above the limit get 429.",
        "Compare the limit with the highest `Count` of a second.",
    ),
    Kind(
        "throttling-lowered",
        Impact.OPERATIONS,
        "Callers above the new limit get 429.",
        "Compare the limit with the highest `Count` of a second.",
    ),
    Kind(
        "throttling-raised",
        Impact.OPERATIONS,
        "More requests reach the backend at once.",
        "Check that the backend bears it.",
    ),
    Kind(
        "throttling-removed",
        Impact.OPERATIONS,
        "Only the limit of the account holds, which all APIs of the region share.",
        "Keep a limit that the backend bears.",
    ),
    Kind(
        "throttling-unknown",
        Impact.OPERATIONS,
        "How many requests pass cannot be told from this plan.",
        "Make the limit from values that are known when Terraform plans.",
    ),
    Kind(
        "auto-deploy-off",
        Impact.OPERATIONS,
        "From now on a change goes live only with a new deployment.",
        "Give the stage a deployment with triggers that cover routes and integrations.",
    ),
    Kind(
        "auto-deploy-on",
        Impact.OPERATIONS,
        "From now on each change goes live at once, also half-way through an apply.",
        "Nothing to do, unless you release by hand.",
    ),
    Kind(
        "stage-variables-changed",
        Impact.OPERATIONS,
        "Integrations and functions that read the variables behave differently.",
        "Look for `stageVariables` in integrations and handlers.",
    ),
    Kind(
        "access-log-removed",
        Impact.OPERATIONS,
        "Nobody sees any more who called what.",
        "Keep the access log.",
    ),
    Kind(
        "access-log-added",
        Impact.OPERATIONS,
        "Requests are logged, with what the format names.",
        "Keep tokens and personal data out of the format.",
    ),
    Kind(
        "access-log-changed",
        Impact.OPERATIONS,
        "Alarms and queries that read the log may find nothing.",
        "Change what reads the log together with it.",
    ),
    Kind(
        "data-trace-on",
        Impact.SECURITY,
        "Whole messages, with what is confidential in them, are written to the log.",
        "Switch it off again when you have found what you look for.",
    ),
    Kind(
        "stage-logging-changed",
        Impact.OPERATIONS,
        "The logs and metrics of the stage hold more or less than before.",
        "Check the alarms that read them.",
    ),
    Kind(
        "client-certificate-changed",
        Impact.BEHAVIOUR,
        "Backends that check API Gateway's certificate refuse one that they do not know, and calls"
        " without one.",
        "Make the new certificate known to the backends first.",
    ),
)
