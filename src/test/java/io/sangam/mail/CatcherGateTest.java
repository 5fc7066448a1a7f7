package io.sangam.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.mail.MailSettings.Reach;
import io.sangam.mail.MailSettings.Tls;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CatcherGateTest {

    @Test
    void isThereOnlyWhileSamplesAreTriedOutWithoutAMailServer() {
        assertThat(new CatcherGate(settings(null, Reach.LOOPBACK), true).admits(from("127.0.0.1")))
                .isTrue();
        assertThat(new CatcherGate(settings(null, Reach.ANYWHERE), false).admits(from("127.0.0.1")))
                .isFalse();
        assertThat(new CatcherGate(settings("mail.example.org", Reach.ANYWHERE), true).admits(from("127.0.0.1")))
                .isFalse();
    }

    @Test
    void answersOnlyTheMachineItRunsOn() {
        var gate = new CatcherGate(settings(null, Reach.LOOPBACK), true);
        var throughAProxy = from("127.0.0.1");
        throughAProxy.addHeader("X-Forwarded-For", "192.0.2.7");
        var rebound = from("127.0.0.1");
        rebound.setServerName("evil.example");

        assertThat(gate.admits(from("0:0:0:0:0:0:0:1"))).isTrue();
        assertThat(gate.admits(from("192.0.2.7"))).isFalse();
        assertThat(gate.admits(throughAProxy)).isFalse();
        assertThat(gate.admits(rebound)).isFalse();
        assertThat(new CatcherGate(settings(null, Reach.ANYWHERE), true).admits(from("192.0.2.7")))
                .isTrue();
    }

    private static MockHttpServletRequest from(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.setServerName("localhost");
        return request;
    }

    private static MailSettings settings(@Nullable String host, Reach catcher) {
        return new MailSettings(host, null, null, null, Tls.STARTTLS, null, Duration.ZERO, Duration.ZERO, 1, catcher);
    }
}
