package io.portolan.expression;

import tools.jackson.databind.JsonNode;

/// `first(f)`, `last(f)`, `limit`, `skip`, `nth(n; f)`.
final class Counted {

    private Counted() {}

    static final class First extends Node {
        private final Node f;

        First(Node f) {
            this.f = f;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            boolean[] more = {true};
            f.each(env, in, value -> {
                more[0] = out.emit(value);
                return false;
            });
            return more[0];
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            boolean[] more = {true};
            f.paths(env, path, in, (at, value) -> {
                more[0] = out.emit(at, value);
                return false;
            });
            return more[0];
        }

        @Override
        int height() {
            return 1 + f.height();
        }
    }

    static final class Last extends Node {
        private final Node f;

        Last(Node f) {
            this.f = f;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            JsonNode[] last = new JsonNode[1];
            f.each(env, in, value -> {
                last[0] = value;
                return true;
            });
            return last[0] == null || out.emit(last[0]);
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Path[] where = new Path[1];
            JsonNode[] last = new JsonNode[1];
            f.paths(env, path, in, (at, value) -> {
                where[0] = at;
                last[0] = value;
                return true;
            });
            return last[0] == null || out.emit(where[0], last[0]);
        }

        @Override
        int height() {
            return 1 + f.height();
        }
    }

    private static double count(JsonNode n, String name) {
        if (!n.isNumber()) {
            throw new JqError(name + " needs a number, not " + Items.describe(n));
        }
        return Numbers.value(n);
    }

    static final class Limit extends Node {
        private final Node n;
        private final Node f;

        Limit(Node n, Node f) {
            this.n = n;
            this.f = f;
        }

        private static double limit(JsonNode n) {
            double limit = count(n, "limit");
            if (limit < 0) {
                throw new JqError("limit doesn't support negative count");
            }
            return limit;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return n.each(env, in, count -> {
                double limit = limit(count);
                boolean[] more = {true};
                int[] seen = new int[1];
                if (limit > 0) {
                    f.each(env, in, value -> {
                        seen[0]++;
                        more[0] = out.emit(value);
                        return more[0] && seen[0] < limit;
                    });
                }
                return more[0];
            });
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return n.each(env, in, count -> {
                double limit = limit(count);
                boolean[] more = {true};
                int[] seen = new int[1];
                if (limit > 0) {
                    f.paths(env, path, in, (at, value) -> {
                        seen[0]++;
                        more[0] = out.emit(at, value);
                        return more[0] && seen[0] < limit;
                    });
                }
                return more[0];
            });
        }

        @Override
        int height() {
            return 2 + n.height() + f.height();
        }
    }

    /// `skip(n; f)`, and `nth(n; f)`, which is the first that is not skipped.
    static final class Skip extends Node {
        private final Node n;
        private final Node f;
        private final boolean onlyOne;

        Skip(Node n, Node f, boolean onlyOne) {
            this.n = n;
            this.f = f;
            this.onlyOne = onlyOne;
        }

        private double skipped(JsonNode n) {
            double count = count(n, onlyOne ? "nth" : "skip");
            if (count < 0) {
                throw new JqError(
                        onlyOne ? "nth doesn't support negative indices" : "skip doesn't support negative count");
            }
            return count;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return n.each(env, in, count -> {
                double skipped = skipped(count);
                boolean[] more = {true};
                int[] seen = new int[1];
                f.each(env, in, value -> {
                    if (seen[0]++ < skipped) {
                        return true;
                    }
                    more[0] = out.emit(value);
                    return more[0] && !onlyOne;
                });
                return more[0];
            });
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return n.each(env, in, count -> {
                double skipped = skipped(count);
                boolean[] more = {true};
                int[] seen = new int[1];
                f.paths(env, path, in, (at, value) -> {
                    if (seen[0]++ < skipped) {
                        return true;
                    }
                    more[0] = out.emit(at, value);
                    return more[0] && !onlyOne;
                });
                return more[0];
            });
        }

        @Override
        int height() {
            return 2 + n.height() + f.height();
        }
    }
}
