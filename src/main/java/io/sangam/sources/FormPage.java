package io.sangam.sources;

import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// A lead form as plain HTML that works without a script. Every word is escaped: a form's author is trusted with leads,
/// not with the visitors' browsers.
final class FormPage {

    static final String ONCE = "_once";
    static final String CONSENT = "_consent";
    static final String TRAP = "nickname";

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;color:#1a1d21;background:#fff;margin:0;padding:24px}
            main{max-width:32rem;margin:auto}
            label{display:block;margin:0 0 16px}
            input:not([type=checkbox]),textarea{box-sizing:border-box;display:block;width:100%;min-height:44px;\
            padding:8px 12px;font:inherit;border:1px solid #8a929b;border-radius:8px}
            button{min-height:44px;padding:8px 20px;font:inherit;font-weight:600;color:#fff;background:#2455c3;border:0;\
            border-radius:8px}
            .error{color:#b3261e}
            .trap{position:absolute;inset-inline-start:-9999px}
            """;

    static final String STYLE_HASH = hash(STYLE);

    private FormPage() {}

    static String empty(SourceDefinition.LeadForm form) {
        return page(form, questions(form, Map.of(), Map.of()));
    }

    static String again(SourceDefinition.LeadForm form, Map<String, @Nullable String> typed, SangamException refusal) {
        var errors = new LinkedHashMap<String, String>();
        refusal.errors()
                .forEach(error -> errors.putIfAbsent(
                        error.pointer().substring(error.pointer().lastIndexOf('/') + 1), error.message()));
        return page(form, questions(form, typed, errors));
    }

    static String thanks(SourceDefinition.LeadForm form) {
        return page(form, "<p role=\"status\">" + text(form.thanks()) + "</p>");
    }

    private static String page(SourceDefinition.LeadForm form, String body) {
        return """
                <!doctype html>
                <html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
                <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
                <body><main><h1>%s</h1>
                %s
                </main></body></html>
                """.formatted(text(form.title()), STYLE, text(form.title()), body);
    }

    private static String questions(
            SourceDefinition.LeadForm form, Map<String, @Nullable String> typed, Map<String, String> errors) {
        var intro = form.intro() == null ? "" : "<p>" + text(form.intro()) + "</p>";
        var questions = form.questions().stream()
                .map(question -> question(question, typed.get(question.field()), errors.get(question.field())))
                .collect(Collectors.joining("\n"));
        var consent = form.consent() == null
                ? ""
                : """
                <label><input type="checkbox" name="%s" value="yes" required> %s%s</label>
                """.formatted(CONSENT, text(form.consent()), errors.containsKey("consent") ? " *" : "");
        return """
                %s<form method="post" action="">
                %s
                <label class="trap" aria-hidden="true">%s<input name="%s" tabindex="-1" autocomplete="off"></label>
                <input type="hidden" name="%s" value="%s">
                %s<button>%s</button>
                </form>
                """.formatted(intro, questions, TRAP, TRAP, ONCE, Ids.next(), consent, text(form.button()));
    }

    private static String question(
            SourceDefinition.FormQuestion question, @Nullable String value, @Nullable String error) {
        var type = switch (question.field()) {
            case "phone", "alternativePhone" -> "tel";
            case "email" -> "email";
            case "website" -> "url";
            default -> "text";
        };
        var name = text(question.field());
        var problem =
                error == null ? "" : "<span class=\"error\" id=\"%s-error\">%s</span>".formatted(name, text(error));
        var state = (question.required() ? " required" : "")
                + (error == null ? "" : " aria-invalid=\"true\" aria-describedby=\"" + name + "-error\"");
        var control = question.field().equals("description")
                ? "<textarea name=\"%s\" rows=\"4\" maxlength=\"5000\"%s>%s</textarea>"
                        .formatted(name, state, text(value == null ? "" : value))
                : "<input type=\"%s\" name=\"%s\" value=\"%s\" maxlength=\"300\"%s>"
                        .formatted(type, name, text(value == null ? "" : value), state);
        return "<label>%s%s%s%s</label>"
                .formatted(text(question.label()), question.required() ? " *" : "", control, problem);
    }

    private static String text(String words) {
        return HtmlUtils.htmlEscape(words, "UTF-8");
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
