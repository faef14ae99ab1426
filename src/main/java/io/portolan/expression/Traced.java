package io.portolan.expression;

import tools.jackson.databind.JsonNode;

/// Wraps a node and reports to the [Trace] of the run: what it looked up, that it failed, that it let nothing through.
final class Traced extends Node {

    private final Node node;
    private final Ast ast;
    private final Trace trace;
    private final boolean filters;

    Traced(Node node, Ast ast, Trace trace) {
        this.node = node;
        this.ast = ast;
        this.trace = trace;
        this.filters = ast instanceof Ast.Call call
                && (call.name().equals("select") || call.name().equals("empty"));
    }

    @Override
    boolean single() {
        return node.single();
    }

    @Override
    JsonNode one(Env env, JsonNode in) {
        try {
            return node.one(env, in);
        } catch (JqError e) {
            trace.failed(e, ast);
            throw e;
        }
    }

    @Override
    boolean each(Env env, JsonNode in, Sink out) {
        boolean[] any = new boolean[1];
        try {
            boolean more = node.each(env, in, value -> {
                any[0] = true;
                return out.emit(value);
            });
            if (filters && !any[0]) {
                trace.filtered(ast);
            }
            return more;
        } catch (JqError e) {
            trace.failed(e, ast);
            throw e;
        }
    }

    @Override
    boolean paths(Env env, Path path, JsonNode in, PathSink out) {
        return node.paths(env, path, in, out);
    }

    @Override
    int height() {
        return 1 + node.height();
    }

    /// A lookup by key: resolves the path of its target from the chain of lookups, so that nulls have a place too.
    static final class Lookup extends Node {
        private final Node target;
        private final Node key;
        private final Ast ast;
        private final Trace trace;
        private final boolean rooted;

        Lookup(Node target, Node key, Ast ast, Trace trace, boolean rooted) {
            this.target = target;
            this.key = key;
            this.ast = ast;
            this.trace = trace;
            this.rooted = rooted;
        }

        @Override
        boolean single() {
            return target.single() && key.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            JsonNode at = key.one(env, in);
            return look(env, in, target.one(env, in), at);
        }

        private JsonNode look(Env env, JsonNode in, JsonNode from, JsonNode at) {
            try {
                JsonNode value = Items.get(env.run, from, at);
                String known = rooted && from.isNull() && in == trace.input ? chain(ast) : null;
                trace.read(from, at, value, known);
                return value;
            } catch (JqError e) {
                trace.failed(e, ast);
                throw e;
            }
        }

        /// The written path of the target, for a target that is null and therefore has no place of its own.
        private static String chain(Ast ast) {
            if (ast instanceof Ast.Index index && index.target() instanceof Ast.Index inner) {
                String before = chain(inner);
                if (!(inner.key() instanceof Ast.Literal literal)) {
                    return before + "[…]";
                }
                JsonNode key = literal.value();
                return before + (key.isString() ? "." + key.stringValue() : "[" + JsonText.write(key) + "]");
            }
            return "";
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return key.each(env, in, at -> target.each(env, in, from -> out.emit(look(env, in, from, at))));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return new Access.Index(target, key).paths(env, path, in, out);
        }

        @Override
        int height() {
            return 1 + stacked(target, key);
        }
    }
}
