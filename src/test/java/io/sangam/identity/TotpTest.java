package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TotpTest {

    /// The seed of the test vectors in appendix B of RFC 6238.
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void makesTheCodesOfTheStandard() {
        assertThat(codeAt(59)).isEqualTo("287082");
        assertThat(codeAt(1_111_111_109L)).isEqualTo("081804");
        assertThat(codeAt(1_111_111_111L)).isEqualTo("050471");
        assertThat(codeAt(1_234_567_890L)).isEqualTo("005924");
        assertThat(codeAt(20_000_000_000L)).isEqualTo("353130");
    }

    @Test
    void takesTheCodeBeforeAndAfterAndNoOther() {
        var now = Instant.ofEpochSecond(1_234_567_890L);
        var step = Totp.step(now);

        assertThat(Totp.matching(SEED, Totp.code(SEED, step), now)).hasValue(step);
        assertThat(Totp.matching(SEED, Totp.code(SEED, step - 1), now)).hasValue(step - 1);
        assertThat(Totp.matching(SEED, Totp.code(SEED, step + 1), now)).hasValue(step + 1);
        assertThat(Totp.matching(SEED, Totp.code(SEED, step - 2), now)).isEmpty();
        assertThat(Totp.matching(SEED, Totp.code(SEED, step + 2), now)).isEmpty();
    }

    @Test
    void readsACodeTypedInTwoHalvesAndNothingElse() {
        var now = Instant.ofEpochSecond(1_234_567_890L);

        assertThat(Totp.matching(SEED, "005 924", now)).isPresent();
        assertThat(Totp.matching(SEED, "5924", now)).isEmpty();
        assertThat(Totp.matching(SEED, "", now)).isEmpty();
        assertThat(Totp.matching(SEED, "٠٠٥٩٢٤", now)).isEmpty();
    }

    @Test
    void spellsTheSecretForAppsAndPeople() {
        assertThat(Totp.base32("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Totp.uri("Sangam", "ada@example.com (acme)", SEED))
                .isEqualTo("otpauth://totp/Sangam:ada%40example.com%20%28acme%29"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sangam&algorithm=SHA1&digits=6&period=30");
    }

    private static String codeAt(long second) {
        return Totp.code(SEED, Totp.step(Instant.ofEpochSecond(second)));
    }
}
