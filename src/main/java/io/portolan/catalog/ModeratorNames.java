package io.portolan.catalog;

import io.portolan.blueprint.BlueprintService;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// When a blueprint gets another identifier, those who moderate it go on moderating it.
@Component
class ModeratorNames implements ChangeConsumer {

    private static final String PROPERTY = "moderated_blueprints";
    private static final int PAGE = 200;

    private final EntitySearch search;
    private final EntityService entities;

    ModeratorNames(EntitySearch search, EntityService entities) {
        this.search = search;
        this.entities = entities;
    }

    @Override
    public String name() {
        return "moderator-names";
    }

    @Override
    public boolean wants(Change change) {
        return change.kind() == ChangeKind.BLUEPRINT_UPDATED && change.context().has(BlueprintService.RENAMED_FROM);
    }

    @Override
    public void handle(Change change) {
        String from = String.valueOf(Json.text(change.context(), BlueprintService.RENAMED_FROM));
        Actor actor = Actor.system().causedBy(new Actor.Cause(change.id(), change.depth()));
        SearchQuery moderating = SearchQuery.and(
                new Rule.Property(PROPERTY, Operator.CONTAINS_ANY, Operand.of(Json.strings(List.of(from)))));
        EntityQuery moderators = EntityQuery.of("_user").where(moderating).limit(PAGE);
        // those who are done are no longer found
        for (List<Entity> page = page(moderators, actor); !page.isEmpty(); page = page(moderators, actor)) {
            entities.upsertAll(
                    page.stream()
                            .map(user -> renamed(user, from, change.identifier()))
                            .toList(),
                    WriteOptions.mergeUpsert(),
                    actor);
        }
    }

    private List<Entity> page(EntityQuery query, Actor actor) {
        return search.search(query, actor).items();
    }

    private static EntityDraft renamed(Entity user, String from, String to) {
        Set<String> names = new LinkedHashSet<>();
        Json.texts(Objects.requireNonNull(user.value(PROPERTY)))
                .forEach(name -> names.add(name.equals(from) ? to : name));
        ObjectNode json = Json.object().put("identifier", user.identifier());
        json.putObject("properties").set(PROPERTY, Json.strings(List.copyOf(names)));
        return EntityDraft.of("_user", json);
    }
}
