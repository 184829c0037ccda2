"""The description of the JSON interface holds: no operation fails, and none answers with a status it does not tell."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from foedus.web import Settings, create_app

EXAMPLES = 20
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HEAVY = ("/api/read", "/api/brief")


@pytest.fixture(scope="module")
def operations(tmp_path_factory):
    """Every operation that the desk describes."""
    app = create_app(Settings(keep=str(tmp_path_factory.mktemp("kept"))))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "localhost"})
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_no_operation_fails_or_answers_with_a_status_that_it_does_not_tell(operations, mode):
    assert {each.path for each in operations} >= {"/api/assess", "/api/brief", "/api/check", "/api/pacts/{id}"}
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, phases=[Phase.generate], database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def keeps_to_its_description(case):
            if (
                case.operation.path in HEAVY
                and isinstance(case.body, dict)
                and isinstance(case.body.get("reports"), list)
            ):
                case.body["reports"] = case.body["reports"][:1]
            answer = case.call(headers={"host": "localhost", "sec-fetch-site": "same-origin"})
            case.validate_response(answer, checks=CHECKS)

        with suppress(Unsatisfiable):  # where an operation takes nothing, nothing can be wrong in it
            keeps_to_its_description()


def test_every_operation_tells_its_summary_its_answer_and_its_errors(client):
    described = json.loads(client.get("/api/openapi.json").text)
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"] and operation["tags"], path
            answers = operation["responses"]
            assert answers["200"]["content"]["application/json"]["schema"], path
            for status in ("400", "422", *(("403", "413") if method == "post" else ("414",))):
                shape = answers[status]["content"]["application/json"]["schema"]
                assert shape == {"$ref": "#/components/schemas/Problem"}, (path, status)
