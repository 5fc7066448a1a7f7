package io.sangam.events;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration implements WebSocketConfigurer {

    private final SocketHub hub;
    private final SocketHandshake handshake;

    SocketConfiguration(SocketHub hub, SocketHandshake handshake) {
        this.hub = hub;
        this.handshake = handshake;
    }

    /// Origins are checked by the handshake itself: Spring's own check compares schemes, which a proxy that ends TLS
    /// changes.
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(hub, "/ws").addInterceptors(handshake).setAllowedOriginPatterns("*");
    }
}
