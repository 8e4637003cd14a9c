"""Tests of routes of HTTP APIs to queues, and of what all service integrations share."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, HttpIntegrationSubtype, IntegrationCredentials, OptionError
from apigwv2_tf import ParameterMapping as Mapping
from apigwv2_tf.integrations import HttpSqsIntegration
from cdktf import TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.data_aws_sqs_queue import DataAwsSqsQueue
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    Found = Callable[[], dict[str, Any]]

_ACTIONS = "SQS-SendMessage, SQS-ReceiveMessage, SQS-DeleteMessage, SQS-PurgeQueue"
_ARN = "arn:aws:sqs:eu-west-1:123456789012:jobs"
_QUEUE = "the ARN of a queue, arn:aws:sqs:REGION:ACCOUNT:NAME"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"


@pytest.fixture
def queue(stack: TerraformStack) -> SqsQueue:
    """Return a queue of the provider's own class."""
    return SqsQueue(stack, "Queue", name="jobs")


def test_smallest_integration(
    http: HttpApi, queue: SqsQueue, integration: Found, statement: Found
) -> None:
    """A message is sent, by a role that may do that and nothing else."""
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=queue))

    assert integration() == {
        "credentials_arn": "${aws_iam_role.Books_Queue_InvokeRole_9B1275BB.arn}",
        "integration_subtype": "SQS-SendMessage",
        "integration_type": "AWS_PROXY",
        "payload_format_version": "1.0",
        "request_parameters": {
            "MessageBody": "$request.body.MessageBody",
            "QueueUrl": "${aws_sqs_queue.Queue.url}",
        },
        "timeout_milliseconds": 30_000,
    }
    assert statement() == {
        "Sid": "AllowSqsExecution",
        "Effect": "Allow",
        "Action": "sqs:SendMessage",
        "Resource": "${aws_sqs_queue.Queue.arn}",
    }


def test_addresses(http: HttpApi, queue: SqsQueue, synthesized: Synthesized) -> None:
    """The role stands under the integration, so that no route owns it; AWS CDK's first one does."""
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=queue))

    resources = synthesized()["resource"]
    assert [
        *resources["aws_apigatewayv2_integration"],
        *resources["aws_iam_role"],
        *resources["aws_iam_role_policy"],
    ] == [
        "Books_Queue_31522573",
        "Books_Queue_InvokeRole_9B1275BB",
        "Books_Queue_InvokeRole_Policy_F1AF9D2A",
    ]


@pytest.mark.parametrize(
    ("subtype", "action", "own"),
    [
        pytest.param(
            HttpIntegrationSubtype.SQS_SEND_MESSAGE,
            "sqs:SendMessage",
            {"MessageBody": "$request.body.MessageBody"},
            id="send",
        ),
        pytest.param("SQS-ReceiveMessage", "sqs:ReceiveMessage", {}, id="receive"),
        pytest.param(
            HttpIntegrationSubtype.SQS_DELETE_MESSAGE,
            "sqs:DeleteMessage",
            {"ReceiptHandle": "$request.body.ReceiptHandle"},
            id="delete",
        ),
        pytest.param(HttpIntegrationSubtype.SQS_PURGE_QUEUE, "sqs:PurgeQueue", {}, id="purge"),
    ],
)
def test_subtype(
    http: HttpApi, synthesized: Synthesized, subtype: str, action: str, own: dict[str, str]
) -> None:
    """Each action has its own default parameters and its own permission."""
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=_ARN, subtype=subtype))

    resources = synthesized()["resource"]
    (written,) = resources["aws_apigatewayv2_integration"].values()
    (policy,) = resources["aws_iam_role_policy"].values()
    assert written["request_parameters"] == {"QueueUrl": _URL, **own}
    assert f'"Action": "{action}", "Resource": "{_ARN}"' in policy["policy"]


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"parameter_mapping": {"QueueUrl": _URL, "MessageBody": "$request.body"}},
            {"request_parameters": {"QueueUrl": _URL, "MessageBody": "$request.body"}},
            id="parameter_mapping",
        ),
        pytest.param(
            {"service_region": "us-east-1", "subtype": "SQS-PurgeQueue"},
            {"request_parameters": {"QueueUrl": _URL, "Region": "us-east-1"}},
            id="service_region",
        ),
        pytest.param(
            {
                "service_region": "us-east-1",
                "subtype": "SQS-PurgeQueue",
                "parameter_mapping": {"QueueUrl": _URL, "Region": "us-west-1"},
            },
            {"request_parameters": {"QueueUrl": _URL, "Region": "us-west-1"}},
            id="service_region-mapped",
        ),
        pytest.param(
            {"response_parameters": {"200": {"overwrite:statuscode": "202"}}},
            {
                "response_parameters": [
                    {"status_code": "200", "mappings": {"overwrite:statuscode": "202"}}
                ]
            },
            id="response_parameters",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=5)}, {"timeout_milliseconds": 5000}, id="timeout"
        ),
        pytest.param({"description": "jobs"}, {"description": "jobs"}, id="description"),
    ],
)
def test_option_given(
    http: HttpApi, integration: Found, options: dict[str, Any], written: dict[str, Any]
) -> None:
    """Each option reaches Terraform."""
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=_ARN, **options))

    found = integration()
    assert {name: found[name] for name in written} == written


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(_ROLE, id="arn"),
        pytest.param(SimpleNamespace(arn=_ROLE), id="object"),
        pytest.param(IntegrationCredentials.from_role(_ROLE), id="credentials"),
    ],
)
def test_role_of_ones_own(
    http: HttpApi,
    integration: Found,
    blocks: Callable[[str], Blocks],
    role: Any,  # noqa: ANN401
) -> None:
    """With a role of one's own, none is made."""
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=_ARN, role=role))

    assert integration()["credentials_arn"] == _ROLE
    assert blocks("aws_iam_role") + blocks("aws_iam_role_policy") == []


