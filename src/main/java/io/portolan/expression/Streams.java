package io.portolan.expression;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The streaming form of values.
final class Streams {

    private Streams() {}

    /// `tostream`: leaves with their paths, and a closing event for every container.
    static final class ToStream extends Node {
        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return walk(env.run, Path.root(in), in, out);
        }

        private static boolean walk(Run run, Path at, JsonNode value, Sink out) {
            run.step();
            run.allocate(2 * Memory.ARRAY + (long) Memory.SLOT * at.length);
            if ((!value.isArray() && !value.isObject()) || value.isEmpty()) {
                return out.emit(Values.array(2).add(at.toArray()).add(value));
            }
            run.enter(1);
            Path[] last = new Path[1];
            boolean more = Access.children(run, at, value, (where, child) -> {
                last[0] = where;
                return walk(run, where, child, out);
            });
            run.leave(1);
            ArrayNode end = Values.array(1).add(last[0].toArray());
            return more && out.emit(end);
        }
    }
}
