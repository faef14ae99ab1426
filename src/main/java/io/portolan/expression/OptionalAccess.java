package io.portolan.expression;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `?` behind an access catches the errors of this access alone: `.a.b?` fails where `.a` fails.
final class OptionalAccess {

    private OptionalAccess() {}

    static Ast of(Ast term, int at) {
        return switch (term) {
            case Ast.Index(Ast target, Ast key, int where)
            when !(target instanceof Ast.Identity && key instanceof Ast.Literal) ->
                held(key, "?key", held -> behind(target, new Ast.Index(new Ast.Identity(where), held, where), at));
            case Ast.Slice(Ast target, Ast from, Ast to, int where) ->
                held(
                        from,
                        "?from",
                        start -> held(
                                to,
                                "?to",
                                end -> behind(target, new Ast.Slice(new Ast.Identity(where), start, end, where), at)));
            case Ast.Iterate(Ast target, int where)
            when !(target instanceof Ast.Identity) ->
                behind(target, new Ast.Iterate(new Ast.Identity(where), where), at);
            default -> new Ast.Try(term, null, true, at);
        };
    }

    private static Ast behind(Ast target, Ast access, int at) {
        return new Ast.Pipe(target, new Ast.Try(access, null, true, at), at);
    }

    /// Computes a key on the input of the whole term before the access moves on to the target.
    private static Ast held(@Nullable Ast key, String name, UnaryOperator<@Nullable Ast> then) {
        if (key == null || key instanceof Ast.Literal) {
            return Objects.requireNonNull(then.apply(key));
        }
        Ast body = Objects.requireNonNull(then.apply(new Ast.Variable(name, key.at())));
        return new Ast.Bind(key, List.of(new Ast.Pattern.Name(name, key.at())), body, key.at());
    }
}
