package io.sangam.access;

import java.util.IllformedLocaleException;
import java.util.Locale;

final class Locales {

    private Locales() {}

    /// A language tag of [BCP 47](https://www.rfc-editor.org/info/bcp47), such as `en-IN`.
    static String checked(String tag) {
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            if (locale.getLanguage().isEmpty()) {
                throw new IllegalArgumentException(tag);
            }
            return locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(tag, e);
        }
    }
}
