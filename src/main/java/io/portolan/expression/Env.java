package io.portolan.expression;

import tools.jackson.databind.JsonNode;

/// The variables, closures and labels that a node sees: an immutable list, so that a generator that is resumed finds
/// what
/// it left. The compiler knows how many links up each name lies.
final class Env {

    /// For [Node#weightless] programs, which look at no name and count nothing.
    static final Env NONE = root(new Run(Budget.standard(), JqOptions.plain(), Values.NULL, false));

    final Run run;
    private final Env parent;
    private final Object content;

    private Env(Run run, Object content) {
        this.run = run;
        this.parent = this;
        this.content = content;
    }

    private Env(Env parent, Object content) {
        this.run = parent.run;
        this.parent = parent;
        this.content = content;
    }

    static Env root(Run run) {
        return new Env(run, run);
    }

    Env with(Object value) {
        return new Env(this, value);
    }

    Env up(int links) {
        Env env = this;
        for (int i = links; i > 0; i--) {
            env = env.parent;
        }
        return env;
    }

    JsonNode variable(int links) {
        return (JsonNode) up(links).content;
    }

    Closure closure(int links) {
        return (Closure) up(links).content;
    }

    Label label(int links) {
        return (Label) up(links).content;
    }

    /// An argument together with the names it sees.
    record Closure(Node body, Env env) {}

    /// One activation of `label $name`; thrown by `break`.
    static final class Label extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Label() {
            super(null, null, false, false);
        }
    }
}
