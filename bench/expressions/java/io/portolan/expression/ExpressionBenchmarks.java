package io.portolan.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs all benchmarks and prints the table and the closing line.
public final class ExpressionBenchmarks {

    private ExpressionBenchmarks() {}

    public static void main(String[] arguments) throws Exception {
        boolean quick = arguments.length > 0 && arguments[0].equals("--quick");
        String[] expressions = Expressions.ALL.keySet().toArray(String[]::new);
        TimeValue slice = TimeValue.milliseconds(quick ? 100 : 300);
        OptionsBuilder options = new OptionsBuilder();
        options.include("ExpressionBenchmark\\.|CompileBenchmark\\.")
                .param("expression", expressions)
                .forks(1)
                .warmupIterations(quick ? 3 : 4)
                .warmupTime(slice)
                .measurementIterations(quick ? 3 : 4)
                .measurementTime(slice)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        Options built = options.build();
        Map<String, Double> ours = new TreeMap<>();
        Map<String, Double> allocated = new TreeMap<>();
        Map<String, Double> theirs = new TreeMap<>();
        List<Double> compile = new ArrayList<>();
        for (RunResult result : new Runner(built).run()) {
            double micros = result.getPrimaryResult().getScore();
            String benchmark = result.getParams().getBenchmark();
            if (benchmark.endsWith("compile")) {
                compile.add(micros);
                continue;
            }
            String key = result.getParams().getParam("expression") + " "
                    + result.getParams().getParam("kilobytes") + " KB";
            if (benchmark.endsWith("portolan")) {
                ours.put(key, micros);
                allocated.put(key, result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
            } else {
                theirs.put(key, micros);
            }
        }
        List<Double> speedups = new ArrayList<>();
        System.out.printf("%-26s %12s %12s %9s %12s%n", "expression", "portolan µs", "jackson µs", "speedup", "bytes/eval");
        for (var entry : ours.entrySet()) {
            double their = theirs.getOrDefault(entry.getKey(), Double.NaN);
            double speedup = their / entry.getValue();
            speedups.add(speedup);
            System.out.printf(
                    "%-26s %12.3f %12.3f %8.1fx %12.0f%n",
                    entry.getKey(), entry.getValue(), their, speedup, allocated.get(entry.getKey()));
        }
        Collections.sort(speedups);
        Collections.sort(compile);
        System.out.printf(
                "compile: median %.1f µs, slowest %.1f µs%n", compile.get(compile.size() / 2), compile.getLast());
        System.out.printf(
                "RESULT speedup_median=%.2f speedup_min=%.2f compile_median_us=%.1f compile_max_us=%.1f%n",
                speedups.get(speedups.size() / 2), speedups.getFirst(), compile.get(compile.size() / 2),
                compile.getLast());
    }
}
