"""
Models: JSON schemas that messages of WebSocket APIs are checked with.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, length, matches, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import only_websocket
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._tree import first_line
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.json_schema import JsonSchema, title_of, to_json_schema
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem
from apigwv2_tf.terms import KnownContentTypes
from typing_extensions import Unpack

_LONGEST_SCHEMA = 32_768


class ModelOptions(ResourceOptions, total=False):
    """
    The options of a `Model`.

    Args:
        content_type: The content type of the messages. Left out, ``application/json``.

        model_name: The name that routes refer to the model with: letters and digits. Left out, the
            construct's id without other characters.

        description: Up to 128 characters. Left out, there is none.
    """

    content_type: KnownContentTypes | str | None
    model_name: str | None
    description: str | None


class Model(ApiGatewayConstruct):
    """
    Describe the messages of a WebSocket API by a JSON schema.

    Defines one ``aws_apigatewayv2_model``.

    Args:
        api: The API to add the model to.

        schema: The schema, as a `JsonSchema` or as a dict. ``$schema`` is filled in with draft 4.

        options: See `ModelOptions`.

    Raises:
        OptionError: If API Gateway would refuse an option, the API is an HTTP API or has a model
            of that name.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        schema: JsonSchema | Mapping[str, Any],
        **options: Unpack[ModelOptions],
    ) -> None:
        super().__init__(scope, id)
        registry = registry_of(api)
        given_name = options.get("model_name")
        name = re.sub(r"[^A-Za-z0-9]", "", id) if given_name is None else given_name
        text = self._text_of(schema)
        check(
            self,
            only_websocket(registry, "a model", name),
            matches("model_name", name, r"[A-Za-z0-9]{1,128}", "1 to 128 letters and digits"),
            length("schema", text, 1, _LONGEST_SCHEMA),
            length("content_type", options.get("content_type"), 1, 256),
            length("description", options.get("description"), 1, 128),
        )
        if not unresolved(name):
            registry.take(self, "model", name, "model_name", name)
        self._api = api
        self._resource = self._define(
            "aws_apigatewayv2_model",
            {
                "api_id": api.api_id,
                "name": name,
                "content_type": options.get("content_type") or KnownContentTypes.JSON,
                "schema": _expressions.literal(text),
                "description": options.get("description"),
            },
            options,
        )
        registry.published.append(self)
        registry.models[name] = self

    @property
    def api(self) -> IApi:
        """The API that the model belongs to."""
        return self._api

    @property
    def model_id(self) -> str:
        """The id that API Gateway gave the model."""
        return str(self._resource.id)

    @property
    def model_name(self) -> str:
        """The model's name, as a reference: what uses it is made after the model."""
        return str(self._resource.name)

    @staticmethod
    def from_model_attributes(
        scope: Construct, id: str, *, model_id: str, model_name: str
    ) -> ImportedModel:
        """
        Refer to a model that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            model_id: The model's id.

            model_name: The model's name.
        """
        return ImportedModel(scope, id, model_id=model_id, model_name=model_name)

    def _text_of(self, schema: JsonSchema | Mapping[str, Any]) -> str:
        """Return a schema as JSON, in which what Terraform knows later is encoded by Terraform."""
        later: list[object] = []
        try:
            known = _known(schema if _is_token(schema) else to_json_schema(schema), later)
            text = json.dumps(known, ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            refuse(self, "schema", schema, "what JSON can hold", first_line(error))
        for position, part in enumerate(later):
            text = text.replace(json.dumps(_mark(position)), str(Fn.jsonencode(part)))
        return text


class ImportedModel(ApiGatewayConstruct):
    """A model that is defined elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, model_id: str, model_name: str) -> None:
        super().__init__(scope, id)
        self.model_id = model_id
        self.model_name = model_name


def _known(value: object, later: list[object]) -> object:
    """Return a value in which a mark stands for every part that is collected in `later`."""
    if _is_token(value):
        later.append(value)
        return _mark(len(later) - 1)
    if isinstance(value, Mapping):
        return {key: _known(part, later) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_known(part, later) for part in value]
    return value


def _is_token(value: object) -> bool:
    """Say whether a value that is not text is known to Terraform only."""
    if isinstance(value, Mapping):
        return any(str(key).startswith("&{TfToken[") for key in value)
    if isinstance(value, (list, tuple)):
        return any(str(part).startswith("#{TfToken[") for part in value)
    return not isinstance(value, str) and unresolved(value)


def _mark(position: int) -> str:
    return f"\0{position}"


def name_of(
    api: ApiGatewayConstruct, schema: JsonSchema | Mapping[str, Any], given: str | None
) -> str:
    """
    Return the name of a model that is added to an API without an id of its own.

    Raises:
        OptionError: If neither a name nor a title is given.
    """
    name = given or title_of(schema)
    if name is None:
        allowed = "a title in the schema, or a model_name"
        raise OptionError(api.node.path, [Problem("model_name", LEFT_OUT, allowed)])
    return name
