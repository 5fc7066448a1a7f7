package io.sangam.events;

import io.sangam.kernel.KernelError;
import io.sangam.kernel.ProblemWriter;
import io.sangam.kernel.SangamException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// Opens `/ws?ticket=…` to the holder of a one-time ticket, from our own pages only. Lasting tokens have no place in an
/// address, where proxies would log them.
@Component
class SocketHandshake implements HandshakeInterceptor {

    static final String CALLER = "caller";

    private final ObjectProvider<SocketAuthenticator> authenticator;
    private final ProblemWriter problems;

    SocketHandshake(ObjectProvider<SocketAuthenticator> authenticator, ProblemWriter problems) {
        this.authenticator = authenticator;
        this.problems = problems;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        try {
            attributes.put(CALLER, caller((ServletServerHttpRequest) request));
            return true;
        } catch (SangamException refusal) {
            problems.write(
                    ((ServletServerHttpRequest) request).getServletRequest(),
                    ((ServletServerHttpResponse) response).getServletResponse(),
                    refusal);
            return false;
        }
    }

    private SocketAuthenticator.Caller caller(ServletServerHttpRequest request) {
        var servlet = request.getServletRequest();
        var parameters = servlet.getParameterMap();
        if (parameters.keySet().stream().anyMatch(name -> !name.equals("ticket"))) {
            throw new SangamException(
                    KernelError.REQUEST_MALFORMED, "A socket is opened with a ticket and no other parameter");
        }
        if (!isOwnPage(request.getHeaders())) {
            throw new SangamException(KernelError.FORBIDDEN, "Sockets are opened from our own pages only");
        }
        @Nullable String ticket = servlet.getParameter("ticket");
        @Nullable SocketAuthenticator identity = authenticator.getIfAvailable();
        if (ticket == null || identity == null) {
            throw unknown();
        }
        return identity.redeem(ticket).orElseThrow(SocketHandshake::unknown);
    }

    private static SangamException unknown() {
        return new SangamException(
                KernelError.UNAUTHENTICATED, "The ticket is missing, unknown, expired or already used");
    }

    /// Programs send no origin; browsers always do.
    private static boolean isOwnPage(HttpHeaders headers) {
        @Nullable String origin = headers.getOrigin();
        if (origin == null) {
            return true;
        }
        try {
            return URI.create(origin).getAuthority() instanceof String authority
                    && authority.equalsIgnoreCase(headers.getFirst(HttpHeaders.HOST));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}
}
