package io.portolan.api;

import io.portolan.kernel.PortalException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies under `/v1` of more than 1 MiB (dialect section 0), of imports more than 20 MiB: by their announced
/// length before anything is read, else as soon as too much was read.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {

    private static final long MIB = 1024L * 1024L;
    private static final long LIMIT = MIB;
    private static final long BULK_LIMIT = 8 * MIB;
    private static final long IMPORT_LIMIT = 20 * MIB;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String importPath = request.getContextPath() + "/v1/import";
        String path = request.getRequestURI();
        if (path.endsWith("/entities/import")) {
            // a stream of lines, each with a limit of its own
            chain.doFilter(request, response);
            return;
        }
        boolean isImport = path.equals(importPath) || path.startsWith(importPath + "/");
        // a thousand entities do not fit into what the dialect allows
        long limit = isImport ? IMPORT_LIMIT : path.endsWith("/entities/bulk") ? BULK_LIMIT : LIMIT;
        if (request.getContentLengthLong() > limit) {
            ApiError.of(tooLarge(limit)).withHeader("Connection", "close").write(request, response);
            return;
        }
        chain.doFilter(new LimitedRequest(request, limit), response);
    }

    private static PortalException.TooLarge tooLarge(long limit) {
        return new PortalException.TooLarge("The body must not be larger than " + limit / MIB + " MiB");
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final long limit;

        LimitedRequest(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedInput(super.getInputStream(), limit);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedInput extends ServletInputStream {

        private final ServletInputStream input;
        private final long limit;
        private long read;

        LimitedInput(ServletInputStream input, long limit) {
            this.input = input;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = input.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = input.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return input.isFinished();
        }

        @Override
        public boolean isReady() {
            return input.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            input.setReadListener(listener);
        }
    }
}
