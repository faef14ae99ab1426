package io.portolan.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portolan.outbound.OutboundAllowList;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A real server on the loopback address that the portal may call. It notes what it is sent and answers as the test
/// wants it to.
public final class Backend implements AutoCloseable {

    /// What it was sent.
    public record Call(String path, String query, Headers headers, String body) {

        /// A header, `null` in words when it was not there.
        public String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }

        public String key() {
            return header("Idempotency-Key");
        }
    }

    /// What it answers to one call.
    public record Answer(int status, Map<String, String> headers, String body) {

        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Function<Call, Answer>> routes = new ConcurrentHashMap<>();
    private final UnaryOperator<String> answer;
    private volatile int status;

    /// @param status answered unless [#answer] says otherwise
    /// @param answer the body for a path; empty for none
    public Backend(OutboundAllowList allowed, int status, UnaryOperator<String> answer) throws IOException {
        this.status = status;
        this.answer = answer;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::take);
        server.start();
        allowed.add("127.0.0.1", server.getAddress().getPort());
    }

    /// Answers with a status and no body.
    public Backend(OutboundAllowList allowed, int status) throws IOException {
        this(allowed, status, path -> "");
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        Call call = new Call(
                path,
                query == null ? "" : query,
                Headers.of(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        calls.add(call);
        Function<Call, Answer> route = routes.get(path);
        Answer given =
                route == null ? Answer.of(statuses.getOrDefault(path, status), answer.apply(path)) : route.apply(call);
        given.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = given.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /// From now on.
    public void answer(int other) {
        status = other;
    }

    /// From now on, to calls of one path.
    public void answer(String path, int other) {
        statuses.put(path, other);
    }

    /// From now on, to calls of one path, looking at each.
    public void on(String path, Function<Call, Answer> route) {
        routes.put(path, route);
    }

    /// So far, oldest first; grows with further calls.
    public List<Call> calls() {
        return calls;
    }

    /// Its address, without a slash at the end.
    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
