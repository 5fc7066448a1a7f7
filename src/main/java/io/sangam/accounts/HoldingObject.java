package io.sangam.accounts;

import static io.sangam.accounts.db.Tables.HOLDING;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.integer;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.money;
import static io.sangam.records.FieldSpec.ref;
import static io.sangam.records.FieldSpec.territory;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;

import io.sangam.access.Sensitivity;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a customer holds (spec, section 4.2: account product). Who sees an account sees its holdings.
@Configuration(proxyBeanMethods = false)
class HoldingObject {

    static final String KEY = "holding";

    @Bean
    ObjectType holdingType() {
        return ObjectType.named(KEY, "holdings", "Holding", HOLDING)
                .ownedBy(HOLDING.ACCOUNT_OWNER_ID, HOLDING.ACCOUNT_MANAGER_ID)
                .partner(HOLDING.PARTNER_ID)
                .territory(HOLDING.TERRITORY_ID)
                .titled("name")
                .columns("name", "account", "kind", "status", "expiresOn", "value")
                .sortedBy("name")
                .extendable()
                .fields(
                        text("name", "Name", HOLDING.NAME)
                                .sortedBy(HOLDING.NAME_SORT)
                                .required(),
                        ref("account", "Account", HOLDING.ACCOUNT_ID, Customers.ACCOUNT)
                                .required(),
                        choice(
                                        "kind",
                                        "Kind",
                                        HOLDING.KIND,
                                        FieldOption.of("plan", "Plan"),
                                        FieldOption.of("subscription", "Subscription"),
                                        FieldOption.of("demat", "Demat account"),
                                        FieldOption.of("other", "Other"))
                                .required(),
                        choice(
                                        "status",
                                        "Status",
                                        HOLDING.STATUS,
                                        new FieldOption("active", "Active", "ok", null),
                                        new FieldOption("renew", "To renew", "warn", null),
                                        new FieldOption("expired", "Expired", "bad", null),
                                        new FieldOption("closed", "Closed", "neutral", null))
                                .required(),
                        choice(
                                "type",
                                "Type",
                                HOLDING.TYPE,
                                FieldOption.of("individual", "Individual"),
                                FieldOption.of("huf", "HUF"),
                                FieldOption.of("corporate", "Corporate"),
                                FieldOption.of("nri", "NRI"),
                                FieldOption.of("llp", "LLP"),
                                FieldOption.of("minor", "Minor"),
                                FieldOption.of("partnership", "Partnership"),
                                FieldOption.of("others", "Others")),
                        text("clientId", "Client id", HOLDING.NUMBER)
                                .maxLength(60)
                                .sensitive(Sensitivity.PERSONAL),
                        integer("users", "Users", HOLDING.USERS),
                        money("value", "Value", HOLDING.VALUE_MINOR, HOLDING.VALUE_CURRENCY),
                        date("openedOn", "Opened", HOLDING.OPENED_ON),
                        date("activatedOn", "Activated", HOLDING.ACTIVATED_ON),
                        date("expiresOn", "Expires", HOLDING.EXPIRES_ON),
                        longText("notes", "Notes", HOLDING.NOTES).maxLength(2_000),
                        territory(HOLDING.TERRITORY_ID).in("system"),
                        instant("createdAt", "Created", HOLDING.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", HOLDING.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", HOLDING.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", HOLDING.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }
}
