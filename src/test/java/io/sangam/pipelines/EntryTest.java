package io.sangam.pipelines;

import static io.sangam.leads.db.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;

import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryTest {

    /// On the leads' table because an object type wants a table with the common columns; none is read here.
    private static final ObjectType CASE = ObjectType.named("case", "cases", "Case", LEAD)
            .fields(
                    FieldSpec.text("podId", "Pod id", field("pod_id", String.class)),
                    FieldSpec.text("clientId", "Client id", field("client_id", String.class)),
                    FieldSpec.text("reason", "Reason", field("reason", String.class)))
            .build();

    private static final Condition BOTH_IDS = new Condition.RequiredField(List.of("podId", "clientId"));
    private static final Condition LISTED_REASON = new Condition.RequiredReason("reason", List.of("price"));
    private static final Condition ANY_REASON = new Condition.RequiredReason("reason", List.of());

    @Test
    void asksOnlyForTheFieldsThatAreMissing() {
        assertThat(entry(Map.of("podId", "P-1"), Map.of()).unmet(asking(BOTH_IDS)))
                .containsExactly(new Condition.RequiredField(List.of("clientId")));
    }

    @Test
    void takesFieldsThatComeWithTheMove() {
        assertThat(entry(Map.of("podId", "P-1"), Map.of("clientId", "C-1")).unmet(asking(BOTH_IDS)))
                .isEmpty();
    }

    @Test
    void noticesAFieldThatTheMoveItselfEmpties() {
        var emptied = new HashMap<String, @Nullable Object>();
        emptied.put("podId", null);

        assertThat(entry(Map.of("podId", "P-1", "clientId", "C-1"), emptied).unmet(asking(BOTH_IDS)))
                .containsExactly(new Condition.RequiredField(List.of("podId")));
    }

    @Test
    void wantsAReasonForThisMove() {
        assertThat(entry(Map.of("reason", "price"), Map.of()).unmet(asking(LISTED_REASON)))
                .containsExactly(LISTED_REASON);
        assertThat(entry(Map.of(), Map.of("reason", "price")).unmet(asking(LISTED_REASON)))
                .isEmpty();
    }

    @Test
    void wantsAReasonFromTheList() {
        assertThat(entry(Map.of(), Map.of("reason", "weather")).unmet(asking(LISTED_REASON)))
                .containsExactly(LISTED_REASON);
        assertThat(entry(Map.of(), Map.of("reason", "weather")).unmet(asking(ANY_REASON)))
                .isEmpty();
    }

    @Test
    void wantsATaskMadeInTheSameStepUnlessAnOpenOneWillDo() {
        var strict = new Condition.RequiredTask("follow_up", null);
        var lenient = new Condition.RequiredTask("follow_up", true);

        var withOpenTask = new Entry(state(Map.of()), Map.of(), false, "follow_up"::equals, _ -> true);
        var bringingOne = new Entry(state(Map.of()), Map.of(), true, _ -> false, _ -> true);

        assertThat(withOpenTask.unmet(asking(strict))).containsExactly(strict);
        assertThat(withOpenTask.unmet(asking(lenient))).isEmpty();
        assertThat(bringingOne.unmet(asking(strict))).isEmpty();
    }

    @Test
    void neverInsistsOnClosingTasks() {
        assertThat(entry(Map.of(), Map.of()).unmet(asking(new Condition.OfferCloseTasks("follow_up"))))
                .isEmpty();
    }

    private static Entry entry(Map<String, @Nullable Object> stored, Map<String, @Nullable Object> given) {
        return new Entry(state(stored), given, false, _ -> false, _ -> true);
    }

    private static RecordState state(Map<String, @Nullable Object> values) {
        return new RecordState(CASE, new UUID(0, 1), 0, true, values);
    }

    private static Status asking(Condition condition) {
        return new Status(
                "next",
                "Next",
                StatusGroup.PROGRESS,
                StatusColor.NEUTRAL,
                0,
                null,
                null,
                List.of(condition),
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }
}
