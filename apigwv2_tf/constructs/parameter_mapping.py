"""
What is changed in a request or an answer on its way, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol


class IMappingValue(Protocol):
    """Anything with the text of a mapping's value."""

    @property
    def value(self) -> str:
        """The text."""


class MappingValue:
    """
    The value of a mapping: where it is taken from.

    Args:
        value: The text as API Gateway understands it, such as ``$request.header.Accept``.
    """

    NONE: ClassVar[MappingValue]

    def __init__(self, value: str = "") -> None:
        self._value = value

    @property
    def value(self) -> str:
        """The text as API Gateway understands it."""
        return self._value

    @staticmethod
    def request_header(name: str) -> MappingValue:
        """Take a header of the request."""
        return MappingValue(f"$request.header.{name}")

    @staticmethod
    def request_query_string(name: str) -> MappingValue:
        """Take a parameter of the query string."""
        return MappingValue(f"$request.querystring.{name}")

    @staticmethod
    def request_body(name: str) -> MappingValue:
        """Take a part of the body, by its JSON path."""
        return MappingValue(f"$request.body.{name}")

    @staticmethod
    def request_path() -> MappingValue:
        """Take the path of the request, without the stage."""
        return MappingValue("$request.path")

    @staticmethod
    def request_path_param(name: str) -> MappingValue:
        """Take a variable of the path."""
        return MappingValue(f"$request.path.{name}")

    @staticmethod
    def response_header(name: str) -> MappingValue:
        """Take a header of the backend's answer."""
        return MappingValue(f"$response.header.{name}")

    @staticmethod
    def response_body(name: str) -> MappingValue:
        """Take a part of the backend's answer, by its JSON path."""
        return MappingValue(f"$response.body.{name}")

    @staticmethod
    def context_variable(variable_name: str) -> MappingValue:
        """Take what API Gateway knows of the request."""
        return MappingValue(f"$context.{variable_name}")

    @staticmethod
    def stage_variable(variable_name: str) -> MappingValue:
        """Take a variable of the stage."""
        return MappingValue(f"$stageVariables.{variable_name}")

    @staticmethod
    def custom(value: str) -> MappingValue:
        """Take the text as it is."""
        return MappingValue(value)


MappingValue.NONE = MappingValue()


class ParameterMapping:
    """
    Changes to a request or an answer; each method adds one and returns the mapping.

    What API Gateway would refuse is refused by the integration that uses the mapping.
    """

    def __init__(self) -> None:
        self._mappings: dict[str, str] = {}

    @property
    def mappings(self) -> dict[str, str]:
        """The changes, as API Gateway understands them; a copy."""
        return dict(self._mappings)

    @staticmethod
    def from_object(obj: Mapping[str, IMappingValue]) -> ParameterMapping:
        """Make a mapping of keys as API Gateway understands them, such as ``append:header.Id``."""
        mapping = ParameterMapping()
        for key, value in obj.items():
            mapping.custom(key, value.value)
        return mapping

    def append_header(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Add a header."""
        return self.custom(f"append:header.{name}", value.value)

    def overwrite_header(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Set a header, whether it is there or not."""
        return self.custom(f"overwrite:header.{name}", value.value)

    def remove_header(self, name: str) -> ParameterMapping:
        """Take a header away."""
        return self.custom(f"remove:header.{name}", "")

    def append_query_string(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Add a parameter to the query string."""
        return self.custom(f"append:querystring.{name}", value.value)

    def overwrite_query_string(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Set a parameter of the query string, whether it is there or not."""
        return self.custom(f"overwrite:querystring.{name}", value.value)

    def remove_query_string(self, name: str) -> ParameterMapping:
        """Take a parameter out of the query string."""
        return self.custom(f"remove:querystring.{name}", "")

    def overwrite_path(self, value: IMappingValue) -> ParameterMapping:
        """Set the path that the backend is called with."""
        return self.custom("overwrite:path", value.value)

    def overwrite_status_code(self, value: IMappingValue) -> ParameterMapping:
        """Set the status code of an answer."""
        return self.custom("overwrite:statuscode", value.value)

    def custom(self, key: str, value: str) -> ParameterMapping:
        """Add a change as API Gateway understands it."""
        self._mappings[key] = value
        return self


def mappings_of(given: ParameterMapping | Mapping[str, str] | None) -> Mapping[str, str] | None:
    """Return a mapping as API Gateway understands it, in whichever form it was given."""
    return given.mappings if isinstance(given, ParameterMapping) else given
