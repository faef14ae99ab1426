package io.portolan.changelog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/// Notes what it was given; fails as long as the test wants it to.
final class RecordingConsumer implements ChangeConsumer {

    private final String name;
    final List<Change> seen = new CopyOnWriteArrayList<>();
    volatile Predicate<Change> failing = change -> false;
    volatile Predicate<Change> wanted = change -> true;
    volatile Function<Change, String> lanes = change -> "all";

    RecordingConsumer(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wants(Change change) {
        return wanted.test(change);
    }

    @Override
    public String lane(Change change) {
        return lanes.apply(change);
    }

    @Override
    public void handle(Change change) {
        if (failing.test(change)) {
            throw new IllegalStateException("the test says no");
        }
        seen.add(change);
    }

    List<String> seen() {
        return seen.stream()
                .map(change -> change.identifier() + ChangeLogFixture.number(change))
                .toList();
    }
}
