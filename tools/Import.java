import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sends a file, or all JSON and YAML files of a folder, to a running portal as one import. Used by "./portolan
/// import".
///
/// The credentials are PORTOLAN_CLIENT_ID and PORTOLAN_CLIENT_SECRET, or those that the portal keeps in its data
/// folder for the user it runs as.
public final class Import {

    private static final Map<String, String> ENV = System.getenv();

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            fail("import needs one path, of a file or a folder");
        }
        Path path = Path.of(arguments[0]);
        if (!Files.exists(path)) {
            fail(path + " does not exist");
        }
        String url = ENV.getOrDefault("PORTOLAN_URL", "http://localhost:8080").replaceAll("/+$", "");
        String files = files(path).stream().map(Import::asJson).collect(Collectors.joining(","));
        if (files.isEmpty()) {
            fail(path + " holds no .json, .yaml or .yml file");
        }
        Properties client = credentials();
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            String login = send(
                    http,
                    url + "/v1/auth/access_token",
                    "{\"clientId\":" + quoted(client.getProperty("clientId")) + ",\"clientSecret\":"
                            + quoted(client.getProperty("clientSecret")) + "}",
                    null);
            String token = field(login, "accessToken");
            if (token == null) {
                fail("the portal refused the credentials: " + message(login));
            }
            String answer = send(http, url + "/v1/import", "{\"files\":[" + files + "]}", token);
            if (!answer.contains("\"ok\":true")) {
                fail("nothing was imported. " + message(answer));
            }
            Matcher section = Pattern.compile("\"(\\w+)\":\\{\"read\":(\\d+),\"created\":(\\d+),\"changed\":(\\d+),"
                            + "\"unchanged\":(\\d+)}")
                    .matcher(answer);
            while (section.find()) {
                System.out.printf(
                        "%-12s %6s read  %6s created  %6s changed  %6s unchanged%n",
                        section.group(1), section.group(2), section.group(3), section.group(4), section.group(5));
            }
        } catch (ConnectException e) {
            fail("no portal answers at " + url + ". Start it with \"./portolan run\", or name it in PORTOLAN_URL");
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .matches(".*\\.(json|ya?ml)"))
                    .sorted()
                    .toList();
        }
    }

    private static String asJson(Path file) {
        try {
            return "{\"name\":" + quoted(file.getFileName().toString()) + ",\"content\":"
                    + quoted(Files.readString(file)) + "}";
        } catch (IOException e) {
            fail("cannot read " + file + ": " + e);
            return "";
        }
    }

    private static Properties credentials() throws IOException {
        Properties client = new Properties();
        if (ENV.containsKey("PORTOLAN_CLIENT_ID") && ENV.containsKey("PORTOLAN_CLIENT_SECRET")) {
            client.setProperty("clientId", ENV.get("PORTOLAN_CLIENT_ID"));
            client.setProperty("clientSecret", ENV.get("PORTOLAN_CLIENT_SECRET"));
            return client;
        }
        Path stored = Path.of(ENV.getOrDefault("PORTOLAN_DATA", "data"), "client.properties");
        if (!Files.isReadable(stored)) {
            fail("no credentials: set PORTOLAN_CLIENT_ID and PORTOLAN_CLIENT_SECRET, or PORTOLAN_DATA to the data "
                    + "folder of the portal (" + stored.toAbsolutePath() + " is not readable)");
        }
        try (var in = Files.newBufferedReader(stored)) {
            client.load(in);
        }
        return client;
    }

    private static String send(HttpClient http, String url, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String message(String answer) {
        String message = field(answer, "message");
        StringBuilder text = new StringBuilder(message == null ? answer : message);
        Matcher violation = Pattern.compile(
                        "\"pointer\":\"((?:[^\"\\\\]|\\\\.)*)\",\"reason\":\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(answer);
        while (violation.find()) {
            text.append("\n    ").append(unescaped(violation.group(1))).append(" ").append(unescaped(violation.group(2)));
        }
        return text.toString();
    }

    private static String field(String json, String key) {
        Matcher field = Pattern.compile("\"" + key + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
        return field.find() ? unescaped(field.group(1)) : null;
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static String unescaped(String json) {
        return json.replace("\\\"", "\"").replace("\\n", "\n").replace("\\/", "/").replace("\\\\", "\\");
    }

    private static void fail(String why) {
        System.err.println("portolan: " + why);
        System.exit(1);
    }
}
