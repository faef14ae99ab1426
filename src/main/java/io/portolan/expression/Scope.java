package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names that are visible at a place of the program, innermost first. Slots are counted from the outermost
/// environment, so that a name keeps its slot wherever it is used from.
final class Scope {

    static final Scope EMPTY = new Scope(null, null);

    private final @Nullable Scope parent;
    private final @Nullable Name name;

    private Scope(@Nullable Scope parent, @Nullable Name name) {
        this.parent = parent;
        this.name = name;
    }

    /// What a name stands for.
    sealed interface Name {

        /// The name as written, with its arity for functions.
        String key();

        /// `$x`
        record Variable(String key, int slot) implements Name {}

        record Label(String key, int slot) implements Name {}

        /// A parameter of a called function.
        record Parameter(String key, int slot) implements Name {}

        /// A parameter of an inlined function: its argument, and where that was written; `libraryCall` when that was
        /// inside of the library.
        record Alias(String key, Ast argument, Scope scope, Ast.@Nullable Call libraryCall) implements Name {}

        record Function(String key, Ast.Def definition, Compiled compiled) implements Name {}
    }

    /// A function definition together with what has become of it.
    static final class Compiled {
        final int depth;

        @Nullable
        Scope scope;

        Calls.@Nullable Function function;
        boolean inlining;
        boolean used;

        Compiled(int depth) {
            this.depth = depth;
        }
    }

    Scope with(Name added) {
        return new Scope(this, added);
    }

    <T extends Name> @Nullable T find(Class<T> type, String key) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (type.isInstance(scope.name) && scope.name.key().equals(key)) {
                return type.cast(scope.name);
            }
        }
        return null;
    }

    /// What a call of `name/arity` means: a function, a parameter or an alias.
    @Nullable
    Name callee(String key) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Name found = scope.name;
            if (found != null
                    && !(found instanceof Name.Variable)
                    && !(found instanceof Name.Label)
                    && found.key().equals(key)) {
                return found;
            }
        }
        return null;
    }

    /// All names of a kind, for suggestions.
    List<String> names(Class<? extends Name> type) {
        List<String> names = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (type.isInstance(scope.name)) {
                names.add(scope.name.key());
            }
        }
        return names;
    }
}
