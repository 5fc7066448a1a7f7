package io.sangam.outbound;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// How [Outbound] speaks HTTP. Redirects are never followed; cookies, passwords, proxies and compression are off, and a
/// connection is used once, so that each is checked anew.
@Configuration(proxyBeanMethods = false)
class OutboundClient {

    private static final int CONNECTIONS = 200;

    /// Not before there is something to send: reading the certificates of those to trust is a noticeable part of a
    /// start.
    @Bean
    @Lazy
    CloseableHttpClient outboundHttp(OutboundGuard guard, OutboundSettings settings) {
        var total = Timeout.of(settings.total());
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guard)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connect()))
                                .setSocketTimeout(total)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(total)
                        .setResponseTimeout(total)
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setUserAgent("Sangam")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }
}
