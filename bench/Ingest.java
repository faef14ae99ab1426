import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Imports services into a running portal: once into an empty catalog, once again unchanged, once with one property
/// changed in each. Used by "./portolan bench ingest".
public final class Ingest {

    private static final String MODEL = """
            {"identifier":"BenchService","title":"Bench service","schema":{"properties":{
              "tier":{"type":"string","enum":["gold","silver","bronze"]},
              "owner":{"type":"string","format":"email"},
              "coverage":{"type":"number"},
              "url":{"type":"string","format":"url"}}},
             "relations":{"dependsOn":{"target":"BenchService","required":false,"many":true}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    private Ingest(String url, String clientId, String secret) throws Exception {
        this.url = url;
        String login = post(
                "/v1/auth/access_token", "{\"clientId\":\"" + clientId + "\",\"clientSecret\":\"" + secret + "\"}", "");
        Matcher found = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(login);
        if (!found.find()) {
            throw new IllegalStateException("Sign-in failed: " + login);
        }
        token = found.group(1);
    }

    public static void main(String[] arguments) throws Exception {
        Ingest bench = new Ingest(arguments[0], arguments[1], arguments[2]);
        int entities = Integer.parseInt(arguments[3]);
        System.out.printf("%-24s %10s %12s%n", "import", "seconds", "entities/s");
        bench.measure("warm-up", 500, 0);
        double created = bench.measure("new", entities, 1);
        double unchanged = bench.measure("unchanged", entities, 1);
        double changed = bench.measure("one property changed", entities, 2);
        System.out.printf(
                Locale.ROOT,
                "RESULT entities=%d created_per_second=%.0f unchanged_per_second=%.0f changed_per_second=%.0f%n",
                entities,
                entities / created,
                entities / unchanged,
                entities / changed);
    }

    private double measure(String name, int entities, int version) throws Exception {
        StringBuilder list = new StringBuilder("{\"blueprints\":[").append(MODEL).append("],\"entities\":[");
        for (int i = 0; i < entities; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("{\"identifier\":\"service-").append(i)
                    .append("\",\"blueprint\":\"BenchService\",\"title\":\"Service ").append(i)
                    .append("\",\"properties\":{\"tier\":\"gold\",\"owner\":\"dev").append(i % 100)
                    .append("@example.com\",\"coverage\":").append((i * 7 + version) % 100)
                    .append(",\"url\":\"https://example.com/").append(i)
                    .append("\"},\"relations\":{\"dependsOn\":[\"service-").append(Math.max(0, i - 1)).append("\"]}}");
        }
        String content = list.append("]}").toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String body = "{\"files\":[{\"name\":\"bench.json\",\"content\":\"" + content + "\"}]}";
        long began = System.nanoTime();
        String answer = post("/v1/import", body, token);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!answer.contains("\"ok\":true")) {
            throw new IllegalStateException(answer.substring(0, Math.min(500, answer.length())));
        }
        System.out.printf(Locale.ROOT, "%-24s %10.2f %12.0f%n", name + " (" + entities + ")", seconds, entities / seconds);
        return seconds;
    }

    private String post(String path, String body, String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}
