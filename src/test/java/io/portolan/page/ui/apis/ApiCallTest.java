package io.portolan.page.ui.apis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.PortalException;
import io.portolan.outbound.OutboundRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Operations as they are read, and calls of them as they are sent.
class ApiCallTest {

    private static final String CARTS = """
            openapi: 3.1.0
            info: {title: Carts, version: '1'}
            servers:
              - url: https://{region}.example.org/v1/
                variables: {region: {default: eu, enum: [eu, us]}}
              - url: /relative
            security: [{token: []}, {}]
            paths:
              /carts/{id}:
                parameters:
                  - $ref: '#/components/parameters/Id'
                put:
                  security: [{key: [], login: [write]}]
                  parameters:
                    - {name: id, in: path, required: true, description: Its number, schema: {type: string}}
                    - {name: tag, in: query, schema: {type: array, items: {type: string}}}
                    - {name: X-Trace, in: header, schema: {type: string}}
                  requestBody: {$ref: '#/components/requestBodies/Cart'}
                  responses:
                    '200': {$ref: '#/components/responses/Done'}
            components:
              parameters:
                Id: {name: id, in: path, required: true, schema: {type: integer}}
              requestBodies:
                Cart: {content: {application/json: {schema: {type: object}}}}
              responses:
                Done: {description: Done, content: {application/json: {schema: {type: string}}}}
              securitySchemes:
                token: {type: http, scheme: bearer}
                key: {type: apiKey, in: query, name: api-key}
                login: {type: oauth2}
            """;

    @Test
    void referencesAreFollowedAndThePathsParametersOverridden() {
        ApiOperation operation = operation(CARTS, null);
        assertThat(operation.parameters()).extracting(ApiParameter::name).containsExactly("id", "tag", "X-Trace");
        assertThat(operation.parameters().getFirst().description()).isEqualTo("Its number");
        assertThat(operation.bodies()).containsOnlyKeys("application/json");
        assertThat(operation.answers().getFirst().description()).isEqualTo("Done");
        assertThat(operation.answers().getFirst().contents()).containsOnlyKeys("application/json");
        assertThat(operation.security()).containsExactly("key + login (write)");
        assertThat(operation.credentials()).extracting(ApiParameter::name).containsExactly("Authorization", "api-key");
    }

    @Test
    void serversAreCompleteAddresses() {
        assertThat(operation(CARTS, null).servers())
                .containsExactly("https://eu.example.org/v1", "https://us.example.org/v1");
        assertThat(operation(CARTS, "https://docs.example.org/api/carts.yaml").servers())
                .contains("https://docs.example.org/relative");
    }

    @Test
    void valuesStandInTheAddressEncodedAndCannotLeaveIt() {
        OutboundRequest request = call(Map.of(
                        "id",
                        "a/b?c",
                        "tag",
                        "red, dark blue",
                        "X-Trace",
                        "7",
                        "Authorization",
                        "Bearer s3cret",
                        "api-key",
                        "k3y"))
                .request();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.url())
                .isEqualTo("https://eu.example.org/v1/carts/a%2Fb%3Fc?tag=red&tag=dark%20blue&api-key=k3y");
        assertThat(request.headers())
                .containsEntry("X-Trace", "7")
                .containsEntry("Authorization", "Bearer s3cret")
                .containsEntry("Content-Type", "application/json");
        assertThatThrownBy(() -> call(Map.of("id", "..")).request())
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining("/path/id");
        assertThatThrownBy(() -> call(Map.of()).request())
                .hasMessageContaining("/path/id")
                .hasMessageContaining("required");
    }

    @Test
    void onlyServersOfTheDescriptionAreCalled() {
        ApiOperation operation = operation(CARTS, null);
        ApiCall call =
                new ApiCall(operation, "https://elsewhere.example.org", values(operation, Map.of("id", "1")), "", "");
        assertThatThrownBy(call::request)
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining("/server");
    }

    @Test
    void theCommandNamesCredentialsButDoesNotShowThem() {
        String curl = call(Map.of("id", "it's", "Authorization", "Bearer s3cret", "api-key", "k3y"))
                .curl();
        assertThat(curl)
                .contains("curl -X PUT 'https://eu.example.org/v1/carts/it%27s?api-key='\"$API_KEY\"''")
                .contains("-H 'Authorization: '\"$AUTHORIZATION\"''")
                .contains("--data-raw '{\"note\":\"it'\\''s\"}'")
                .doesNotContain("s3cret")
                .doesNotContain("k3y");
    }

    @Test
    void version2IsReadInTheWordsOfVersion3() {
        ApiOperation operation = operation("""
                swagger: '2.0'
                host: api.example.org
                basePath: /v2
                schemes: [https]
                consumes: [application/json]
                paths:
                  /pets:
                    post:
                      parameters:
                        - {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}
                        - {name: ids, in: query, type: array, items: {type: string}}
                      responses:
                        200: {description: ok, schema: {$ref: '#/definitions/Pet'}}
                definitions: {Pet: {type: object, properties: {name: {type: string}}}}
                """, null);
        assertThat(operation.servers()).containsExactly("https://api.example.org/v2");
        assertThat(operation.bodies()).containsOnlyKeys("application/json");
        assertThat(operation.parameters()).extracting(ApiParameter::name).containsExactly("ids");
        assertThat(operation.parameters().getFirst().repeated()).isFalse();
        assertThat(operation.answers().getFirst().contents()).containsOnlyKeys("application/json");
    }

    @Test
    void asManyOperationsAreReadAsAreShown() {
        ApiDocument document = ApiDocument.read("""
                openapi: 3.1.0
                paths:
                  /carts: {post: {summary: New}, get: {summary: All}}
                  /carts/{id}: {get: {summary: One}, trace: wrong}
                """, null).orElseThrow();
        assertThat(OperationReader.of(document, 2))
                .extracting(ApiOperation::summary)
                .containsExactly("All", "New");
        assertThat(OperationReader.of(document, 300)).hasSize(3);
        assertThat(OperationReader.count(document)).isEqualTo(3);
    }

    private static ApiOperation operation(String text, @Nullable String address) {
        return OperationReader.of(ApiDocument.read(text, address).orElseThrow(), 1)
                .getFirst();
    }

    private static ApiCall call(Map<String, String> texts) {
        ApiOperation operation = operation(CARTS, null);
        return new ApiCall(
                operation,
                operation.servers().getFirst(),
                values(operation, texts),
                "application/json",
                "{\"note\":\"it's\"}");
    }

    private static List<ApiCall.Value> values(ApiOperation operation, Map<String, String> texts) {
        return Stream.concat(operation.parameters().stream(), operation.credentials().stream())
                .map(parameter -> new ApiCall.Value(parameter, texts.getOrDefault(parameter.name(), "")))
                .toList();
    }
}
