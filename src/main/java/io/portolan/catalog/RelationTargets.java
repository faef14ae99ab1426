package io.portolan.catalog;

import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityRows.Key;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the relations of drafts point at: entities that are there, other drafts, or entities that are made bare.
@Component
class RelationTargets {

    private final EntityRows rows;
    private final BlueprintService blueprints;
    private final EntityRights rights;

    RelationTargets(EntityRows rows, BlueprintService blueprints, EntityRights rights) {
        this.rows = rows;
        this.blueprints = blueprints;
        this.rights = rights;
    }

    /// Finds the targets of all relations, among the stored entities and among the drafts themselves. A draft whose
    /// target is nowhere is refused, and with it those that hang on it; with `createMissing`, the target is made.
    Map<Key, Long> resolve(List<WriteItem> items, WriteOptions options, Actor actor) {
        Set<Key> wanted = new LinkedHashSet<>();
        items.stream().filter(item -> item.error == null).forEach(item -> wanted.addAll(targets(item)));
        Map<Key, Long> found = rows.ids(wanted);
        boolean again = true;
        while (again) {
            again = false;
            Set<Key> available = new HashSet<>(found.keySet());
            items.stream().filter(item -> item.error == null).forEach(item -> available.add(item.keyAfter()));
            for (WriteItem item : items) {
                if (item.error == null) {
                    item.error = missingTarget(item, available, options.createMissing(), actor);
                    again |= item.error != null;
                }
            }
        }
        return found;
    }

    private @Nullable PortalException missingTarget(WriteItem item, Set<Key> available, boolean create, Actor actor) {
        for (var relation : item.blueprint.relations().values()) {
            for (String target : EdgeList.identifiers(item.wanted().relations(), relation)) {
                Key key = new Key(relation.target(), target);
                if (available.contains(key)) {
                    continue;
                }
                boolean isMade = create && !key.blueprint().startsWith("_");
                List<Violation> shape = isMade
                        ? EntityValidator.shape(EntityDraft.named(key.blueprint(), key.identifier(), null))
                        : List.of();
                if (!shape.isEmpty()) {
                    return new PortalException.Invalid(shape);
                }
                if (isMade && !mayRegister(key, actor)) {
                    return new PortalException.Forbidden("\"" + actor.name() + "\" may not register entities of"
                            + " blueprint \"" + key.blueprint() + "\", such as \"" + target
                            + "\", which is the target of \"/relations/" + relation.identifier() + "\"");
                }
                if (!isMade) {
                    return new PortalException.NotFound("Entity with identifier \"" + target + "\" of blueprint \""
                            + relation.target() + "\" was not found; it is the target of \"/relations/"
                            + relation.identifier() + "\" of entity \"" + item.key.identifier() + "\"");
                }
            }
        }
        return null;
    }

    private boolean mayRegister(Key key, Actor actor) {
        return actor.isAdmin()
                || blueprints
                        .find(key.blueprint())
                        .map(target -> rights.always(BlueprintRights.Right.REGISTER, target, actor))
                        .orElse(false);
    }

    private static List<Key> targets(WriteItem item) {
        List<Key> keys = new ArrayList<>();
        item.blueprint
                .relations()
                .values()
                .forEach(relation -> EdgeList.identifiers(item.wanted().relations(), relation)
                        .forEach(target -> keys.add(new Key(relation.target(), target))));
        return keys;
    }

    /// Targets that are to be made with nothing but their names.
    static Set<Key> bare(List<WriteItem> items, Map<Key, Long> found, Set<Key> inserted) {
        Set<Key> bare = new LinkedHashSet<>();
        for (WriteItem item : items) {
            if (item.error != null) {
                continue;
            }
            for (Key key : targets(item)) {
                if (!found.containsKey(key) && !inserted.contains(key) && !key.equals(item.keyAfter())) {
                    bare.add(key);
                }
            }
        }
        return bare;
    }
}
