package io.sangam.mail;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The languages mails are written in: those of the web app.
public enum MailLanguage {
    ENGLISH(Locale.ENGLISH),
    HINDI(Locale.of("hi")),
    ARABIC(Locale.of("ar")),
    GERMAN(Locale.GERMAN);

    private final Locale locale;

    MailLanguage(Locale locale) {
        this.locale = locale;
    }

    /// What somebody reads, as far as it is one of these, else English. The region does not matter.
    ///
    /// @param own what he chose, if he did
    /// @param usual of his company
    public static MailLanguage of(@Nullable String own, String usual) {
        var language =
                Locale.forLanguageTag(Objects.requireNonNullElse(own, usual)).getLanguage();
        return List.of(values()).stream()
                .filter(each -> each.locale.getLanguage().equals(language))
                .findFirst()
                .orElse(ENGLISH);
    }

    /// By its code, or its name in English or in itself: as people write it down.
    public static Optional<MailLanguage> named(String typed) {
        return Stream.of(values())
                .filter(each -> Stream.of(
                                each.locale.getLanguage(),
                                each.locale.getDisplayLanguage(Locale.ENGLISH),
                                each.locale.getDisplayLanguage(each.locale))
                        .anyMatch(typed.strip()::equalsIgnoreCase))
                .findFirst();
    }

    public Locale locale() {
        return locale;
    }

    boolean isRightToLeft() {
        return this == ARABIC;
    }

    /// `invitation.txt` is English, `invitation.de.txt` the same in German.
    public String file(String template) {
        return this == ENGLISH ? template : template.replaceFirst("(?=\\.txt$)", "." + locale.getLanguage());
    }
}