def test_routes_share_the_role(http: HttpApi, blocks: Callable[[str], Blocks]) -> None:
    """Two routes of one object have one integration and one role."""
    backend = HttpSqsIntegration("Queue", queue=_ARN)
    http.add_route("POST /jobs", backend)
    http.add_route("POST /tasks", backend)

    assert len(blocks("aws_apigatewayv2_integration")) == 1
    assert len(blocks("aws_iam_role")) == 1


def test_url_of_a_queue_in_china(http: HttpApi, integration: Found) -> None:
    """A queue's URL is made from its ARN, in the domain of its partition."""
    arn = "arn:aws-cn:sqs:cn-north-1:123456789012:jobs"
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=arn))

    url = "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/jobs"
    assert integration()["request_parameters"]["QueueUrl"] == url


def test_queue_of_a_data_source(stack: TerraformStack, http: HttpApi, integration: Found) -> None:
    """A queue that is looked up will do."""
    queue = DataAwsSqsQueue(stack, "Queue", name="jobs")
    http.add_route("POST /jobs", HttpSqsIntegration("Queue", queue=queue))

    url = "${data.aws_sqs_queue.Queue.url}"
    assert integration()["request_parameters"]["QueueUrl"] == url


def test_token_passes(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found
) -> None:
    """What Terraform knows later is passed on; the URL is then said by the mapping."""
    text = TerraformVariable(stack, "text", type="string").string_value
    mapping = {"QueueUrl": text, "MessageBody": "$request.body"}
    http.add_route("POST /", HttpSqsIntegration("Queue", queue=text, parameter_mapping=mapping))

    assert integration()["request_parameters"]["QueueUrl"] == "${var.text}"
    assert statement()["Resource"] == "${var.text}"


def test_fifo_queue_with_a_group(stack: TerraformStack, http: HttpApi, integration: Found) -> None:
    """A FIFO queue takes messages that belong to a group."""
    queue = SqsQueue(stack, "Queue", name="jobs.fifo", fifo_queue=True)
    mapping = (
        Mapping()
        .custom("QueueUrl", queue.url)
        .custom("MessageBody", "$request.body")
        .custom("MessageGroupId", "$request.body.customer")
    )
    http.add_route("POST /", HttpSqsIntegration("Queue", queue=queue, parameter_mapping=mapping))

    assert integration()["request_parameters"]["MessageGroupId"] == "$request.body.customer"


