package io.portolan.expression;

import tools.jackson.databind.JsonNode;

/// A step of a compiled program. It pushes its outputs into a sink one after the other; a sink that returns false wants
/// no
/// more, and every node then returns false at once. Immutable, so that programs are shared between threads.
abstract class Node {

    /// Takes outputs; false ends the evaluation that feeds it.
    @FunctionalInterface
    interface Sink {
        boolean emit(JsonNode value);
    }

    /// Takes outputs together with where in the input they stand.
    @FunctionalInterface
    interface PathSink {
        boolean emit(Path path, JsonNode value);
    }

    /// Pushes all outputs for `in`. False when the sink asked to stop.
    abstract boolean each(Env env, JsonNode in, Sink out);

    /// Whether there is always exactly one output (or an error), so that [#one] may be called.
    boolean single() {
        return false;
    }

    /// Whether this node is [#single], only looks into its input and takes a time that its own size bounds, so that
    /// nothing needs to be counted: field access, literals, conditions and comparisons of such.
    boolean weightless() {
        return false;
    }

    /// Whether all outputs together are certainly no larger than the input: parts of it, each at most once. They need
    /// no measuring then.
    boolean passesOn() {
        return false;
    }

    /// The only output of a [#single] node.
    JsonNode one(Env env, JsonNode in) {
        throw new IllegalStateException(getClass().getSimpleName() + " may have any number of outputs");
    }

    /// Pushes all outputs with their paths. By default the value is computed: the path stays where it was, and using it
    /// further is an error because it is no longer intact.
    boolean paths(Env env, Path path, JsonNode in, PathSink out) {
        return each(env, in, value -> out.emit(path, value));
    }

    /// How many levels of Java calls lie between this node and its sink, for the depth limit.
    int height() {
        return 1;
    }

    /// Stacked when a child pushes through the others, otherwise only as high as the highest.
    static int stacked(Node... children) {
        int sum = 0;
        int highest = 0;
        for (Node child : children) {
            if (child.single()) {
                highest = Math.max(highest, child.height());
            } else {
                sum += child.height();
            }
        }
        return 1 + sum + highest;
    }

    /// A node with exactly one output.
    abstract static class Single extends Node {
        @Override
        final boolean single() {
            return true;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return out.emit(one(env, in));
        }

        @Override
        abstract JsonNode one(Env env, JsonNode in);
    }
}
