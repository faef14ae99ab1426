package io.portolan.expression;

import java.util.Set;

/// The variables that a pattern binds.
final class PatternNames {

    private PatternNames() {}

    static void collect(Ast.Pattern pattern, Set<String> names) {
        switch (pattern) {
            case Ast.Pattern.Name name -> names.add(name.name());
            case Ast.Pattern.Items items -> items.items().forEach(item -> collect(item, names));
            case Ast.Pattern.Fields fields ->
                fields.fields().forEach(field -> {
                    if (field.variable() != null) {
                        names.add(field.variable());
                    }
                    if (field.value() != null) {
                        collect(field.value(), names);
                    }
                });
        }
    }
}
