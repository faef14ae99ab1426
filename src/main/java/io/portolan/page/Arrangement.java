package io.portolan.page;

import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folders and pages of the side navigation as they stand: what is in which folder, in which order.
///
/// @param items those of one folder in their order
record Arrangement(List<Item> items) {

    /// How deep folders nest.
    static final int DEEPEST = 3;

    /// @param parent the folder that it is in; null for the top
    /// @param isPrivate whether not everybody may know of it
    record Item(String identifier, @Nullable String parent, boolean folder, boolean isPrivate) {}

    /// One folder anew.
    ///
    /// @param order everything in it
    record Outcome(@Nullable String parent, List<String> order) {}

    Arrangement {
        items = List.copyOf(items);
    }

    Optional<Item> find(String identifier) {
        return items.stream()
                .filter(item -> item.identifier().equals(identifier))
                .findFirst();
    }

    /// What stands before it in its folder, private pages left out; null for the first.
    @Nullable
    String before(String identifier) {
        String parent = find(identifier).map(Item::parent).orElse(null);
        String before = null;
        for (Item item : items) {
            if (item.identifier().equals(identifier)) {
                return before;
            }
            if (Objects.equals(item.parent(), parent) && !item.isPrivate()) {
                before = item.identifier();
            }
        }
        return null;
    }

    /// Whether what the document names is there.
    boolean knows(Move move) {
        String parent = move.parent();
        String after = move.after();
        return (parent == null || find(parent).filter(Item::folder).isPresent())
                && (after == null || find(after).isPresent());
    }

    /// The identifier itself, or with a number where it is taken.
    String free(String wanted) {
        String free = wanted;
        for (int number = 2; find(free).isPresent(); number++) {
            free = wanted + "_" + number;
        }
        return free;
    }

    /// The folder where an item then is, or [PortalException.Invalid] where it cannot go there.
    ///
    /// @param folder whether the item is a folder; it may be new
    Outcome put(String identifier, boolean folder, Move move) {
        String parent = parent(identifier, move);
        if (parent != null) {
            check(identifier, folder, parent);
        }
        List<String> order = in(parent);
        int former = order.indexOf(identifier);
        order.remove(identifier);
        order.add(index(order, former, move), identifier);
        return new Outcome(parent, order);
    }

    /// A folder goes, and what is in it takes its place.
    Outcome dissolve(String folder) {
        String parent = find(folder).map(Item::parent).orElse(null);
        List<String> order = in(parent);
        int index = order.indexOf(folder);
        order.remove(index);
        order.addAll(index, in(folder));
        return new Outcome(parent, order);
    }

    /// What is directly in a folder, or at the top; a list of its own.
    List<String> in(@Nullable String folder) {
        List<String> inside = new ArrayList<>();
        items.stream()
                .filter(item -> Objects.equals(item.parent(), folder))
                .map(Item::identifier)
                .forEach(inside::add);
        return inside;
    }

    private @Nullable String parent(String identifier, Move move) {
        if (move.placed()) {
            return move.parent();
        }
        String after = move.after();
        if (after != null) {
            return find(after).orElseThrow(() -> stranger(after)).parent();
        }
        return find(identifier).map(Item::parent).orElse(null);
    }

    private static int index(List<String> order, int former, Move move) {
        if (!move.ordered()) {
            return former < 0 ? order.size() : former;
        }
        String after = move.after();
        if (after == null) {
            return 0;
        }
        int index = order.indexOf(after);
        if (index < 0) {
            throw stranger(after);
        }
        return index + 1;
    }

    private void check(String identifier, boolean folder, String parent) {
        if (find(parent).filter(Item::folder).isEmpty()) {
            throw new PortalException.Invalid(
                    "/parent", "must be the identifier of a folder; there is no folder \"" + parent + "\"");
        }
        if (folder) {
            List<String> way = way(parent);
            if (way.contains(identifier)) {
                throw new PortalException.Invalid("/parent", "must NOT be the folder itself or one inside of it");
            }
            if (way.size() + height(identifier) > DEEPEST) {
                throw new PortalException.Invalid("/parent", "must NOT nest folders deeper than " + DEEPEST);
            }
        }
    }

    /// A folder and those around it.
    private List<String> way(String folder) {
        List<String> way = new ArrayList<>();
        String step = folder;
        while (step != null && !way.contains(step)) {
            way.add(step);
            step = find(step).map(Item::parent).orElse(null);
        }
        return way;
    }

    private int height(String folder) {
        return 1
                + items.stream()
                        .filter(item -> item.folder() && folder.equals(item.parent()))
                        .mapToInt(item -> height(item.identifier()))
                        .max()
                        .orElse(0);
    }

    private static PortalException.Invalid stranger(String after) {
        return new PortalException.Invalid(
                "/after", "must be the identifier of a page or folder in the same folder; \"" + after + "\" is none");
    }
}
