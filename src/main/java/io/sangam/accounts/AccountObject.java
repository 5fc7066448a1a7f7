package io.sangam.accounts;

import static io.sangam.accounts.db.Tables.ACCOUNT;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.email;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.integer;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.money;
import static io.sangam.records.FieldSpec.percent;
import static io.sangam.records.FieldSpec.phone;
import static io.sangam.records.FieldSpec.ref;
import static io.sangam.records.FieldSpec.tags;
import static io.sangam.records.FieldSpec.territory;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.url;
import static io.sangam.records.FieldSpec.user;

import io.sangam.access.Sensitivity;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What an account is made of (spec, section 4.2).
@Configuration(proxyBeanMethods = false)
class AccountObject {

    @Bean
    ObjectType accountType() {
        return ObjectType.named(Customers.ACCOUNT, "accounts", "Account", ACCOUNT)
                .ownedBy(ACCOUNT.OWNER_ID, ACCOUNT.SUCCESS_MANAGER_ID)
                .partner(ACCOUNT.PARTNER_ID)
                .territory(ACCOUNT.TERRITORY_ID, "city")
                .reached(true)
                .alike(List.of("website", "gst", "trn", "externalId"), List.of("city"))
                .titled("name")
                .columns("name", "type", "status", "owner", "city", "healthScore", "phone", "createdAt")
                .sortedBy("name")
                .extendable()
                .fields(
                        text("name", "Name", ACCOUNT.NAME)
                                .sortedBy(ACCOUNT.NAME_SORT)
                                .required(),
                        choice(
                                        "type",
                                        "Type",
                                        ACCOUNT.TYPE,
                                        FieldOption.of("company", "Company"),
                                        FieldOption.of("person", "Person"),
                                        FieldOption.of("household", "Household"),
                                        FieldOption.of("store", "Store"))
                                .required(),
                        choice(
                                        "status",
                                        "Status",
                                        ACCOUNT.STATUS,
                                        new FieldOption("active", "Active", "ok", null),
                                        new FieldOption("inactive", "Inactive", "neutral", null),
                                        new FieldOption("blocked", "Blocked", "bad", null))
                                .required(),
                        ref("parent", "Belongs to", ACCOUNT.PARENT_ID, Customers.ACCOUNT),
                        text("industry", "Industry", ACCOUNT.INDUSTRY),
                        choice(
                                "size",
                                "Size",
                                ACCOUNT.SIZE,
                                FieldOption.of("small", "Small"),
                                FieldOption.of("medium", "Medium"),
                                FieldOption.of("large", "Large")),
                        // moved by reassigning, which asks for its own right and tells both people
                        user("owner", "Owner", ACCOUNT.OWNER_ID).readOnly(),
                        user("successManager", "Success manager", ACCOUNT.SUCCESS_MANAGER_ID)
                                .in("people"),
                        ref("partner", "Partner", ACCOUNT.PARTNER_ID, "partner").in("people"),
                        territory(ACCOUNT.TERRITORY_ID).in("people"),
                        phone("phone", "Phone", ACCOUNT.PHONE, ACCOUNT.PHONE_KEY)
                                .in("contact"),
                        phone(
                                        "alternativePhone",
                                        "Alternative phone",
                                        ACCOUNT.ALTERNATIVE_PHONE,
                                        ACCOUNT.ALTERNATIVE_PHONE_KEY)
                                .in("contact"),
                        email("email", "E-mail", ACCOUNT.EMAIL, ACCOUNT.EMAIL_NORM)
                                .in("contact"),
                        url("website", "Website", ACCOUNT.WEBSITE).in("contact"),
                        text("street", "Street", ACCOUNT.STREET).in("contact"),
                        text("postalCode", "Postal code", ACCOUNT.POSTAL_CODE)
                                .maxLength(20)
                                .in("contact"),
                        text("city", "City", ACCOUNT.CITY).sortable().in("contact"),
                        text("state", "State", ACCOUNT.STATE).in("contact"),
                        text("country", "Country", ACCOUNT.COUNTRY).in("contact"),
                        date("customerSince", "Customer since", ACCOUNT.CUSTOMER_SINCE),
                        tags("tags", "Tags", ACCOUNT.TAGS),
                        longText("notes", "Notes", ACCOUNT.NOTES),
                        percent("healthScore", "Health", ACCOUNT.HEALTH_SCORE).in("health"),
                        choice(
                                        "engagement",
                                        "Engagement",
                                        ACCOUNT.ENGAGEMENT,
                                        new FieldOption("high", "High", "ok", null),
                                        new FieldOption("medium", "Medium", "info", null),
                                        new FieldOption("low", "Low", "warn", null))
                                .in("health"),
                        choice(
                                        "onboarding",
                                        "Onboarding",
                                        ACCOUNT.ONBOARDING,
                                        new FieldOption("pending", "Pending", "neutral", null),
                                        new FieldOption("in_progress", "In progress", "info", null),
                                        new FieldOption("completed", "Completed", "ok", null),
                                        new FieldOption("failed", "Failed", "bad", null))
                                .in("health"),
                        choice(
                                        "callFrequency",
                                        "Call every",
                                        ACCOUNT.CALL_FREQUENCY,
                                        FieldOption.of("weekly", "Week"),
                                        FieldOption.of("biweekly", "Two weeks"),
                                        FieldOption.of("monthly", "Month"))
                                .in("terms"),
                        text("preferredTime", "Best time to call", ACCOUNT.PREFERRED_TIME)
                                .maxLength(100)
                                .in("terms"),
                        money("creditLimit", "Credit limit", ACCOUNT.CREDIT_LIMIT_MINOR, ACCOUNT.CREDIT_LIMIT_CURRENCY)
                                .sensitive(Sensitivity.FINANCIAL)
                                .in("terms"),
                        integer("paymentTerms", "Payment terms in days", ACCOUNT.PAYMENT_TERMS_DAYS)
                                .in("terms"),
                        percent("discount", "Discount", ACCOUNT.DISCOUNT_PERCENT)
                                .in("terms"),
                        text("gst", "GST number", ACCOUNT.GST).maxLength(30).in("terms"),
                        text("trn", "Tax registration number", ACCOUNT.TRN)
                                .maxLength(30)
                                .in("terms"),
                        text("source", "Source", ACCOUNT.SOURCE).maxLength(60).in("source"),
                        text("externalId", "Id elsewhere", ACCOUNT.EXTERNAL_ID)
                                .maxLength(100)
                                .in("source"),
                        text("referralCode", "Referral code", ACCOUNT.REFERRAL_CODE)
                                .maxLength(40)
                                .in("source"),
                        ref("referredBy", "Referred by", ACCOUNT.REFERRED_BY_ID, Customers.ACCOUNT)
                                .in("source"),
                        instant("createdAt", "Created", ACCOUNT.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", ACCOUNT.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", ACCOUNT.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", ACCOUNT.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }
}
