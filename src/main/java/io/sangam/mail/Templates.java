package io.sangam.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sangam.kernel.PublicUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Makes a mail from a text file: a first line `Subject: …`, paragraphs between empty lines, values in braces. The HTML
/// follows from the same file. A paragraph `Do this: {link}` becomes a button there, the paragraph `{items}` the list
/// of its items, `{paragraphs}` what somebody wrote himself. Each language has a file of its own, `reset.de.txt` beside
/// `reset.txt`.
@Component
class Templates {

    private static final String FRAME = "io/sangam/mail/frame.html";
    private static final String SUBJECT = "Subject: ";
    private static final String ITEMS = "{items}";
    private static final String PARAGRAPHS = "{paragraphs}";
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern BUTTON = Pattern.compile("(?<label>[^{}]+): \\{(?<link>\\w+)}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final PublicUrl url;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    Templates(PublicUrl url) {
        this.url = url;
    }

    Mail fill(UUID id, Letter.Content content) {
        var values = content.values().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> onOneLine(each.getValue())));
        var file = file(content.language().file(content.template()));
        var body = file.indexOf("\n\n");
        var subject = filled(file.substring(SUBJECT.length(), body), values);
        var paragraphs = file.substring(body + 2).strip().split("\n\n", -1);
        var text = new StringBuilder();
        var html = new StringBuilder();
        for (var paragraph : paragraphs) {
            var button = BUTTON.matcher(paragraph);
            if (paragraph.equals(ITEMS)) {
                list(content.items(), text, html);
            } else if (paragraph.equals(PARAGRAPHS)) {
                content.paragraphs().forEach(each -> say(onOneLine(each), text, html));
            } else if (button.matches()) {
                var link = value(values, button.group("link"));
                text.append(button.group("label")).append(":\n").append(link).append("\n\n");
                html.append("<p><a class=\"button\" href=\"%s\">%s</a></p>\n"
                        .formatted(HtmlUtils.htmlEscape(link), HtmlUtils.htmlEscape(button.group("label"))));
            } else {
                say(filled(paragraph, values), text, html);
            }
        }
        var page = filled(
                file(FRAME),
                Map.of(
                        "language", content.language().locale().toLanguageTag(),
                        "direction", content.language().isRightToLeft() ? "rtl" : "ltr",
                        "subject", HtmlUtils.htmlEscape(subject),
                        "body", html.toString(),
                        "origin", HtmlUtils.htmlEscape(url.origin())));
        return new Mail(
                id,
                content.address(),
                onOneLine(content.name()),
                subject,
                text.append("-- \nSangam, ").append(url.origin()).append('\n').toString(),
                page,
                content.attachments());
    }

    private static void say(String words, StringBuilder text, StringBuilder html) {
        text.append(words).append("\n\n");
        html.append("<p>").append(HtmlUtils.htmlEscape(words)).append("</p>\n");
    }

    private static void list(List<Letter.Item> items, StringBuilder text, StringBuilder html) {
        for (var item : items) {
            var words = onOneLine(item.text());
            text.append(words).append('\n').append(item.link()).append("\n\n");
            html.append("<p><a href=\"%s\">%s</a></p>\n"
                    .formatted(HtmlUtils.htmlEscape(item.link()), HtmlUtils.htmlEscape(words)));
        }
    }

    /// In one pass, so that a value with braces in it stays what it is.
    private static String filled(String template, Map<String, String> values) {
        return VALUE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value(values, found.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The template asks for a value nobody gave: " + name);
        }
        return value;
    }

    /// What people typed can't begin a line of its own: no header, no paragraph.
    private static String onOneLine(String value) {
        return CONTROL.matcher(value).replaceAll(" ").strip();
    }

    private String file(String path) {
        return files.computeIfAbsent(path, name -> {
            try {
                return new ClassPathResource(name).getContentAsString(UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
