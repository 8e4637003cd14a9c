"""
What is changed in a request or an answer on its way, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Protocol

from apigwv2_tf.constructs._tokens import is_resolvable, unresolved
from apigwv2_tf.errors import OptionError, Problem, shown


class IMappingValue(Protocol):
    """Anything with the text of a mapping's value."""

    @property
    def value(self) -> str:
        """The text."""


def _text(called: str, option: str, value: object) -> str:
    """Return text as it is, and CDKTF's own objects as its mark for text."""
    if isinstance(value, str):
        return value
    if not is_resolvable(value):
        raise OptionError(called, [Problem(option, value, "text")])
    from apigwv2_tf.constructs._bindings import Token  # mappings work without CDKTF

    return str(Token.as_string(value))


class MappingValue:
    """
    The value of a mapping: where it is taken from.

    Args:
        value: The text as API Gateway understands it, such as ``$request.header.Accept``.

    Raises:
        OptionError: If it is no text; the methods raise it too.
    """

    NONE: ClassVar[MappingValue]

    def __init__(self, value: str = "") -> None:
        self._value = _text("MappingValue", "value", value)

    @property
    def value(self) -> str:
        """The text as API Gateway understands it."""
        return self._value

    @staticmethod
    def request_header(name: str) -> MappingValue:
        """Take a header of the request."""
        return _taken("request_header", "$request.header.", name)

    @staticmethod
    def request_query_string(name: str) -> MappingValue:
        """Take a parameter of the query string."""
        return _taken("request_query_string", "$request.querystring.", name)

    @staticmethod
    def request_body(name: str) -> MappingValue:
        """Take a part of the body, by its JSON path."""
        return _taken("request_body", "$request.body.", name)

    @staticmethod
    def request_path() -> MappingValue:
        """Take the path of the request, without the stage."""
        return MappingValue("$request.path")

    @staticmethod
    def request_path_param(name: str) -> MappingValue:
        """Take a variable of the path."""
        return _taken("request_path_param", "$request.path.", name)

    @staticmethod
    def response_header(name: str) -> MappingValue:
        """Take a header of the backend's answer."""
        return _taken("response_header", "$response.header.", name)

    @staticmethod
    def response_body(name: str) -> MappingValue:
        """Take a part of the backend's answer, by its JSON path."""
        return _taken("response_body", "$response.body.", name)

    @staticmethod
    def context_variable(variable_name: str) -> MappingValue:
        """Take what API Gateway knows of the request."""
        return _taken("context_variable", "$context.", variable_name, "variable_name")

    @staticmethod
    def stage_variable(variable_name: str) -> MappingValue:
        """Take a variable of the stage."""
        return _taken("stage_variable", "$stageVariables.", variable_name, "variable_name")

    @staticmethod
    def custom(value: str) -> MappingValue:
        """Take the text as it is."""
        return MappingValue(_text("MappingValue.custom", "value", value))


MappingValue.NONE = MappingValue()


class ParameterMapping:
    """
    Changes to a request or an answer; each method adds one and returns the mapping.

    What API Gateway would refuse is refused by the integration that uses the mapping.

    Raises:
        OptionError: By its methods, if a name is no text or a value no `MappingValue`.
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
        method, mapping = "from_object", ParameterMapping()
        given: object = obj
        if not isinstance(given, Mapping) or is_map_token(given):
            got = "a token" if is_resolvable(given) or isinstance(given, Mapping) else given
            _refuse(method, "obj", got, "a dict from text to MappingValue")
        for key, value in obj.items():
            known = _name(method, "obj key", key)
            mapping.custom(known, _value(method, f"obj[{key!r}]", value))
        return mapping

    def append_header(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Add a header."""
        return self._change("append_header", "append:header.", name, value)

    def overwrite_header(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Set a header, whether it is there or not."""
        return self._change("overwrite_header", "overwrite:header.", name, value)

    def remove_header(self, name: str) -> ParameterMapping:
        """Take a header away."""
        return self.custom(f"remove:header.{_name('remove_header', 'name', name)}", "")

    def append_query_string(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Add a parameter to the query string."""
        return self._change("append_query_string", "append:querystring.", name, value)

    def overwrite_query_string(self, name: str, value: IMappingValue) -> ParameterMapping:
        """Set a parameter of the query string, whether it is there or not."""
        return self._change("overwrite_query_string", "overwrite:querystring.", name, value)

    def remove_query_string(self, name: str) -> ParameterMapping:
        """Take a parameter out of the query string."""
        return self.custom(f"remove:querystring.{_name('remove_query_string', 'name', name)}", "")

    def overwrite_path(self, value: IMappingValue) -> ParameterMapping:
        """Set the path that the backend is called with."""
        return self.custom("overwrite:path", _value("overwrite_path", "value", value))

    def overwrite_status_code(self, value: IMappingValue) -> ParameterMapping:
        """Set the status code of an answer."""
        return self.custom("overwrite:statuscode", _value("overwrite_status_code", "value", value))

    def custom(self, key: str, value: str) -> ParameterMapping:
        """Add a change as API Gateway understands it."""
        known = _name("custom", "key", key)
        self._mappings[known] = _text("ParameterMapping.custom", "value", value)
        return self

    def _change(
        self, method: str, change: str, name: str, value: IMappingValue
    ) -> ParameterMapping:
        whole = f"{change}{_name(method, 'name', name)}"
        return self.custom(whole, _value(method, "value", value))


def mappings_of(given: ParameterMapping | Mapping[str, str] | None) -> Mapping[str, str] | None:
    """Return a mapping as API Gateway understands it, in whichever form it was given."""
    return given.mappings if isinstance(given, ParameterMapping) else given


def is_map_token(mapping: Mapping[Any, object]) -> bool:
    """Say whether a map as a whole is known to Terraform only; CDKTF lets nothing be added."""
    return any(isinstance(key, str) and key.startswith("&{TfToken[") for key in mapping)


def _taken(method: str, source: str, name: str, option: str = "name") -> MappingValue:
    return MappingValue(f"{source}{_text(f'MappingValue.{method}', option, name)}")


def _name(method: str, option: str, name: object) -> str:
    return _text(f"ParameterMapping.{method}", option, name)


def _value(method: str, option: str, value: object) -> str:
    """Return the text of a mapping's value."""
    called = f"ParameterMapping.{method}"
    if is_resolvable(value) or (isinstance(value, str) and unresolved(value)):
        return _text(called, option, value)
    # a class is none: its `value` is the property itself
    if isinstance(value, type) or not hasattr(value, "value"):
        such = shown(value if isinstance(value, str) else "text")
        _refuse(method, option, value, f"a MappingValue, such as MappingValue.custom({such})")
    return _text(called, f"{option}.value", value.value)


def _refuse(method: str, option: str, got: object, allowed: str) -> NoReturn:
    raise OptionError(f"ParameterMapping.{method}", [Problem(option, got, allowed)])
