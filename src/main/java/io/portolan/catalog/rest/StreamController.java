package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.catalog.WriteResult;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A whole blueprint as a stream of lines, one entity each (NDJSON), out and in.
@RestController
@RequestMapping("/v1/blueprints/{blueprint}/entities")
class StreamController {

    private static final String NDJSON = "application/x-ndjson";
    private static final int BATCH = 1_000;
    private static final int LONGEST_LINE = 1 << 20;

    private final EntityService entities;
    private final BlueprintService blueprints;
    private final EntityRights rights;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    StreamController(
            EntityService entities,
            BlueprintService blueprints,
            EntityRights rights,
            CurrentActor currentActor,
            Permissions permissions) {
        this.entities = entities;
        this.blueprints = blueprints;
        this.rights = rights;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    /// Every entity in the order of their making; `after=<identifier>` goes on behind one that was received.
    @GetMapping("/export")
    void export(
            @PathVariable String blueprint,
            @RequestParam(required = false) @Nullable String after,
            HttpServletResponse response)
            throws IOException {
        Actor actor = require(Permission.READ_CATALOG);
        blueprints.require(blueprint);
        long id = after == null ? 0 : entities.require(blueprint, after, actor).id();
        response.setContentType(NDJSON);
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        List<Entity> page = entities.walk(blueprint, id, BATCH);
        while (!page.isEmpty() && !out.checkError()) {
            entities.readable(blueprint, page, actor)
                    .forEach(entity -> out.append(Json.write(entity.toJson())).append('\n'));
            page = entities.walk(blueprint, page.getLast().id(), BATCH);
        }
        out.flush();
    }

    /// Writes the lines in batches of 1,000; a refused line is left out of its batch and named.
    ///
    /// Answers with a line for each batch and a last one that is `done`; an interrupted import goes on with
    /// `after_line=<line of the last answer>`. Parameters as for a single entity.
    @PostMapping("/import")
    void bring(
            @PathVariable String blueprint,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "User-Agent", required = false) @Nullable String userAgent,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Actor actor = require(Permission.READ_CATALOG);
        rights.requireAlways(BlueprintRights.Right.REGISTER, blueprints.require(blueprint), actor);
        WriteOptions options = EntityParameters.write(parameters, userAgent);
        long skip = afterLine(parameters);
        response.setContentType(NDJSON);
        response.setCharacterEncoding("UTF-8");
        PrintWriter out = response.getWriter();
        Progress progress = new Progress();
        List<EntityDraft> batch = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        ArrayNode errors = Json.array();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                progress.line++;
                if (progress.line <= skip || line.isBlank()) {
                    continue;
                }
                try {
                    if (line.length() > LONGEST_LINE) {
                        throw new PortalException.TooLarge("A line must not be longer than 1 MiB");
                    }
                    batch.add(EntityDraft.of(blueprint, Json.parseObject(line)));
                    lines.add(progress.line);
                } catch (PortalException e) {
                    progress.failed++;
                    error(errors, progress.line, null, e);
                }
                if (batch.size() == BATCH) {
                    write(batch, lines, options, actor, progress, errors);
                    progress.report(out, errors);
                }
            }
        }
        write(batch, lines, options, actor, progress, errors);
        progress.report(out, errors);
        out.append(Json.write(progress.json().put("done", true))).append('\n').flush();
    }

    private void write(
            List<EntityDraft> batch,
            List<Long> lines,
            WriteOptions options,
            Actor actor,
            Progress progress,
            ArrayNode errors) {
        if (batch.isEmpty()) {
            return;
        }
        List<WriteResult> results = entities.bulk(batch, options, actor);
        for (int i = 0; i < results.size(); i++) {
            switch (results.get(i)) {
                case WriteResult.Written written -> {
                    progress.created += written.created() ? 1 : 0;
                    progress.updated += !written.created() && written.changed() ? 1 : 0;
                    progress.unchanged += written.changed() ? 0 : 1;
                }
                case WriteResult.Refused refused -> {
                    progress.failed++;
                    error(errors, lines.get(i), refused.identifier(), refused.error());
                }
            }
        }
        batch.clear();
        lines.clear();
    }

    private static void error(ArrayNode errors, long line, @Nullable String identifier, PortalException error) {
        errors.addObject()
                .put("line", line)
                .put("identifier", identifier)
                .put("error", error.code())
                .put("message", error.reason());
    }

    private static long afterLine(MultiValueMap<String, String> parameters) {
        String text = parameters.getFirst("after_line");
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new PortalException.Invalid("/after_line", "must be a whole number");
        }
    }

    private static final class Progress {
        private long line;
        private long created;
        private long updated;
        private long unchanged;
        private long failed;

        ObjectNode json() {
            return Json.object()
                    .put("line", line)
                    .put("created", created)
                    .put("updated", updated)
                    .put("unchanged", unchanged)
                    .put("failed", failed);
        }

        void report(PrintWriter out, ArrayNode errors) {
            ObjectNode report = json();
            report.set("errors", errors.deepCopy());
            errors.removeAll();
            out.append(Json.write(report)).append('\n').flush();
        }
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}
