package io.portolan.changelog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The consumers of all rooms, looked up at first use: they need services that in turn need the log.
@Component
class Consumers {

    private final ObjectProvider<ChangeConsumer> beans;
    private volatile @Nullable List<ChangeConsumer> consumers;

    Consumers(ObjectProvider<ChangeConsumer> beans) {
        this.beans = beans;
    }

    List<ChangeConsumer> all() {
        List<ChangeConsumer> known = consumers;
        if (known == null) {
            known = beans.orderedStream().toList();
            if (known.stream().map(ChangeConsumer::name).distinct().count() != known.size()) {
                throw new IllegalStateException("Two consumers of changes have the same name: "
                        + known.stream().map(ChangeConsumer::name).toList());
            }
            consumers = known;
        }
        return known;
    }

    Optional<ChangeConsumer> find(String name) {
        return all().stream().filter(consumer -> consumer.name().equals(name)).findFirst();
    }
}
