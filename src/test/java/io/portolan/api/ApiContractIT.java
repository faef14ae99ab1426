package io.portolan.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.Api;
import io.portolan.testing.PortalTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every kind of refusal under `/v1` comes in the envelope, whoever refused.
@PortalTest
class ApiContractIT {

    @Autowired
    Api api;

    @Test
    void anUnknownRouteIsNotFound() {
        assertError(api.get("/v1/nothing-here"), 404, "not_found", "was not found");
    }

    @Test
    void aKnownRouteRefusesOtherMethods() {
        Api.Answer answer = api.call("DELETE", "/v1/organization", null);
        assertError(answer, 405, "method_not_allowed", "DELETE");
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void aStrangerIsRefusedAlsoOnUnknownRoutes() {
        assertError(api.anonymous().get("/v1/organization"), 401, "unauthorized", "access token is missing");
        assertError(api.anonymous().get("/v1/nothing-here"), 401, "unauthorized", "access token is missing");
        assertError(api.withToken("a.b.c").get("/v1/organization"), 401, "unauthorized", "not valid");
    }

    @Test
    void brokenJsonNamesLineAndColumn() {
        Api.Answer answer = api.post("/v1/teams", "{\n  \"name\": \u201cx\u201d\n}");
        assertError(answer, 400, "invalid_json", "line 2");
        assertThat(answer.body().at("/details/line").asInt()).isEqualTo(2);
    }

    @Test
    void doubledKeysAreRefused() {
        assertError(api.post("/v1/teams", "{\"name\":\"a\",\"name\":\"b\"}"), 400, "invalid_json", "name");
    }

    @Test
    void anotherJsonValueIsNoObject() {
        assertError(api.post("/v1/teams", "[1]"), 422, "invalid_request", "must be object");
        assertError(api.post("/v1/teams", "\"text\""), 422, "invalid_request", "must be object");
    }

    @Test
    void noBodyAtAllIsRefused() {
        assertError(api.call("POST", "/v1/teams", null), 400, "invalid_request", "no readable body");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        assertError(
                api.with("Content-Type", "text/plain").post("/v1/teams", "{\"name\":\"a\"}"),
                415,
                "unsupported_media_type",
                "application/json");
    }

    @Test
    void aViolationCarriesThePointer() {
        Api.Answer answer = api.post("/v1/teams", "{\"name\":7}");
        assertError(answer, 422, "invalid_request", "\"/name\" must be string");
        assertThat(answer.body().at("/details/violations/0/pointer").asString()).isEqualTo("/name");
        assertThat(answer.body().at("/details/violations/0/value").asInt()).isEqualTo(7);
    }

    @Test
    void tooLongABodyIsRefusedBeforeItIsRead() {
        String body = "{\"name\":\"" + "x".repeat(1_100_000) + "\"}";
        assertError(api.post("/v1/teams", body), 413, "payload_too_large", "1 MiB");
    }

    @Test
    void slashesInIdentifiersMayBeEncodedInTheApiOnly() {
        Api.Answer inside = api.get("/v1/teams/my%2Fteam%201");
        assertError(inside, 404, "not_found", "my/team 1");
        assertThat(api.get("/catalog%2Fservice").status()).isEqualTo(400);
        assertThat(api.get("/v1%2Forganization").status()).isEqualTo(400);
        assertThat(api.get("/v1/teams/..%2F..%2Factuator").status()).isIn(400, 404);
    }

    @Test
    void whoAcceptsProblemsGetsThem() {
        Api.Answer answer = api.with("Accept", "application/problem+json").get("/v1/teams/nobody");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(404);
        assertThat(answer.body().path("detail").asString()).contains("was not found");
    }

    @Test
    void everyAnswerHasATraceIdAndIsNotCached() {
        Api.Answer answer = api.get("/v1/organization");
        assertThat(answer.header("X-Trace-Id")).hasSizeGreaterThan(10);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(api.get("/v1/nothing").header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(api.anonymous().get("/v1/nothing").header("X-Trace-Id")).isNotNull();
    }

    @Test
    void aCallerThatAcceptsNothingElseStillGetsTheEnvelope() {
        assertError(api.with("Accept", "text/html").get("/v1/teams/nobody"), 404, "not_found", "was not found");
    }

    static void assertError(Api.Answer answer, int status, String error, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body().path("ok").isBoolean()).isTrue();
        assertThat(answer.body().path("ok").asBoolean()).isFalse();
        assertThat(answer.body().path("error").asString()).isEqualTo(error);
        assertThat(answer.body().path("message").asString()).contains(message);
        assertThat(answer.text()).doesNotContain("Exception", "io.portolan", "org.springframework");
    }
}
