package io.sangam.sources;

import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import io.sangam.records.TagList;
import java.math.BigDecimal;
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
    private static final String LONGEST = " maxlength=\"300\"";

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;color:#1a1d21;background:#fff;margin:0;padding:24px}
            main{max-width:32rem;margin:auto}
            label{display:block;margin:0 0 16px}
            input:not([type=checkbox]),select,textarea{box-sizing:border-box;display:block;width:100%;min-height:44px;\
            padding:8px 12px;font:inherit;border:1px solid #8a929b;border-radius:8px}
            button{min-height:44px;padding:8px 20px;font:inherit;font-weight:600;color:#fff;background:#2455c3;border:0;\
            border-radius:8px}
            .error{color:#b3261e}
            .trap{position:absolute;inset-inline-start:-9999px}
            """;

    static final String STYLE_HASH = hash(STYLE);

    private FormPage() {}

    static String empty(ObjectType type, SourceDefinition.LeadForm form) {
        return page(form, questions(type, form, Map.of(), Map.of()));
    }

    static String again(
            ObjectType type,
            SourceDefinition.LeadForm form,
            Map<String, @Nullable String> typed,
            SangamException refusal) {
        var errors = new LinkedHashMap<String, String>();
        refusal.errors()
                .forEach(error -> errors.putIfAbsent(
                        error.pointer().substring(error.pointer().lastIndexOf('/') + 1), error.message()));
        return page(form, questions(type, form, typed, errors));
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
            ObjectType type,
            SourceDefinition.LeadForm form,
            Map<String, @Nullable String> typed,
            Map<String, String> errors) {
        var intro = form.intro() == null ? "" : "<p>" + text(form.intro()) + "</p>";
        var questions = form.questions().stream()
                .flatMap(question -> type
                        .field(question.field())
                        .map(spec -> question(spec, question, typed.get(spec.key()), errors.get(spec.key())))
                        .stream())
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
            FieldSpec<?> spec, SourceDefinition.FormQuestion question, @Nullable String value, @Nullable String error) {
        var name = text(spec.key());
        var problem =
                error == null ? "" : "<span class=\"error\" id=\"%s-error\">%s</span>".formatted(name, text(error));
        var state = "name=\"" + name + "\"" + (question.required() ? " required" : "")
                + (error == null ? "" : " aria-invalid=\"true\" aria-describedby=\"" + name + "-error\"");
        var label = text(question.label()) + (question.required() ? " *" : "");
        var control = control(spec, state, value == null ? "" : value);
        return spec.kind() == FieldKind.BOOL
                ? "<label>%s %s%s</label>".formatted(control, label, problem)
                : "<label>%s%s%s</label>".formatted(label, control, problem);
    }

    private static String control(FieldSpec<?> spec, String state, String value) {
        return switch (spec.kind()) {
            case LONG_TEXT -> "<textarea %s rows=\"4\" maxlength=\"5000\">%s</textarea>".formatted(state, text(value));
            case CHOICE -> "<select %s><option value=\"\"></option>%s</select>".formatted(state, options(spec, value));
            case MULTI_CHOICE -> "<select %s multiple>%s</select>".formatted(state, options(spec, value));
            case BOOL ->
                "<input type=\"checkbox\" %s value=\"yes\"%s>".formatted(state, value.isEmpty() ? "" : " checked");
            case INTEGER -> input("number", state + " step=\"1\"", value);
            case PERCENT -> input("number", state + " step=\"1\" min=\"0\" max=\"100\"", value);
            case NUMBER ->
                input("number", state + " step=\"" + BigDecimal.ONE.movePointLeft(spec.decimals()) + "\"", value);
            case MONEY -> input("number", state + " step=\"any\" min=\"0\"", value);
            case DATE -> input("date", state, value);
            case PHONE -> input("tel", state + LONGEST, value);
            case EMAIL -> input("email", state + LONGEST, value);
            case URL -> input("url", state + LONGEST, value);
            case TEXT, TAGS, INSTANT, USER, USERS, REF, STATUS -> input("text", state + LONGEST, value);
        };
    }

    private static String input(String type, String state, String value) {
        return "<input type=\"%s\" %s value=\"%s\">".formatted(type, state, text(value));
    }

    private static String options(FieldSpec<?> spec, String value) {
        var chosen = TagList.split(value);
        return spec.options().stream()
                .filter(FieldOption::isOffered)
                .map(option -> "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                                text(option.value()),
                                chosen.contains(option.value()) ? " selected" : "",
                                text(option.label())))
                .collect(Collectors.joining());
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