def test_fifo_queue_is_read_from_without_a_group(http: HttpApi, integration: Found) -> None:
    """Only messages that are sent need a group."""
    backend = HttpSqsIntegration("Queue", queue=f"{_ARN}.fifo", subtype="SQS-ReceiveMessage")
    http.add_route("GET /jobs", backend)

    assert integration()["request_parameters"] == {"QueueUrl": f"{_URL}.fifo"}


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"name": "jobs.fifo"}, id="name"),
        pytest.param({"fifo_queue": True}, id="fifo_queue"),
    ],
)
def test_fifo_queue_without_a_group_is_refused(
    stack: TerraformStack, http: HttpApi, options: dict[str, Any]
) -> None:
    """A FIFO queue refuses messages without a group, so the integration does."""
    queue = SqsQueue(stack, "Jobs", **options)
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /", HttpSqsIntegration("Queue", queue=queue))

    assert str(refused.value) == (
        "orders/Books/Queue: parameter_mapping['MessageGroupId'] is left out, allowed: a value: "
        "messages of the FIFO queue orders/Jobs need one; such as "
        "'$request.body.MessageGroupId', beside QueueUrl and MessageBody"
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"subtype": "Kinesis-PutRecord"},
            f"subtype is 'Kinesis-PutRecord', allowed: {_ACTIONS}; "
            "HttpKinesisIntegration is for this one",
            id="other-service",
        ),
        pytest.param(
            {"subtype": "SQS-Peek"}, f"subtype is 'SQS-Peek', allowed: {_ACTIONS}", id="unknown"
        ),
        pytest.param(
            {"queue": _URL}, f"queue is '{_URL}', allowed: {_QUEUE}", id="queue-by-its-url"
        ),
        pytest.param(
            {"queue": "arn:aws-iso:sqs:us-iso-east-1:123456789012:jobs"},
            "queue is 'arn:aws-iso:sqs:us-iso-east-1:123456789012:jobs', allowed: an ARN of "
            "aws, aws-cn, aws-us-gov; give an object with url and arn, or parameter_mapping with "
            "QueueUrl",
            id="queue-of-another-partition",
        ),
        pytest.param(
            {"queue": f"{_ARN}.fifo"},
            "parameter_mapping['MessageGroupId'] is left out, allowed: a value: messages of the "
            f"FIFO queue {_ARN}.fifo need one; such as '$request.body.MessageGroupId', beside "
            "QueueUrl and MessageBody",
            id="fifo",
        ),
        pytest.param(
            {"parameter_mapping": {"QueueUrl": _URL}},
            "parameter_mapping['MessageBody'] is left out, "
            "allowed: a value: SQS-SendMessage needs it",
            id="required-parameter",
        ),
        pytest.param(
            {"parameter_mapping": {"QueueUrl": _URL, "MessageBody": "a", "Body": "b"}},
            "parameter_mapping key is 'Body', allowed: for SQS-SendMessage: QueueUrl, "
            "MessageBody, DelaySeconds, MessageAttributes, MessageDeduplicationId, "
            "MessageGroupId, MessageSystemAttributes, Region",
            id="unknown-parameter",
        ),
        pytest.param({"role": "caller"}, "role is 'caller', allowed: the ARN of a role", id="role"),
    ],
)
def test_option_is_refused(http: HttpApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it, and what to do."""
    given = {"queue": _ARN, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /jobs", HttpSqsIntegration("Queue", **given))

    assert str(refused.value) == f"orders/Books/Queue: {problem}"


def test_fifo_queue_by_its_url_is_refused(http: HttpApi) -> None:
    """An object of one's own tells by its URL that it is a FIFO queue."""
    queue = SimpleNamespace(url=f"{_URL}.fifo", arn=_ARN)
    with pytest.raises(OptionError, match="messages of the FIFO queue "):
        http.add_route("POST /", HttpSqsIntegration("Queue", queue=queue))


def test_token_without_url_is_refused(stack: TerraformStack, http: HttpApi) -> None:
    """The URL cannot be made from an ARN that Terraform knows later."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    with pytest.raises(OptionError, match="an ARN known now: the queue's URL is made from it"):
        http.add_route("POST /", HttpSqsIntegration("Queue", queue=arn))


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"queue": 5}, "queue is 5, allowed: an object with arn and url or text", id="type"
        ),
        pytest.param(
            {}, "queue is left out, allowed: an object with arn and url or text", id="left-out"
        ),
    ],
)
def test_type_is_refused(options: dict[str, Any], problem: str) -> None:
    """An object that is no queue is refused where the integration is made."""
    with pytest.raises(OptionError) as refused:
        HttpSqsIntegration("Queue", **options)

    assert str(refused.value) == f"Queue: {problem}"


def test_integration_of_two_apis_is_refused(stack: TerraformStack, http: HttpApi) -> None:
    """An integration belongs to one API."""
    backend = HttpSqsIntegration("Queue", queue=_ARN)
    http.add_route("POST /", backend)
    with pytest.raises(OptionError) as refused:
        HttpApi(stack, "Authors").add_route("POST /", backend)

    assert str(refused.value) == (
        "orders/Authors/Route.POST --: integration is 'Queue', allowed: an integration of the "
        "same API: this is one of orders/Books; make one for each API"
    )


def test_map_known_later(
    stack: TerraformStack, http: HttpApi, integration: Callable[[], dict[str, Any]]
) -> None:
    """Parameters that Terraform knows as a whole pass; a FIFO queue's group may be among them."""
    known = TerraformVariable(stack, "known", type="map(string)")
    backend = HttpSqsIntegration(
        "Queue", queue=f"{_ARN}.fifo", parameter_mapping=Token.as_string_map(known.value)
    )
    http.add_route("POST /", backend)

    assert integration()["request_parameters"] == "${var.known}"


def test_region_beside_a_map_known_later(stack: TerraformStack, http: HttpApi) -> None:
    """Nothing can be added to a map that Terraform knows as a whole."""
    known = Token.as_string_map(TerraformVariable(stack, "known", type="map(string)").value)
    backend = HttpSqsIntegration(
        "Queue", queue=_ARN, parameter_mapping=known, service_region="eu-west-1"
    )
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /", backend)

    assert str(refused.value) == (
        "orders/Books/Queue: parameter_mapping is 'a token', allowed: a dict whose keys are known "
        "now: Region is added to it; write the dict here; its values may be references"
    )
