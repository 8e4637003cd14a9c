"""Who may call."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

CALLERS = (
    Kind(
        "authorization-removed",
        Impact.SECURITY,
        "Nothing in front of the backend asks any more who is calling.",
        "Put the authorization back, unless the route is meant for everyone.",
    ),
    Kind(
        "authorization-added",
        Impact.BREAKING,
        "Callers that send nothing to prove who they are get 401 or 403.",
        "Tell callers first, or add a guarded route beside this one.",
    ),
    Kind(
        "authorization-type-changed",
        Impact.BREAKING,
        "Callers must prove who they are in another way; what they send today is refused.",
        "Add a second route with the new authorization and move callers over.",
    ),
    Kind(
        "authorization-unknown",
        Impact.SECURITY,
        "Whether the route stays guarded cannot be told from this plan.",
        "Make the type of authorization from values that are known when Terraform plans.",
    ),
    Kind(
        "authorizer-swapped",
        Impact.SECURITY,
        "Another authorizer lets other callers pass, and refuses some that pass today.",
        "Make sure that the new authorizer knows all callers, and only those.",
    ),
    Kind(
        "scopes-added",
        Impact.BREAKING,
        "Tokens without one of the scopes pass today and are refused from now on.",
        "Give the scope to all callers first.",
    ),
    Kind(
        "scopes-removed",
        Impact.SECURITY,
        "Any valid token passes, an ID token too.",
        "Keep a scope that only the callers you mean have.",
    ),
    Kind(
        "scopes-narrowed",
        Impact.BREAKING,
        "One of a route's scopes is enough; tokens that have only one of those taken away are"
        " refused.",
        "Give callers one of the scopes that stay first.",
    ),
    Kind(
        "scopes-widened",
        Impact.SECURITY,
        "One of a route's scopes is enough, so a further scope lets more tokens pass, not fewer.",
        "Ask for a narrower scope instead, or have the backend check for both.",
    ),
    Kind(
        "scopes-unknown",
        Impact.SECURITY,
        "One of a route's scopes is enough to pass, and which they will be cannot be told.",
        "Make the scopes from values that are known when Terraform plans.",
    ),
    Kind(
        "api-key-required",
        Impact.BREAKING,
        "Clients without an API key of a usage plan are refused.",
        "Hand out keys first.",
    ),
    Kind(
        "api-key-not-required",
        Impact.SECURITY,
        "Clients without an API key pass, and no usage plan limits them.",
        "Keep the API key where it meters or limits clients.",
    ),
    Kind(
        "api-key-without-effect",
        Impact.OPERATIONS,
        "HTTP APIs have neither API keys nor usage plans, so the flag guards nothing.",
        "Leave it out, and let an authorizer ask who is calling.",
    ),
    Kind(
        "authorizer-issuer-changed",
        Impact.BREAKING,
        "Tokens of the old issuer are refused, and those of the new one pass.",
        "Move callers with a second authorizer for the new issuer.",
    ),
    Kind(
        "authorizer-audience-narrowed",
        Impact.BREAKING,
        "Tokens made for an audience that is taken away are refused.",
        "Move those clients to an audience that stays first.",
    ),
    Kind(
        "authorizer-audience-removed",
        Impact.SECURITY,
        "Without an audience AWS refuses the authorizer at best; at worst every token of the issuer"
        " passes, for whatever application it was made.",
        "Name the audience of the clients of this API.",
    ),
    Kind(
        "authorizer-audience-widened",
        Impact.SECURITY,
        "Tokens made for another application pass here, too.",
        "Make sure that the audience belongs to clients of this API.",
    ),
    Kind(
        "authorizer-identity-changed",
        Impact.BREAKING,
        "The authorizer looks elsewhere for what proves who is calling; a request without it is"
        " refused.",
        "Change callers first, or add a second authorizer.",
    ),
    Kind(
        "authorizer-identity-dropped",
        Impact.SECURITY,
        "Fewer parts of a request must be there, and cached answers are shared between requests"
        " that differ in what is dropped.",
        "Keep every part of the request that the decision depends on.",
    ),
    Kind(
        "authorizer-function-changed",
        Impact.SECURITY,
        "Another function decides who may pass.",
        "Make sure that it knows all callers, and only those.",
    ),
    Kind(
        "authorizer-credentials-changed",
        Impact.OPERATIONS,
        "If the role cannot invoke the function, every request gets 500.",
        "Check that API Gateway may assume the role and the role may invoke the function.",
    ),
    Kind(
        "authorizer-type-changed",
        Impact.BREAKING,
        "Callers must prove who they are in another way.",
        "Add a second authorizer and move the routes one by one.",
    ),
    Kind(
        "authorizer-ttl-raised",
        Impact.SECURITY,
        "Who loses a permission still passes until the cached answer ends.",
        "Keep it as short as your revocations must work.",
    ),
    Kind(
        "authorizer-ttl-lowered",
        Impact.OPERATIONS,
        "The authorizer's function is called more often: more time for each request, more cost.",
        "Check that the function bears it.",
    ),
    Kind(
        "authorizer-payload-changed",
        Impact.BREAKING,
        "The authorizer's function gets another event and must answer in the form of that version.",
        "Release function and version together.",
    ),
    Kind(
        "authorizer-answer-changed",
        Impact.BREAKING,
        "The function must answer in another form; else every request gets 500.",
        "Release function and setting together.",
    ),
)
