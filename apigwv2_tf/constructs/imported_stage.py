"""Stages that are defined elsewhere, of an API that is known."""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.permission import execution_arn_of
from apigwv2_tf.constructs.references import StageReference
from apigwv2_tf.constructs.stage import ImportedStage, require_open_endpoint, take_protocol
from apigwv2_tf.terms import ProtocolType


class ImportedStageOfApi(ImportedStage):
    """A stage that is defined elsewhere, of an API that is known."""

    _protocol: ProtocolType

    @checked
    def __init__(self, scope: Construct, id: str, *, api: IApi, stage_name: str) -> None:
        super().__init__(scope, id, stage_name=stage_name)
        take_protocol(self, api, self._protocol)
        self._base_api = api

    @property
    def api(self) -> IApi:
        """The API that the stage serves."""
        return self._base_api

    @property
    def stage_ref(self) -> StageReference:
        """A reference to the stage, as AWS CDK has it."""
        return StageReference(api_id=self._base_api.api_id, stage_name=self.stage_name)

    @property
    def url(self) -> str:
        """The URL for clients; refused where it answers nobody or the API has none."""
        require_open_endpoint(self, self._base_api)
        endpoint = getattr(self._base_api, "api_endpoint", None)
        if endpoint is None:
            allowed = "an API that knows its api_endpoint: url begins with it"
            refuse(self, "api", named(self._base_api), allowed)
        return f"{endpoint}/{'' if self.is_default else self.stage_name}"

    @property
    def execution_arn(self) -> str:
        """The ARN that requests to this stage begin with."""
        return f"{execution_arn_of(self._base_api, self)}/{self.stage_name}"

    @property
    def domain_url(self) -> str:
        """Refused: which domain names lead to the stage is not known here."""
        allowed = "a stage that is defined here: where a domain name leads is not known else"
        refuse(self, "domain_url", self.stage_name, allowed, "use domain_url of the ApiMapping")

    def _metric_dimensions(self) -> dict[str, str]:
        return {"ApiId": self._base_api.api_id, "Stage": self.stage_name}
