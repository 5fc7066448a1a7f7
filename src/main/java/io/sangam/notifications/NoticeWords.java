package io.sangam.notifications;

import io.sangam.mail.MailLanguage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// What each kind of notice says in a mail, in the languages mails are written in.
@Component
class NoticeWords {

    private static final String FILE = "io/sangam/notifications/words.txt";

    private final Map<MailLanguage, Properties> files = new ConcurrentHashMap<>();

    String say(MailLanguage language, String kind, String title) {
        return words(language).getProperty(kind, "{title}").replace("{title}", title);
    }

    Properties words(MailLanguage language) {
        return files.computeIfAbsent(language, each -> {
            var words = new Properties();
            try (var file = new InputStreamReader(
                    new ClassPathResource(each.file(FILE)).getInputStream(), StandardCharsets.UTF_8)) {
                words.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return words;
        });
    }
}
