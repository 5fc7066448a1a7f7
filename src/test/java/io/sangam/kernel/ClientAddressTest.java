package io.sangam.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ClientAddressTest {

    @Test
    void withoutTrustedProxiesTheHeaderIsNothing() throws Exception {
        assertThat(seen("203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
    }

    @Test
    void onlyATrustedProxyIsBelieved() throws Exception {
        assertThat(seen("10.0.0.2", "198.51.100.7", "10.0.0.0/8")).isEqualTo("198.51.100.7");
        assertThat(seen("203.0.113.9", "198.51.100.7", "10.0.0.0/8")).isEqualTo("203.0.113.9");
    }

    @Test
    void whatStandsLeftOfTheLastStrangerIsMadeUp() throws Exception {
        assertThat(seen("10.0.0.2", "1.2.3.4, 198.51.100.7, 10.0.0.3", "10.0.0.0/8"))
                .isEqualTo("198.51.100.7");
        assertThat(seen("10.0.0.2", "not an address", "10.0.0.0/8")).isEqualTo("10.0.0.2");
        assertThat(seen("10.0.0.2", "", "10.0.0.0/8")).isEqualTo("10.0.0.2");
        assertThat(seen("::1", "2001:db8::7", "::1")).isEqualTo("2001:db8::7");
    }

    private static String seen(String peer, String forwarded, String... proxies) throws ServletException, IOException {
        var request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(peer);
        if (!forwarded.isEmpty()) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        var chain = new MockFilterChain();
        new ClientAddress(new ProcessSettings(ProcessRole.ALL, AddressRange.ranges(proxies)))
                .doFilter(request, new MockHttpServletResponse(), chain);
        return requireNonNull(chain.getRequest()).getRemoteAddr();
    }
}
