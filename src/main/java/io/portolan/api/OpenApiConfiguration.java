package io.portolan.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The OpenAPI document at `/v3/api-docs`: title, the bearer scheme, groups by the first part of the path, and the
/// error
/// envelope on every operation.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String ERROR = "Error";

    /// Tags in the order in which the page shows them, by the first part of the path.
    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("auth", "Access"),
            Map.entry("organization", "Access"),
            Map.entry("users", "Access"),
            Map.entry("teams", "Access"),
            Map.entry("blueprints", "Catalog"),
            Map.entry("entities", "Catalog"),
            Map.entry("import", "Catalog"),
            Map.entry("migrations", "Catalog"),
            Map.entry("actions", "Actions and runs"),
            Map.entry("scorecards", "Scorecards"),
            Map.entry("pages", "Pages"),
            Map.entry("sidebars", "Pages"),
            Map.entry("webhooks", "Integrations"),
            Map.entry("integration", "Integrations"),
            Map.entry("audit-log", "Audit"));

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Portolan API")
                        .version("v1")
                        .description("""
                                Everything that the portal does, for programs. Get a token from
                                `POST /v1/auth/access_token` with the client id and secret shown under
                                Settings, API credentials, and send it as `Authorization: Bearer <token>`.

                                Every answer is a JSON object with a boolean `ok`. An error says
                                `{"ok":false,"error":"<code>","message":"<what to do>","details":{…}}`; callers that
                                accept `application/problem+json` get RFC 9457 instead.
                                """)
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This portal")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSchemas(ERROR, errorSchema()));
    }

    @Bean
    GlobalOpenApiCustomizer groupsAndErrors() {
        return api -> {
            if (api.getComponents() == null) {
                api.components(new Components());
            }
            api.getComponents().addSchemas(ERROR, errorSchema());
            if (api.getPaths() == null) {
                return;
            }
            api.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> complete(path, operation)));
        };
    }

    private static void complete(String path, Operation operation) {
        String[] parts = path.split("/");
        operation.setTags(List.of(tag(parts)));
        if (path.equals("/v1/auth/access_token")) {
            operation.setSecurity(List.of());
        }
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        responses.addApiResponse(
                "default",
                new ApiResponse()
                        .description("Any error")
                        .content(new Content()
                                .addMediaType(
                                        "application/json",
                                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + ERROR)))));
        operation.setResponses(responses);
    }

    private static String tag(String[] parts) {
        for (int i = parts.length - 1; i > 2; i--) {
            if (parts[i].equals("scorecards")) {
                return "Scorecards";
            }
        }
        return parts.length > 2 ? TAGS.getOrDefault(parts[2], "More") : "More";
    }

    private static Schema<?> errorSchema() {
        return new ObjectSchema()
                .addProperty("ok", new BooleanSchema().example(false))
                .addProperty(
                        "error",
                        new StringSchema().example("not_found").description("Code for programs, in snake case"))
                .addProperty(
                        "message",
                        new StringSchema()
                                .example("Entity with identifier \"x\" was not found")
                                .description("What is wrong, where, and what to do about it"))
                .addProperty(
                        "details",
                        new ObjectSchema().description("Further facts, such as `violations` with JSON pointers"))
                .required(List.of("ok", "error", "message"));
    }
}
