package io.sangam.kernel;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Refuses texts with half a character in them, which JSON can spell by an escape and no database can keep: it would
/// store a question mark and say nothing.
@Component
public class WholeText extends SimpleModule {

    WholeText() {
        addDeserializer(String.class, new Reading());
    }

    /// Every high surrogate is followed by a low one, and no low one stands alone.
    public static boolean isWhole(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                var paired = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// What may stand in a header, a subject or a log: nothing in it ends the line.
    public static boolean isLine(String text) {
        return isWhole(text) && text.chars().noneMatch(Character::isISOControl);
    }

    private static final class Reading extends StringDeserializer {

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            @Nullable String text = super.deserialize(parser, context);
            return text == null || isWhole(text)
                    ? text
                    : context.reportInputMismatch(String.class, "The text holds half a character");
        }
    }
}
