"""Tests of routes of HTTP APIs to configurations of AppConfig."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, OptionError
from apigwv2_tf.integrations import HttpAppConfigIntegration
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.appconfig_application import AppconfigApplication
from cdktf_cdktf_provider_aws.appconfig_configuration_profile import (
    AppconfigConfigurationProfile,
)
from cdktf_cdktf_provider_aws.appconfig_environment import AppconfigEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Found = Callable[[], dict[str, Any]]

_APPLICATION = "arn:aws:appconfig:eu-west-1:123456789012:application/app1"
_ARNS: dict[str, Any] = {
    "application": _APPLICATION,
    "environment": f"{_APPLICATION}/environment/env1",
    "configuration_profile": f"{_APPLICATION}/configurationprofile/prof1",
}
_PARAMETERS = {
    "Application": "app1",
    "Environment": "env1",
    "Configuration": "prof1",
    "ClientId": "$context.identity.sourceIp",
}
_ROLE = "arn:aws:iam::123456789012:role/caller"


def test_get_configuration(http: HttpApi, integration: Found, statement: Found) -> None:
    """A configuration is read, by a role that may read this one and nothing else."""
    http.add_route("GET /flags", HttpAppConfigIntegration("Flags", **_ARNS))

    assert integration() == {
        "credentials_arn": "${aws_iam_role.Books_Flags_InvokeRole_8BC14EDF.arn}",
        "integration_subtype": "AppConfig-GetConfiguration",
        "integration_type": "AWS_PROXY",
        "payload_format_version": "1.0",
        "request_parameters": _PARAMETERS,
        "timeout_milliseconds": 30_000,
    }
    assert statement() == {
        "Sid": "AllowAppConfigGetConfiguration",
        "Effect": "Allow",
        "Action": "appconfig:GetConfiguration",
        "Resource": list(_ARNS.values()),
    }


def test_resources_of_the_provider(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found
) -> None:
    """The provider's own objects will do; their ids are read from their ARNs."""
    app = AppconfigApplication(stack, "App", name="shop")
    live = AppconfigEnvironment(stack, "Live", name="live", application_id=app.id)
    flags = AppconfigConfigurationProfile(
        stack, "Flags", name="flags", application_id=app.id, location_uri="hosted"
    )
    backend = HttpAppConfigIntegration(
        "Flags", application=app, environment=live, configuration_profile=flags
    )
    http.add_route("GET /flags", backend)

    parameters = integration()["request_parameters"]
    assert parameters["Environment"] == "${basename(aws_appconfig_environment.Live.arn)}"
    assert statement()["Resource"] == [
        "${aws_appconfig_application.App.arn}",
        "${aws_appconfig_environment.Live.arn}",
        "${aws_appconfig_configuration_profile.Flags.arn}",
    ]


def test_address(http: HttpApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    http.add_route("GET /", HttpAppConfigIntegration("Shelf", **_ARNS))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Books_Shelf_8BC901A1"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"client_id": "$request.header.X-Client"},
            {"request_parameters": {**_PARAMETERS, "ClientId": "$request.header.X-Client"}},
            id="client_id",
        ),
        pytest.param(
            {"subtype": "AppConfig-GetConfiguration"},
            {"integration_subtype": "AppConfig-GetConfiguration"},
            id="subtype",
        ),
        pytest.param(
            {"parameter_mapping": {**_PARAMETERS, "ClientConfigurationVersion": "3"}},
            {"request_parameters": {**_PARAMETERS, "ClientConfigurationVersion": "3"}},
            id="parameter_mapping",
        ),
        pytest.param(
            {"service_region": "us-east-1"},
            {"request_parameters": {**_PARAMETERS, "Region": "us-east-1"}},
            id="service_region",
        ),
        pytest.param({"role": _ROLE}, {"credentials_arn": _ROLE}, id="role"),
        pytest.param(
            {"timeout": timedelta(seconds=5)}, {"timeout_milliseconds": 5000}, id="timeout"
        ),
    ],
)
def test_option_given(
    http: HttpApi, integration: Found, options: dict[str, Any], written: dict[str, Any]
) -> None:
    """Each option reaches Terraform."""
    given = {**_ARNS, **options}
    http.add_route("GET /flags", HttpAppConfigIntegration("Flags", **given))

    found = integration()
    assert {name: found[name] for name in written} == written


def test_token_passes(stack: TerraformStack, http: HttpApi, integration: Found) -> None:
    """The id is read from an ARN that Terraform knows later, too."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    given = {**_ARNS, "environment": arn}
    http.add_route("GET /flags", HttpAppConfigIntegration("Flags", **given))

    assert integration()["request_parameters"]["Environment"] == "${basename(var.arn)}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"application": "shop"},
            "orders/Books/Flags: application is 'shop', allowed: "
            "arn:aws:appconfig:REGION:ACCOUNT:application/ID",
            id="application",
        ),
        pytest.param(
            {"environment": _APPLICATION},
            f"orders/Books/Flags: environment is '{_APPLICATION}', allowed: "
            "arn:aws:appconfig:REGION:ACCOUNT:application/ID/environment/ID",
            id="environment",
        ),
        pytest.param(
            {"configuration_profile": "flags"},
            "orders/Books/Flags: configuration_profile is 'flags', allowed: "
            "arn:aws:appconfig:REGION:ACCOUNT:application/ID/configurationprofile/ID",
            id="configuration_profile",
        ),
        pytest.param(
            {"subtype": "Kinesis-PutRecord"},
            "orders/Books/Flags: subtype is 'Kinesis-PutRecord', "
            "allowed: AppConfig-GetConfiguration; HttpKinesisIntegration is for this one",
            id="other-service",
        ),
        pytest.param(
            {"parameter_mapping": {"Application": "app1"}},
            "orders/Books/Flags: parameter_mapping['Environment'] is left out, "
            "allowed: a value: AppConfig-GetConfiguration needs it\n"
            "orders/Books/Flags: parameter_mapping['Configuration'] is left out, "
            "allowed: a value: AppConfig-GetConfiguration needs it\n"
            "orders/Books/Flags: parameter_mapping['ClientId'] is left out, "
            "allowed: a value: AppConfig-GetConfiguration needs it",
            id="required-parameters",
        ),
        pytest.param(
            {"client_id": 5},
            "Flags: client_id is 5, allowed: text",
            id="type",
        ),
    ],
)
def test_option_is_refused(http: HttpApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it, and what to do."""
    given = {**_ARNS, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("GET /flags", HttpAppConfigIntegration("Flags", **given))

    assert str(refused.value) == problem
