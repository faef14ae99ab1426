package io.portolan.expression;

import io.portolan.expression.Dependencies.OutputType;
import java.util.Set;

/// Tells the type of a program's outputs from its outermost construct, where that decides it.
final class TypeInference {

    private static final Set<String> BOOLEAN = Set.of(
            "true",
            "false",
            "not",
            "test",
            "has",
            "in",
            "inside",
            "contains",
            "any",
            "all",
            "IN",
            "isempty",
            "startswith",
            "endswith",
            "isnan",
            "isinfinite",
            "isnormal",
            "isvalid",
            "toboolean",
            "isfinite");
    private static final Set<String> NUMBER = Set.of(
            "length",
            "utf8bytelength",
            "floor",
            "ceil",
            "round",
            "trunc",
            "sqrt",
            "pow",
            "log",
            "log2",
            "log10",
            "exp",
            "tonumber",
            "now",
            "mktime",
            "fromdate",
            "fromdateiso8601",
            "range",
            "infinite",
            "nan",
            "bsearch",
            "fabs");
    private static final Set<String> STRING = Set.of(
            "tostring",
            "tojson",
            "ascii_downcase",
            "ascii_upcase",
            "join",
            "type",
            "implode",
            "trim",
            "ltrim",
            "rtrim",
            "ltrimstr",
            "rtrimstr",
            "trimstr",
            "todate",
            "todateiso8601",
            "date",
            "strftime",
            "strflocaltime",
            "sub",
            "gsub",
            "splits",
            "format");
    private static final Set<String> ARRAY = Set.of(
            "map",
            "keys",
            "keys_unsorted",
            "sort",
            "sort_by",
            "group_by",
            "unique",
            "unique_by",
            "to_entries",
            "split",
            "explode",
            "flatten",
            "reverse",
            "transpose",
            "combinations",
            "paths",
            "path",
            "gmtime",
            "localtime",
            "strptime",
            "tostream",
            "toarray",
            "builtins",
            "leaf_paths");
    private static final Set<String> OBJECT =
            Set.of("from_entries", "with_entries", "capture", "match", "INDEX", "env");

    private TypeInference() {}

    static OutputType of(Ast ast) {
        return switch (ast) {
            case Ast.Literal literal ->
                switch (Kind.of(literal.value())) {
                    case NULL -> OutputType.NULL;
                    case TRUE, FALSE -> OutputType.BOOLEAN;
                    case NUMBER -> OutputType.NUMBER;
                    case STRING -> OutputType.STRING;
                    case ARRAY -> OutputType.ARRAY;
                    case OBJECT -> OutputType.OBJECT;
                };
            case Ast.Text _, Ast.Format _ -> OutputType.STRING;
            case Ast.ArrayOf _ -> OutputType.ARRAY;
            case Ast.ObjectOf _ -> OutputType.OBJECT;
            case Ast.Negate _ -> OutputType.NUMBER;
            case Ast.Pipe pipe -> of(pipe.right());
            case Ast.Comma comma -> both(of(comma.left()), of(comma.right()));
            case Ast.Bind bind -> of(bind.body());
            // a definition may hide a function whose type is known
            case Ast.Def _ -> OutputType.ANY;
            case Ast.LabelOf label -> of(label.body());
            case Ast.If conditional ->
                conditional.otherwise() == null
                        ? OutputType.ANY
                        : both(of(conditional.then()), of(conditional.otherwise()));
            case Ast.Binary binary -> binary(binary);
            case Ast.Call call -> call(call.name());
            default -> OutputType.ANY;
        };
    }

    private static OutputType both(OutputType a, OutputType b) {
        return a == b ? a : OutputType.ANY;
    }

    private static OutputType binary(Ast.Binary binary) {
        OutputType left = of(binary.left());
        OutputType right = of(binary.right());
        return switch (binary.operator()) {
            case "==", "!=", "<", "<=", ">", ">=", "and", "or" -> OutputType.BOOLEAN;
            case "%" -> OutputType.NUMBER;
            case "-" -> left == OutputType.ARRAY || right == OutputType.ARRAY ? OutputType.ARRAY : numeric(left, right);
            case "+" ->
                // null is neutral, so one known side decides only when the other cannot be null
                left == right ? left : OutputType.ANY;
            case "*", "/" ->
                left == OutputType.NUMBER && right == OutputType.NUMBER ? OutputType.NUMBER : OutputType.ANY;
            case "//" -> both(left, right);
            default -> OutputType.ANY;
        };
    }

    private static OutputType numeric(OutputType left, OutputType right) {
        return left == OutputType.NUMBER || right == OutputType.NUMBER ? OutputType.NUMBER : OutputType.ANY;
    }

    private static OutputType call(String name) {
        if (BOOLEAN.contains(name)) {
            return OutputType.BOOLEAN;
        }
        if (NUMBER.contains(name)) {
            return OutputType.NUMBER;
        }
        if (STRING.contains(name)) {
            return OutputType.STRING;
        }
        if (ARRAY.contains(name)) {
            return OutputType.ARRAY;
        }
        return OBJECT.contains(name) ? OutputType.OBJECT : name.equals("null") ? OutputType.NULL : OutputType.ANY;
    }
}
