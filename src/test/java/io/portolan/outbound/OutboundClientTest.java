package io.portolan.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portolan.outbound.OutboundException.Reason;
import io.portolan.testing.SettableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/// The client against real sockets: `server` is allow-listed, `forbidden` is not.
class OutboundClientTest {

    private final AtomicInteger forbiddenCalls = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private HttpServer forbidden;
    private OutboundClient client;
    private String base;
    private static final SettableClock CLOCK = new SettableClock();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        forbidden = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        forbidden.createContext("/", exchange -> {
            forbiddenCalls.incrementAndGet();
            answer(exchange, 200, "secret");
        });
        forbidden.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        client = client(List.of("127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        client.destroy();
        server.stop(0);
        forbidden.stop(0);
    }

    @Test
    void sendsMethodHeadersAndBodyAndReturnsAnyAnswer() {
        List<String> seen = new ArrayList<>();
        server.createContext("/hook", exchange -> {
            seen.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("X-Team") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.getResponseHeaders().add("X-Answer", "42");
            answer(exchange, 409, "taken");
        });
        OutboundResponse response = client.send(
                new OutboundRequest("PUT", base + "/hook", Map.of("X-Team", "core"), "{\"ä\":1}".getBytes(UTF_8)));
        assertThat(seen).containsExactly("PUT core {\"ä\":1}");
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.text()).isEqualTo("taken");
        assertThat(response.header("x-answer")).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "[::1]"})
    void refusesPrivateAddressesInEverySpelling(String host) {
        OutboundException refused =
                failure("http://" + host + ":" + forbidden.getAddress().getPort() + "/");
        assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refused).hasMessageContaining("may not be called").hasMessageContaining("portolan.outbound.allow");
        assertThat(forbiddenCalls).hasValue(0);
    }

    @Test
    void anAllowedTargetIsAllowedOnItsPortOnly() {
        assertThat(failure("http://127.0.0.1:" + forbidden.getAddress().getPort())
                        .reason())
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void aTargetThatIsDownIsSparedForHalfAMinute() {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger status = new AtomicInteger(503);
        server.createContext("/down", exchange -> {
            calls.incrementAndGet();
            answer(exchange, status.get(), "");
        });
        OutboundRequest request = new OutboundRequest("POST", base + "/down", Map.of(), new byte[0]);
        for (int i = 0; i < 20; i++) {
            client.send(request);
        }
        OutboundException spared = failure(base + "/down");
        assertThat(spared).hasMessageContaining("is not called for a while");
        assertThat(spared.isRetryable()).isTrue();
        assertThat(calls).hasValue(20);

        status.set(200);
        CLOCK.advance(Duration.ofSeconds(31));
        assertThat(client.send(request).status()).isEqualTo(200);
        assertThat(calls).hasValue(21);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectToAPrivateAddressIsRefused(int status) {
        redirect("/away", status, "http://127.0.0.1:" + forbidden.getAddress().getPort() + "/");
        redirect("/metadata", status, "http://169.254.169.254/latest/meta-data/");
        assertThat(failure(base + "/away").reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure(base + "/metadata").reason()).isEqualTo(Reason.REFUSED);
        assertThat(forbiddenCalls).hasValue(0);
    }

    @Test
    void aRedirectIsTheAnswerToASingleCall() {
        redirect("/away", 302, "http://127.0.0.1:" + forbidden.getAddress().getPort() + "/");
        OutboundResponse answer = client.sendOnce(OutboundRequest.get(base + "/away"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isNotNull();
        assertThat(forbiddenCalls).hasValue(0);
    }

    @Test
    void aRedirectToAnotherOriginLosesCredentialsAndSignature() throws IOException {
        OutboundClient both = client(List.of(
                "127.0.0.1:" + server.getAddress().getPort(),
                "127.0.0.1:" + forbidden.getAddress().getPort()));
        List<Map<String, List<String>>> seen = new ArrayList<>();
        forbidden.createContext("/landed", exchange -> {
            seen.add(Map.copyOf(exchange.getRequestHeaders()));
            answer(exchange, 200, "");
        });
        redirect("/other", 307, "http://127.0.0.1:" + forbidden.getAddress().getPort() + "/landed");
        both.send(new OutboundRequest(
                "POST",
                base + "/other",
                Map.of("Authorization", "Bearer x", "X-Port-Signature", "v1,x", "X-Api-Key", "x", "X-Plain", "kept"),
                "body".getBytes(UTF_8)));
        both.destroy();
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst()).containsEntry("X-plain", List.of("kept"));
        assertThat(seen.getFirst()).doesNotContainKeys("Authorization", "X-port-signature", "X-api-key");
    }

    @Test
    void aRedirectWithinTheOriginIsFollowedButNotForEver() {
        server.createContext("/end", exchange -> answer(exchange, 200, exchange.getRequestMethod()));
        redirect("/start", 303, "/end");
        redirect("/loop", 302, "/loop");
        OutboundResponse response =
                client.send(new OutboundRequest("POST", base + "/start", Map.of(), "x".getBytes(UTF_8)));
        assertThat(response.text()).isEqualTo("GET");
        assertThat(failure(base + "/loop")).hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void aSilentTargetTimesOut() {
        server.createContext("/silent", exchange -> await());
        OutboundException failure = failure(base + "/silent");
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void aDrippingTargetIsCutAtTheTotalTimeOut() {
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!release.await(50, TimeUnit.MILLISECONDS)) {
                    out.write('.');
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        OutboundException failure = failure(base + "/drip");
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anEndlessAnswerIsCutAtTheSizeLimit() {
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 10_000_000_000L);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[8192];
                while (true) {
                    out.write(block);
                }
            }
        });
        assertThat(failure(base + "/huge").reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void thousandsOfHeadersAreRefused() {
        server.createContext("/headers", exchange -> {
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseHeaders().add("X-" + i, "x");
            }
            answer(exchange, 200, "");
        });
        assertThat(failure(base + "/headers").reason()).isEqualTo(Reason.BROKEN);
    }

    @Test
    void aResetInTheMiddleOfTheAnswerIsBroken() throws Exception {
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = raw.accept()) {
                    socket.getInputStream().read(new byte[1024]);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(UTF_8));
                    socket.getOutputStream().flush();
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // the client notices
                }
            });
            OutboundClient direct = client(List.of("127.0.0.1:" + raw.getLocalPort()));
            OutboundException failure = catchThrowableOfType(
                    OutboundException.class,
                    () -> direct.send(OutboundRequest.get("http://127.0.0.1:" + raw.getLocalPort() + "/")));
            assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
            assertThat(failure.isRetryable()).isTrue();
            direct.destroy();
        }
    }

    @Test
    void nobodyListeningIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        OutboundClient direct = client(List.of("127.0.0.1:" + port));
        OutboundException failure = catchThrowableOfType(
                OutboundException.class, () -> direct.send(OutboundRequest.get("http://127.0.0.1:" + port)));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        direct.destroy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/",
                "//example.org/",
                "http:///x",
                "http://user:pass@example.org/",
                "http://exa mple.org/",
                "http://example.org/\r\nHost: evil",
                "http://①②⑦.0.0.1/",
                "http://127.1/",
                "gopher://127.0.0.1:25/",
                ""
            })
    void refusesAddressesThatAreNotPlainHttp(String url) {
        assertThat(failure(url).reason()).isEqualTo(Reason.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "Transfer-Encoding", "Connection", "X Y", "X\r\nEvil", "", "X:", "ä"})
    void refusesHeadersThatFrameTheMessage(String name) {
        OutboundException failure = catchThrowableOfType(
                OutboundException.class,
                () -> client.send(new OutboundRequest("POST", base, Map.of(name, "x"), new byte[0])));
        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nEvil: 1", "a\nb", "a\u0000", "\r"})
    void refusesLineBreaksInHeaderValuesWithoutRepeatingThem(String value) {
        OutboundException failure = catchThrowableOfType(
                OutboundException.class,
                () -> client.send(new OutboundRequest("POST", base, Map.of("X-Token", value), new byte[0])));
        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure.getMessage()).doesNotContain(value);
    }

    private OutboundException failure(String url) {
        return catchThrowableOfType(OutboundException.class, () -> client.send(OutboundRequest.get(url)));
    }

    private void redirect(String path, int status, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            answer(exchange, status, "");
        });
    }

    private void await() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static OutboundClient client(List<String> allow) {
        OutboundProperties limits = new OutboundProperties(
                allow, Duration.ofSeconds(2), Duration.ofMillis(600), Duration.ofSeconds(1), DataSize.ofKilobytes(64));
        return new OutboundClient(limits, new OutboundAllowList(limits), CLOCK);
    }
}
