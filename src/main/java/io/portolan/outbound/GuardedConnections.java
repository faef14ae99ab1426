package io.portolan.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.Timeout;

/// The connection pool whose sockets refuse to connect to an address that is not public.
///
/// The check stands in [Socket#connect], on the very address that the system call gets, so that neither a name that
/// resolves differently the second time nor any spelling of an address goes round it.
final class GuardedConnections extends PoolingHttpClientConnectionManagerBuilder {

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_LINE = 16 * 1024;

    private final OutboundAllowList allowed;

    private GuardedConnections(OutboundAllowList allowed) {
        this.allowed = allowed;
    }

    static PoolingHttpClientConnectionManager create(OutboundProperties limits, OutboundAllowList allowed) {
        Timeout connect = Timeout.of(limits.connectTimeout());
        return new GuardedConnections(allowed)
                .setDnsResolver(new BoundedResolver(limits.connectTimeout()))
                .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                        .setTlsVersions(TLS.V_1_2, TLS.V_1_3)
                        .buildClassic())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MAX_HEADERS)
                                .setMaxLineLength(MAX_HEADER_LINE)
                                .build())
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(limits.responseTimeout()))
                        .setTimeToLive(1, TimeUnit.MINUTES)
                        .build())
                .setMaxConnTotal(200)
                .setMaxConnPerRoute(20)
                .build();
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
        return new DefaultHttpClientConnectionOperator(
                proxy -> new GuardedSocket(allowed),
                ports,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build());
    }

    /// The guard said no.
    static final class RefusedAddress extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedAddress(String message) {
            super(message);
        }
    }

    private static final class GuardedSocket extends Socket {
        private final OutboundAllowList allowed;

        GuardedSocket(OutboundAllowList allowed) {
            super(Proxy.NO_PROXY);
            this.allowed = allowed;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress target) || target.isUnresolved()) {
                throw new UnknownHostException("the name of the target was not found");
            }
            Optional<String> refusal = AddressGuard.refusal(target.getAddress());
            if (refusal.isPresent() && !allowed.contains(target.getHostString(), target.getPort())) {
                throw new RefusedAddress("its address " + target.getAddress().getHostAddress() + " is not public ("
                        + refusal.get() + "); an administrator can allow " + target.getHostString() + ":"
                        + target.getPort() + " with portolan.outbound.allow");
            }
            super.connect(endpoint, timeout);
        }
    }

    /// Resolves on a thread of its own, because the system's resolver knows no time-out. Addresses keep the name as it
    /// was asked for, which the allow list compares.
    private record BoundedResolver(Duration timeout) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
            Thread.ofVirtual().name("outbound-resolver").start(lookup);
            try {
                List<InetAddress> named = new ArrayList<>();
                for (InetAddress address : lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    named.add(InetAddress.getByAddress(host, address.getAddress()));
                }
                return named.toArray(InetAddress[]::new);
            } catch (ExecutionException e) {
                throw unknown("the name " + host + " was not found", e);
            } catch (TimeoutException e) {
                throw unknown("the name " + host + " was not resolved within " + timeout.toMillis() + " ms", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unknown("interrupted while resolving " + host, e);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }

        private static UnknownHostException unknown(String message, Exception cause) {
            UnknownHostException exception = new UnknownHostException(message);
            exception.initCause(cause);
            return exception;
        }
    }
}
