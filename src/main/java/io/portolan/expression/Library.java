package io.portolan.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The functions that are written in jq itself, parsed once.
final class Library {

    private static final String SOURCE = """
            def values: select(. != null);
            def nulls: select(. == null);
            def booleans: select(type == "boolean");
            def numbers: select(type == "number");
            def strings: select(type == "string");
            def arrays: select(type == "array");
            def objects: select(type == "object");
            def iterables: select(type | . == "array" or . == "object");
            def scalars: select(type | . != "array" and . != "object");
            def isfinite: type == "number" and (isinfinite | not);
            def isvalid(f): try (f | true) catch false;
            def finites: select(isfinite);
            def normals: select(isnormal);
            def first: .[0];
            def last: .[-1];
            def nth($n): .[$n];
            def paths: path(..) | select(length > 0);
            def paths(f): path(.. | select(f)) | select(length > 0);
            def leaf_paths: paths(scalars);
            def pick(f): . as $in | reduce path(f) as $p (null; setpath($p; $in | getpath($p)));
            def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
            def transpose: [range(0; map(length) | max // 0) as $i | [.[][$i]]];
            def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $y | [$x] + $y end;
            def combinations(n): . as $dot | [range(n) | $dot] | combinations;
            def truncate_stream(stream): . as $n | null | stream | . as $input
              | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end;
            def fromstream(f): { x: null, e: false } as $init
              | foreach f as $i ($init;
                  if .e then $init else . end
                  | if $i | length == 2
                    then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1])
                    else setpath(["e"]; $i[0] | length == 1) end;
                  if .e then .x else empty end);
            def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
            def INDEX(f): INDEX(.[]; f);
            def GROUP_BY(f): group_by(f);
            def UNIQUE_BY(f): unique_by(f);
            def IN(s): any(s == .; .);
            def IN(src; s): any(src == s; .);
            def JOIN($idx; f): [.[] | [., $idx[f]]];
            def JOIN($idx; stream; f): stream | [., $idx[f]];
            def JOIN($idx; stream; f; join): stream | [., $idx[f]] | join;
            def ascii: [.] | implode;
            def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
            def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
            def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
            def fromdate: fromdateiso8601;
            def date: todate;
            def dateadd(u; n): . + n;
            def datesub(u; n): . - n;
            def match(re): _match(re; null) | .[];
            def match(re; flags): _match(re; flags) | .[];
            def capture(re): _capture(re; null) | .[];
            def capture(re; flags): _capture(re; flags) | .[];
            def scan(re): _scan(re; null) | .[];
            def scan(re; flags): _scan(re; flags) | .[];
            def splits(re): _split(re; null) | .[];
            def splits(re; flags): _split(re; flags) | .[];
            def split(re; flags): _split(re; flags);
            .
            """;

    private static final Map<String, Ast.Def> DEFINITIONS = new HashMap<>();

    static {
        Ast ast = Parser.parse(SOURCE);
        while (ast instanceof Ast.Def def) {
            DEFINITIONS.put(def.name() + "/" + def.parameters().size(), def);
            ast = def.rest();
        }
    }

    private Library() {}

    static Ast.@Nullable Def find(String key) {
        return DEFINITIONS.get(key);
    }

    static Set<String> keys() {
        return DEFINITIONS.keySet();
    }
}
