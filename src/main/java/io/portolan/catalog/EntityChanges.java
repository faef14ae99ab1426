package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the change of an entity, with the names of the consumers to whom it cannot matter: a delivery that is not
/// written costs nothing. The caller holds the model, so that what is true of it here is true when the change commits.
@Component
public class EntityChanges {

    static final String COMPUTED = "computed";

    private final Supplier<List<EntityReader>> readers;
    private final Map<List<Long>, ModelReaders> models = new ConcurrentHashMap<>();

    EntityChanges(ObjectProvider<EntityReader> readers) {
        this.readers = SingletonSupplier.of(() -> readers.orderedStream().toList());
    }

    /// Whether a consumer may have to react to the change of an entity.
    public static boolean concerns(Change change, String consumer) {
        for (var name : change.context().path(Change.UNREAD)) {
            if (consumer.equals(name.asString(""))) {
                return false;
            }
        }
        return true;
    }

    /// Makes changes over one state of the model.
    final class Batch {
        private final ModelReaders model;
        private final Map<String, Set<String>> others;

        private Batch(ModelReaders model, Map<String, Set<String>> others) {
            this.model = model;
            this.others = others;
        }

        /// @param entity number of the entity: it stays the same when the entity is renamed
        NewChange of(
                long entity,
                ChangeKind kind,
                String blueprint,
                String identifier,
                @Nullable String runId,
                @Nullable ObjectNode before,
                @Nullable ObjectNode after,
                ObjectNode context) {
            ArrayNode unread = Json.array();
            if (!model.reads(blueprint, before, after)) {
                unread.add(COMPUTED);
            }
            others.forEach((consumer, blueprints) -> {
                if (!blueprints.contains(blueprint)) {
                    unread.add(consumer);
                }
            });
            context.put(Change.ENTITY, entity);
            if (!unread.isEmpty()) {
                context.set(Change.UNREAD, unread);
            }
            return new NewChange(kind, blueprint, identifier, runId, before, after, context);
        }
    }

    Batch over(List<Blueprint> model) {
        return new Batch(
                readers(model),
                readers.get().stream()
                        .collect(Collectors.toMap(EntityReader::consumer, reader -> reader.blueprints(model))));
    }

    /// Who reads what in a model; the same versions of the blueprints are the same model.
    ModelReaders readers(List<Blueprint> model) {
        List<Long> versions = model.stream().map(Blueprint::version).toList();
        if (models.size() > 20) {
            models.clear();
        }
        Function<List<Long>, ModelReaders> make = key -> new ModelReaders(model);
        return models.computeIfAbsent(versions, make);
    }
}
