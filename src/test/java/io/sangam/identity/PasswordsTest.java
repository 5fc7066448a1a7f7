package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.sangam.kernel.SangamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new SecuritySettings(null, 64, null));

    @ParameterizedTest
    @CsvSource({
        "eleven char, PASSWORD_TOO_SHORT",
        "QwertyUiop123, PASSWORD_TOO_COMMON",
        "aaaaaaaaaaaaaaa, PASSWORD_TOO_COMMON",
        "Monkey2024!!!!!, PASSWORD_TOO_COMMON",
        "DragonDragonDragon, PASSWORD_TOO_COMMON",
        "1Liverpool-123456, PASSWORD_TOO_COMMON",
        "blue-ada.lovelace-42, PASSWORD_CONTAINS_EMAIL"
    })
    void refusesWhatIsGuessedFirst(String password, String code) {
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> passwords.requireAcceptable(password, "Ada.Lovelace@example.com", "newPassword"))
                .satisfies(refusal ->
                        assertThat(refusal.errors().getFirst().code()).isEqualTo(code));
    }

    @Test
    void acceptsWordsAndEmoji() {
        assertThatNoException()
                .isThrownBy(() -> passwords.requireAcceptable("six calm 🦆🦆 swim", "ada@example.com", "newPassword"));
    }

    @Test
    void comparesEveryCharacterWhicheverWayItIsTyped() {
        var long1 = "x".repeat(200) + "1";
        var hash = passwords.hash(long1);

        assertThat(passwords.matches(long1, hash)).isTrue();
        assertThat(passwords.matches("x".repeat(200) + "2", hash)).isFalse();
        assertThat(passwords.matches("cre\u0300me bru\u0302le\u0301e", passwords.hash("crème brûlée")))
                .isTrue();
    }

    @Test
    void refusesAHugePasswordBeforeHashingIt() {
        assertThatExceptionOfType(SangamException.class).isThrownBy(() -> passwords.hash("x".repeat(257)));
        assertThat(passwords.matches("x".repeat(1_000_000), passwords.hash("something else")))
                .isFalse();
    }

    @Test
    void makesPasswordsThatDiffer() {
        assertThat(passwords.generate()).hasSize(16).isNotEqualTo(passwords.generate());
    }
}
