package io.portolan.expression;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/// One evaluation of one expression on one document, by this engine and by jackson-jq.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class ExpressionBenchmark {

    @Param("")
    public String expression = "";

    @Param({"1", "3", "50"})
    public int kilobytes;

    private JqProgram program = JqProgram.compile(".");
    private tools.jackson.databind.JsonNode document = Values.NULL;
    private JsonQuery query;
    private com.fasterxml.jackson.databind.JsonNode oldDocument;
    private Scope scope;
    private final Budget budget = Budget.standard();

    @Setup
    public void prepare() throws Exception {
        String text = Expressions.ALL.get(expression);
        String json = Documents.of(kilobytes);
        document = JsonMapper.shared().readTree(json);
        program = JqProgram.compile(text, JqOptions.plain());
        oldDocument = new ObjectMapper().readTree(json);
        scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        query = JsonQuery.compile(text, Versions.JQ_1_7);
    }

    @Benchmark
    public Object portolan() {
        return program.evaluate(document, budget);
    }

    @Benchmark
    public Object jacksonJq() throws Exception {
        List<com.fasterxml.jackson.databind.JsonNode> outputs = new ArrayList<>(1);
        query.apply(Scope.newChildScope(scope), oldDocument, outputs::add);
        return outputs;
    }
}
