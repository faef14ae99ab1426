package io.portolan.scorecard.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardPreview;
import io.portolan.scorecard.ScorecardService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/scorecards` and `/v1/blueprints/{blueprint}/scorecards`: dialect section 4.
@RestController
@RequestMapping("/v1")
class ScorecardController {

    private final ScorecardService scorecards;
    private final ScorecardPreview preview;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    ScorecardController(
            ScorecardService scorecards, ScorecardPreview preview, CurrentActor currentActor, Permissions permissions) {
        this.scorecards = scorecards;
        this.preview = preview;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping("/scorecards")
    ObjectNode all() {
        require(Permission.READ_CATALOG);
        return list(scorecards.all());
    }

    @GetMapping("/blueprints/{blueprint}/scorecards")
    ObjectNode ofBlueprint(@PathVariable String blueprint) {
        require(Permission.READ_CATALOG);
        return list(scorecards.of(blueprint));
    }

    @GetMapping("/blueprints/{blueprint}/scorecards/{identifier}")
    ObjectNode one(@PathVariable String blueprint, @PathVariable String identifier) {
        require(Permission.READ_CATALOG);
        return Json.ok("scorecard", scorecards.require(blueprint, identifier).toJson());
    }

    @PostMapping("/blueprints/{blueprint}/scorecards")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(@PathVariable String blueprint, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_SCORECARDS);
        return Json.ok("scorecard", scorecards.create(blueprint, body, actor).toJson());
    }

    @PutMapping("/blueprints/{blueprint}/scorecards")
    ObjectNode define(@PathVariable String blueprint, @RequestBody JsonNode body) {
        Actor actor = require(Permission.MANAGE_SCORECARDS);
        if (!body.isArray()) {
            throw new PortalException.Invalid("", "must be array");
        }
        List<ObjectNode> documents = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            if (!(body.get(i) instanceof ObjectNode document)) {
                throw new PortalException.Invalid(List.of(Violation.at("/" + i, "must be object", body.get(i))));
            }
            documents.add(document);
        }
        return list(scorecards.define(blueprint, documents, actor));
    }

    @PutMapping("/blueprints/{blueprint}/scorecards/{identifier}")
    ObjectNode replace(@PathVariable String blueprint, @PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_SCORECARDS);
        return Json.ok(
                "scorecard",
                scorecards.replace(blueprint, identifier, body, actor).toJson());
    }

    /// Changes the given top-level keys; a key with null goes.
    @PatchMapping("/blueprints/{blueprint}/scorecards/{identifier}")
    ObjectNode patch(@PathVariable String blueprint, @PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_SCORECARDS);
        ObjectNode merged =
                scorecards.require(blueprint, identifier).definition().deepCopy();
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), entry.getValue());
            }
        }
        return Json.ok(
                "scorecard",
                scorecards.replace(blueprint, identifier, merged, actor).toJson());
    }

    @DeleteMapping("/blueprints/{blueprint}/scorecards/{identifier}")
    ObjectNode delete(@PathVariable String blueprint, @PathVariable String identifier) {
        Actor actor = require(Permission.MANAGE_SCORECARDS);
        scorecards.delete(blueprint, identifier, actor);
        return Json.ok();
    }

    /// What saving this scorecard would do to the levels of entities, without saving it.
    @PostMapping("/blueprints/{blueprint}/scorecards/preview")
    ObjectNode preview(@PathVariable String blueprint, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_SCORECARDS);
        ScorecardPreview.Impact impact = preview.of(scorecards.draft(blueprint, body, actor));
        ObjectNode json = Json.object();
        json.put("checked", impact.checked());
        json.put("complete", impact.complete());
        json.put("moved", impact.moved());
        ObjectNode before = json.putObject("before");
        impact.before().forEach(before::put);
        ObjectNode after = json.putObject("after");
        impact.after().forEach(after::put);
        ArrayNode moves = json.putArray("moves");
        impact.moves()
                .forEach(move -> moves.addObject()
                        .put("identifier", move.identifier())
                        .put("title", move.title())
                        .put("from", move.from())
                        .put("to", move.to()));
        return Json.ok("impact", json);
    }

    private static ObjectNode list(List<Scorecard> found) {
        ArrayNode array = Json.array();
        found.forEach(scorecard -> array.add(scorecard.toJson()));
        return Json.ok("scorecards", array);
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}
