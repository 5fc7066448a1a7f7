package io.sangam.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.sangam.kernel.SangamException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SS-01, SS-02, SS-04, SS-05, SS-07.
class OutboundGuardTest {

    private static final String PUBLIC = "93.184.215.14";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/", // plain text
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "//example.com/",
                "https:///path",
                "https://user@example.com/",
                "https://user:pass@example.com/",
                "https://example.com@127.0.0.1/",
                "https://example.com#@127.0.0.1/",
                "https://example.com./",
                "https://exa mple.com/",
                "https://example.com/\r\nHost: other",
                "https://exämple.com/",
                "https://①②⑦.⓪.⓪.①/",
                "https://example.com:22/",
                "https://example.com:25/",
                "https://example.com:80/",
                "https://example.com:5432/",
                "https://example.com:6379/",
                "https://example.com:8080/",
                "https://localhost/",
                "https://metadata/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.0.01/",
                "https://[fe80::1%25eth0]/",
                "https://[::1%251]/",
                "javascript:alert(1)",
                ""
            })
    void refusesWhatIsNoAddressToSendTo(String url) {
        assertThat(guard(Map.of()).parse(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a9fe:a9fe",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1"
            })
    void refusesNamesThatLeadToAddressesNobodyOutsideMayReach(String address) {
        var guard = guard(Map.of("inside.example.com", List.of(PUBLIC, address)));

        assertThatExceptionOfType(OutboundGuard.ForbiddenAddress.class)
                .isThrownBy(() -> guard.resolve("inside.example.com"));
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> guard.check("url", "https://inside.example.com/"))
                .satisfies(refusal ->
                        assertThat(refusal.errors().getFirst().code()).isEqualTo("URL_NOT_REACHABLE"))
                .withMessageNotContaining(address);
    }

    @Test
    void takesPublicAddressesOfBothFamilies() {
        var guard = guard(Map.of("www.example.com", List.of(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c")));

        assertThatNoException().isThrownBy(() -> guard.check("url", "https://www.example.com/hook?a=1"));
        assertThatNoException().isThrownBy(() -> guard.check("url", "https://www.example.com:443/"));
        assertThat(guard.parse("https://WWW.Example.COM/")).isNotNull();
    }

    @Test
    void asksAgainForEveryConnection() throws UnknownHostException {
        var answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1"));
        var guard = new OutboundGuard(settings(), _ -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())});

        guard.check("url", "https://rebinding.example.com/");

        assertThatExceptionOfType(OutboundGuard.ForbiddenAddress.class)
                .isThrownBy(() -> guard.resolve("rebinding.example.com", 443));
    }

    @Test
    void reachesPrivateHostsOnlyWhenTheOperatorListsThem() {
        var guard = guard(Map.of("erp.internal", List.of("10.0.0.5")), "erp.internal:8443");

        assertThatNoException().isThrownBy(() -> guard.check("url", "http://erp.internal:8443/hook"));
        assertThat(guard.parse("http://erp.internal:22/hook")).isNull();
        assertThat(guard.parse("http://other.internal:8443/hook")).isNull();
        assertThat(guard.parse("ftp://erp.internal:8443/hook")).isNull();
    }

    private static OutboundSettings settings(String... allowed) {
        return new OutboundSettings(List.of(allowed), Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000);
    }

    private static OutboundGuard guard(Map<String, List<String>> names, String... allowed) {
        return new OutboundGuard(settings(allowed), host -> {
            var found = names.get(host);
            if (found == null) {
                throw new UnknownHostException(host);
            }
            return found.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        });
    }
}
