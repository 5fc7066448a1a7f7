package io.sangam.deals;

import static io.sangam.deals.db.Tables.DEAL;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.money;
import static io.sangam.records.FieldSpec.percent;
import static io.sangam.records.FieldSpec.ref;
import static io.sangam.records.FieldSpec.status;
import static io.sangam.records.FieldSpec.tags;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;
import static io.sangam.records.FieldSpec.users;

import io.sangam.accounts.Customers;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import io.sangam.records.StaleTimes;
import io.sangam.records.Watchers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a deal is made of (spec, section 4.3): the one place that lists its fields.
@Configuration(proxyBeanMethods = false)
class DealObject {

    static final String KEY = "deal";

    @Bean
    ObjectType dealType() {
        return ObjectType.named(KEY, "deals", "Deal", DEAL)
                .ownedBy(DEAL.OWNER_ID)
                .partner(DEAL.PARTNER_ID)
                .columns(
                        "title",
                        "account",
                        "status",
                        "value",
                        "probability",
                        "expectedClose",
                        "owner",
                        "nextStep",
                        "createdAt")
                .sortedBy("-createdAt")
                .onBoard("value", "probability", "nextStep")
                .extendable()
                .fields(
                        text("title", "Name", DEAL.TITLE)
                                .sortedBy(DEAL.TITLE_SORT)
                                .required(),
                        money("value", "Value", DEAL.VALUE_MINOR, DEAL.VALUE_CURRENCY),
                        status("status", "Stage", DEAL.STATUS),
                        // named when a deal is made
                        ref("pipeline", "Pipeline", DEAL.PIPELINE_ID, "pipeline")
                                .readOnly()
                                .in("system"),
                        instant("statusSince", "In stage since", DEAL.STATUS_SINCE)
                                .readOnly(),
                        instant(StaleTimes.FIELD, "Stale from", DEAL.STALE_AT).readOnly(),
                        instant("nextStep", "Next step", DEAL.NEXT_STEP_AT).readOnly(),
                        percent("probability", "Probability", DEAL.PROBABILITY),
                        date("expectedClose", "Expected close", DEAL.EXPECTED_CLOSE),
                        instant(DealReminders.FIELD, "Reminder", DEAL.REMINDER_AT),
                        // moved by reassigning, which asks for its own right and tells both people
                        user("owner", "Owner", DEAL.OWNER_ID).readOnly(),
                        users(Watchers.FIELD, "Watchers", DEAL.WATCHERS).in("people"),
                        ref(Customers.ACCOUNT, "Account", DEAL.ACCOUNT_ID, Customers.ACCOUNT),
                        ref(Customers.CONTACT, "Contact", DEAL.CONTACT_ID, Customers.CONTACT)
                                .in("people"),
                        ref("lead", "Lead", DEAL.LEAD_ID, "lead").in("people"),
                        ref("partner", "Partner", DEAL.PARTNER_ID, "partner").in("people"),
                        choice(
                                        "result",
                                        "Result",
                                        DEAL.RESULT,
                                        new FieldOption("open", "Open", "info", null),
                                        new FieldOption("won", "Won", "ok", null),
                                        new FieldOption("lost", "Lost", "bad", null))
                                .readOnly()
                                .in("outcome"),
                        instant("closedAt", "Closed", DEAL.CLOSED_AT).readOnly().in("outcome"),
                        choice(
                                        "outcomeReason",
                                        "Lost reason",
                                        DEAL.OUTCOME_REASON,
                                        FieldOption.of("price", "Price"),
                                        FieldOption.of("competitor", "Competitor"),
                                        FieldOption.of("budget", "Budget"),
                                        FieldOption.of("timeline", "Timeline"),
                                        FieldOption.of("feature_gaps", "Feature gaps"),
                                        FieldOption.of("no_response", "No response"),
                                        FieldOption.of("no_decision", "No decision"),
                                        FieldOption.of("other", "Other"))
                                .in("outcome"),
                        longText("description", "Description", DEAL.DESCRIPTION),
                        tags("tags", "Tags", DEAL.TAGS),
                        instant("createdAt", "Created", DEAL.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", DEAL.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", DEAL.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", DEAL.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }
}
