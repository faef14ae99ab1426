package io.portolan.catalog.rest;

import io.portolan.catalog.EntityJson;
import io.portolan.catalog.WriteOptions;
import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Query parameters as clients send them: repeated or with commas, empty, and with anything in place of a boolean.
final class EntityParameters {

    private EntityParameters() {}

    static WriteOptions write(MultiValueMap<String, String> parameters, @Nullable String userAgent) {
        WriteOptions options = flag(parameters, "upsert")
                ? flag(parameters, "merge") ? WriteOptions.mergeUpsert() : WriteOptions.upsert()
                : WriteOptions.create();
        return change(options, parameters).withDatasource(userAgent);
    }

    static WriteOptions change(WriteOptions options, MultiValueMap<String, String> parameters) {
        return options.withValidationOnly(flag(parameters, "validation_only"))
                .withCreateMissing(flag(parameters, "create_missing_related_entities"))
                .withRun(runId(parameters));
    }

    static EntityJson.Projection projection(MultiValueMap<String, String> parameters) {
        return new EntityJson.Projection(
                list(parameters, "include"),
                list(parameters, "exclude"),
                flag(parameters, "exclude_calculated_properties"),
                flag(parameters, "attach_title_to_relation"),
                flag(parameters, "attach_identifier_to_title_mirror_properties"));
    }

    /// The moment of `as_of`, or null for the present.
    static @Nullable Instant asOf(MultiValueMap<String, String> parameters) {
        String moment = parameters.getFirst("as_of");
        return moment == null || moment.isBlank() ? null : Json.moment(moment, "/as_of");
    }

    /// True only for `true`, in any case; anything else is false and never an error.
    static boolean flag(MultiValueMap<String, String> parameters, String name) {
        return "true".equalsIgnoreCase(parameters.getFirst(name));
    }

    /// The run, or null when there is none; clients send an empty one.
    static @Nullable String runId(MultiValueMap<String, String> parameters) {
        String run = parameters.getFirst("run_id");
        return run == null || run.isBlank() ? null : run;
    }

    private static List<String> list(MultiValueMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
