package io.sangam.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.jooq.impl.DSL.field;

import io.sangam.kernel.SangamException.FieldError;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DefinitionCheckTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, FieldSpec<?>> FIELDS = Map.of(
            "podId", FieldSpec.text("podId", "Pod id", field("pod_id", String.class)),
            "number",
                    FieldSpec.text("number", "Number", field("number", String.class))
                            .readOnly(),
            "reason",
                    FieldSpec.choice(
                            "reason", "Reason", field("reason", String.class), FieldOption.of("price", "Price")),
            "openedAt", FieldSpec.instant("openedAt", "Opened", field("opened_at", Instant.class)),
            "signedOn", FieldSpec.date("signedOn", "Signed", field("signed_on", LocalDate.class)),
            "users", FieldSpec.integer("users", "Users", field("users", Integer.class)));

    @Test
    void findsNothingWrongWithASoundPipeline() {
        assertThat(problems("""
                [{"key":"new","label":"New","group":"open",
                  "expiry":{"days":60,"since":"created","to":"gone"}},
                 {"key":"sent","label":"Sent","group":"waiting","allowedFrom":["new"],
                  "conditions":[{"type":"requiredField","fields":["podId"]},
                                {"type":"requiredTask","kind":"follow_up"},
                                {"type":"offerCloseTasks","kind":"call"}],
                  "effects":[{"type":"setOnce","field":"openedAt","value":"now"},
                             {"type":"setOnce","field":"signedOn","value":"today"},
                             {"type":"setOnce","field":"reason","value":"price"},
                             {"type":"createTask","title":"Call","kind":"call","dueInHours":2},
                             {"type":"notify","role":"owner"}],
                  "expiry":{"days":30,"since":"openedAt","to":"gone"}},
                 {"key":"lost","label":"Lost","group":"lost",
                  "conditions":[{"type":"requiredReason","field":"reason","options":["price"]}]},
                 {"key":"gone","label":"Gone","group":"expired"}]
                """)).isEmpty();
    }

    @Test
    void wantsAtLeastOneStatus() {
        assertThat(problems("[]")).extracting(FieldError::pointer).containsExactly("/statuses");
    }

    @Test
    void beginsWithOpenWork() {
        assertThat(problems("""
                [{"key":"won","label":"Won","group":"won"},{"key":"new","label":"New","group":"open"}]
                """))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(tuple("/statuses/0/group", "FIRST_NOT_OPEN"));
    }

    @Test
    void pointsAtKeysThatAreTakenOrMalformed() {
        assertThat(problems("""
                [{"key":"new","label":"New","group":"open"},
                 {"key":"new","label":"Newer","group":"open"},
                 {"key":"On Hold","label":"On hold","group":"waiting"},
                 {"key":"bare","label":" ","group":"waiting"}]
                """))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/statuses/1/key", "KEY_TAKEN"),
                        tuple("/statuses/2/key", "KEY_INVALID"),
                        tuple("/statuses/3/label", "SIZE"));
    }

    @Test
    void pointsAtStatusesThatDoNotExist() {
        assertThat(DefinitionCheck.problems(new Definition(statuses("""
                                        [{"key":"new","label":"New","group":"open","allowedFrom":["old"],
                                          "expiry":{"days":0,"since":"users","to":"older"}}]
                                        """), "oldest"), DefinitionCheckTest::find))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/onResubmit", "STATUS_UNKNOWN"),
                        tuple("/statuses/0/allowedFrom/0", "STATUS_UNKNOWN"),
                        tuple("/statuses/0/expiry/days", "RANGE"),
                        tuple("/statuses/0/expiry/since", "FIELD_KIND"),
                        tuple("/statuses/0/expiry/to", "STATUS_UNKNOWN"));
    }

    @Test
    void refusesAnExpiryThatNobodyCouldCarryOut() {
        assertThat(problems("""
                [{"key":"new","label":"New","group":"open","expiry":{"days":1,"since":"created","to":"far"}},
                 {"key":"next","label":"Next","group":"open","expiry":{"days":1,"since":"created","to":"asking"}},
                 {"key":"far","label":"Far","group":"expired","allowedFrom":["next"]},
                 {"key":"asking","label":"Asking","group":"lost",
                  "conditions":[{"type":"requiredReason","field":"reason","options":[]}]}]
                """))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/statuses/0/expiry/to", "STATUS_UNREACHABLE"),
                        tuple("/statuses/1/expiry/to", "STATUS_ASKS"));
    }

    @Test
    void pointsAtConditionsThatCannotBeMet() {
        assertThat(problems("""
                [{"key":"new","label":"New","group":"open",
                  "conditions":[{"type":"requiredField","fields":["nothing","number"]},
                                {"type":"requiredField","fields":[]},
                                {"type":"requiredReason","field":"users","options":[]},
                                {"type":"requiredReason","field":"reason","options":["weather"]},
                                {"type":"requiredTask","kind":"dance"}]}]
                """))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/statuses/0/conditions/0/fields/0", "FIELD_UNKNOWN"),
                        tuple("/statuses/0/conditions/0/fields/1", "FIELD_NOT_EDITABLE"),
                        tuple("/statuses/0/conditions/1/fields", "SIZE"),
                        tuple("/statuses/0/conditions/2/field", "FIELD_KIND"),
                        tuple("/statuses/0/conditions/3/options/0", "OPTION_UNKNOWN"),
                        tuple("/statuses/0/conditions/4/kind", "OPTION_UNKNOWN"));
    }

    @Test
    void pointsAtEffectsThatCannotHappen() {
        assertThat(problems("""
                [{"key":"new","label":"New","group":"open",
                  "effects":[{"type":"setOnce","field":"podId","value":"now"},
                             {"type":"setOnce","field":"openedAt","value":"today"},
                             {"type":"setOnce","field":"users","value":"5"},
                             {"type":"setOnce","field":"reason","value":"weather"},
                             {"type":"createTask","title":"","kind":"todo","dueInHours":-1},
                             {"type":"notify","role":""}]}]
                """))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        tuple("/statuses/0/effects/0/field", "FIELD_KIND"),
                        tuple("/statuses/0/effects/1/field", "FIELD_KIND"),
                        tuple("/statuses/0/effects/2/field", "FIELD_KIND"),
                        tuple("/statuses/0/effects/3/value", "OPTION_UNKNOWN"),
                        tuple("/statuses/0/effects/4/title", "SIZE"),
                        tuple("/statuses/0/effects/4/dueInHours", "RANGE"),
                        tuple("/statuses/0/effects/5/role", "REQUIRED"));
    }

    private static List<FieldError> problems(String statuses) {
        return DefinitionCheck.problems(new Definition(statuses(statuses), null), DefinitionCheckTest::find);
    }

    private static List<Status> statuses(String json) {
        return JSON.readValue("{\"statuses\":" + json + "}", Definition.class).statuses();
    }

    private static Optional<FieldSpec<?>> find(String key) {
        return Optional.ofNullable(FIELDS.get(key));
    }
}
