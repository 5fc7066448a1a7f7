package io.sangam.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.tenancy.Preset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class DefinitionTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Presets PRESETS = new Presets(JSON);

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrites(Preset preset) {
        var definition = PRESETS.get("lead", preset).definition();

        var again = JSON.readValue(JSON.writeValueAsString(definition), Definition.class);

        assertThat(again).isEqualTo(definition);
    }

    @Test
    void writesTheDocumentedJson() {
        var status = new Status(
                "sent",
                "Sent",
                StatusGroup.WAITING,
                StatusColor.ACCENT,
                0,
                null,
                null,
                List.of(new Condition.RequiredField(List.of("podId")), new Condition.RequiredTask("call", null)),
                List.of(new Effect.SetOnce("sentAt", "now")),
                null,
                null,
                null,
                null,
                null);

        assertThat(JSON.readTree(JSON.writeValueAsString(status))).isEqualTo(JSON.readTree("""
                {"key":"sent","label":"Sent","group":"waiting","color":"accent","order":0,
                 "allowedFrom":null,"allowedRoles":null,
                 "conditions":[{"type":"requiredField","fields":["podId"]},{"type":"requiredTask","kind":"call"}],
                 "effects":[{"type":"setOnce","field":"sentAt","value":"now"}]}
                """));
    }

    @Test
    void countsTheOrderItself() {
        var definition = JSON.readValue("""
                {"statuses":[{"key":"a","label":"A","group":"open","order":7},{"key":"b","label":"B","group":"won"}]}
                """, Definition.class);

        assertThat(definition.statuses()).extracting(Status::order).containsExactly(0, 1);
    }

    @Test
    void thePartnerSalesPresetHasTheEighteenStatuses() {
        assertThat(PRESETS.get("lead", Preset.PARTNER_SALES).definition().statuses())
                .extracting(Status::label)
                .containsExactlyInAnyOrder(
                        "Open",
                        "Connected",
                        "Demo Scheduled",
                        "Reschedule Demo",
                        "Demo Given",
                        "Demo on Data",
                        "Trial Demo",
                        "Proposal Sent",
                        "On Hold",
                        "Integration Approved",
                        "Integration Approved CRM",
                        "Integration Complete",
                        "Won",
                        "Lost",
                        "Delight",
                        "Form Resubmitted",
                        "RS-Unanswered",
                        "Renew");
    }

    @Test
    void aRejectedCaseGoesBackToAFollowUpOrToItsDocuments() {
        var broker = PRESETS.get("lead", Preset.BROKER_OFFICE).definition();

        assertThat(broker.after("rejected"))
                .extracting(Status::key)
                .containsExactly("follow_up_scheduled", "documents_collected", "lead_expired");
    }

    @Test
    void aRecordWhoseStatusIsGoneIsNotStuck() {
        var simple = PRESETS.get("lead", Preset.SIMPLE).definition();

        assertThat(simple.after("a status of last year")).hasSameSizeAs(simple.statuses());
    }
}
