package io.portolan.outbound;

import io.portolan.outbound.OutboundException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/// Makes outgoing calls under the guard described in the package.
///
/// A caller gets whatever answer came, whole, or an [OutboundException] that says why there is none. One call is one
/// attempt: repeating is the caller's business. Blocks for at most `portolan.outbound.total-timeout` plus a second;
/// never call it inside a transaction.
@Service
public class OutboundClient implements DisposableBean {

    private static final int MAX_REDIRECTS = 5;

    private final OutboundProperties limits;
    private final CloseableHttpClient http;
    private final Breakers breakers;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

    OutboundClient(OutboundProperties limits, OutboundAllowList allowed, Clock clock) {
        this.limits = limits;
        this.breakers = new Breakers(clock);
        this.http = HttpClients.custom()
                .setConnectionManager(GuardedConnections.create(limits, allowed))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.totalTimeout()))
                        .setResponseTimeout(Timeout.of(limits.responseTimeout()))
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /// Makes the call. Throws [OutboundException].
    public OutboundResponse send(OutboundRequest request) {
        long start = System.nanoTime();
        CheckedRequest current = CheckedRequest.of(request);
        for (int redirects = 0; ; redirects++) {
            CheckedRequest attempt = current;
            OutboundResponse response = breakers.guard(current.uri(), () -> exchange(attempt, start));
            CheckedRequest next = current.redirectedBy(response);
            if (next == null) {
                return response;
            }
            if (redirects == MAX_REDIRECTS) {
                throw new OutboundException(
                        Reason.REFUSED, current.target() + " redirects more than " + MAX_REDIRECTS + " times");
            }
            current = next;
        }
    }

    /// Makes the call and hands back a redirect as the answer that it is, for callers who decide where calls go. Throws
    /// [OutboundException].
    public OutboundResponse sendOnce(OutboundRequest request) {
        return exchange(CheckedRequest.of(request), System.nanoTime());
    }

    private OutboundResponse exchange(CheckedRequest request, long start) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        message.setHeader("User-Agent", "Portolan");
        request.headers().forEach(message::setHeader);
        if (request.body().length > 0 && !request.method().equals("GET")) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        long left = limits.totalTimeout().toNanos() - (System.nanoTime() - start);
        ScheduledFuture<?> deadline = deadlines.schedule(message::abort, Math.max(left, 0), TimeUnit.NANOSECONDS);
        try {
            return http.execute(message, response -> read(request, response, start));
        } catch (IOException | RuntimeException e) {
            throw failure(request, e, message.isAborted());
        } finally {
            deadline.cancel(false);
        }
    }

    private OutboundResponse read(CheckedRequest request, ClassicHttpResponse response, long start) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()));
        }
        byte[] body = new byte[0];
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            int limit = Math.toIntExact(limits.maxResponse().toBytes());
            InputStream stream = entity.getContent();
            body = stream.readNBytes(limit + 1);
            if (body.length > limit) {
                // Closing the stream would read the rest to save the connection; the exception discards it instead.
                throw new OutboundException(
                        Reason.TOO_LARGE, request.target() + " answers with more than " + limit + " bytes");
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new OutboundResponse(response.getCode(), request.uri().toString(), headers, body, took);
    }

    private OutboundException failure(CheckedRequest request, Exception e, boolean aborted) {
        String target = request.target();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutboundException known) {
                return known;
            }
            if (cause instanceof GuardedConnections.RefusedAddress refused) {
                return new OutboundException(Reason.REFUSED, target + " may not be called: " + refused.getMessage(), e);
            }
        }
        if (aborted) {
            return new OutboundException(
                    Reason.TIMED_OUT,
                    target + " did not finish within " + limits.totalTimeout().toMillis() + " ms",
                    e);
        }
        return switch (e) {
            case UnknownHostException unknown ->
                new OutboundException(Reason.UNREACHABLE, target + " cannot be reached: " + unknown.getMessage(), e);
            case ConnectException refused ->
                new OutboundException(Reason.UNREACHABLE, target + " cannot be reached: " + refused.getMessage(), e);
            case InterruptedIOException slow ->
                new OutboundException(
                        Reason.TIMED_OUT,
                        target + " did not answer within "
                                + limits.responseTimeout().toMillis() + " ms",
                        e);
            case SSLException tls ->
                new OutboundException(Reason.UNREACHABLE, target + " is not trusted: " + tls.getMessage(), e);
            default -> new OutboundException(Reason.BROKEN, target + " broke off the connection: " + e.getMessage(), e);
        };
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
