package io.sangam.leads;

import static io.sangam.leads.db.Tables.LEAD;
import static io.sangam.records.FieldSpec.bool;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.email;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.integer;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.money;
import static io.sangam.records.FieldSpec.percent;
import static io.sangam.records.FieldSpec.phone;
import static io.sangam.records.FieldSpec.status;
import static io.sangam.records.FieldSpec.tags;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.url;
import static io.sangam.records.FieldSpec.user;

import io.sangam.access.Sensitivity;
import io.sangam.accounts.Customers;
import io.sangam.assignment.Responsibility;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import io.sangam.tenancy.Preset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a lead is made of (spec, section 4.3): the one place that lists its fields.
@Configuration(proxyBeanMethods = false)
class LeadObject {

    static final String KEY = "lead";

    @Bean
    ObjectType leadType() {
        return ObjectType.named(KEY, "leads", "Lead", LEAD)
                .ownedBy(LEAD.OWNER_ID, LEAD.CALLER_ID)
                .partner(LEAD.PARTNER_ID)
                .territory(LEAD.TERRITORY_ID, "city")
                .reached(false)
                .alike(List.of(), List.of("company", "city"))
                .numbered("LEAD")
                .columns("title", "company", "status", "temperature", "expectedValue", "owner", "phone", "createdAt")
                .sortedBy("-createdAt")
                .onBoard("expectedValue", "probability", "nextStep")
                .extendable()
                .fields(
                        text("number", "Number", LEAD.NUMBER).sortable().readOnly(),
                        text("title", "Name", LEAD.TITLE)
                                .sortedBy(LEAD.TITLE_SORT)
                                .required(),
                        text("firstName", "First name", LEAD.FIRST_NAME).in("contact"),
                        text("lastName", "Last name", LEAD.LAST_NAME).in("contact"),
                        text("company", "Company", LEAD.COMPANY),
                        FieldSpec.ref("account", "Account", LEAD.ACCOUNT_ID, Customers.ACCOUNT),
                        FieldSpec.ref("contact", "Contact", LEAD.CONTACT_ID, Customers.CONTACT),
                        status("status", "Status", LEAD.STATUS),
                        FieldSpec.ref("pipeline", "Pipeline", LEAD.PIPELINE_ID, "pipeline")
                                .readOnly()
                                .in("system"),
                        instant("statusSince", "In status since", LEAD.STATUS_SINCE)
                                .readOnly(),
                        instant("nextStep", "Next step", LEAD.NEXT_STEP_AT).readOnly(),
                        choice(
                                "temperature",
                                "Temperature",
                                LEAD.TEMPERATURE,
                                new FieldOption("hot", "Hot", "bad", null),
                                new FieldOption("warm", "Warm", "warn", null),
                                new FieldOption("cold", "Cold", "info", null)),
                        money(
                                "expectedValue",
                                "Expected value",
                                LEAD.EXPECTED_VALUE_MINOR,
                                LEAD.EXPECTED_VALUE_CURRENCY),
                        percent("probability", "Probability", LEAD.PROBABILITY),
                        date("expectedClose", "Expected close", LEAD.EXPECTED_CLOSE),
                        // moved by reassigning, which asks for its own right and tells both people
                        user("owner", "Owner", LEAD.OWNER_ID).readOnly(),
                        user("caller", "Caller", LEAD.CALLER_ID).in("people"),
                        FieldSpec.ref("partner", "Partner", LEAD.PARTNER_ID, "partner")
                                .in("people"),
                        // follows from the city
                        FieldSpec.territory(LEAD.TERRITORY_ID).readOnly().in("people"),
                        phone("phone", "Phone", LEAD.PHONE, LEAD.PHONE_KEY).in("contact"),
                        phone(
                                        "alternativePhone",
                                        "Alternative phone",
                                        LEAD.ALTERNATIVE_PHONE,
                                        LEAD.ALTERNATIVE_PHONE_KEY)
                                .in("contact"),
                        email("email", "E-mail", LEAD.EMAIL, LEAD.EMAIL_NORM).in("contact"),
                        text("city", "City", LEAD.CITY).sortable().in("contact"),
                        url("website", "Website", LEAD.WEBSITE).in("contact"),
                        choice(
                                        "source",
                                        "Source",
                                        LEAD.SOURCE,
                                        options(
                                                "facebook",
                                                "Facebook",
                                                "instagram",
                                                "Instagram",
                                                "google",
                                                "Google",
                                                "website",
                                                "Website",
                                                "partner",
                                                "Partner",
                                                "referral",
                                                "Referral",
                                                "self",
                                                "Self",
                                                "outbound",
                                                "Outbound",
                                                "call",
                                                "Call",
                                                "office_visit",
                                                "Office visit",
                                                "whatsapp",
                                                "WhatsApp",
                                                "web_chat",
                                                "Web chat",
                                                "import",
                                                "Import",
                                                "other",
                                                "Other"))
                                .required()
                                .in("source"),
                        text("subSource", "Sub-source", LEAD.SUB_SOURCE).in("source"),
                        choice(
                                        "category",
                                        "Category",
                                        LEAD.CATEGORY,
                                        options("direct", "Direct", "indirect", "Indirect"))
                                .in("source"),
                        text("referredBy", "Referred by", LEAD.REFERRED_BY).in("source"),
                        longText("painPoint", "Pain point", LEAD.PAIN_POINT).maxLength(2_000),
                        longText("description", "Description", LEAD.DESCRIPTION),
                        tags("tags", "Tags", LEAD.TAGS),
                        choice(
                                        "lostReason",
                                        "Lost reason",
                                        LEAD.LOST_REASON,
                                        options(
                                                "price",
                                                "Price",
                                                "competitor",
                                                "Competitor",
                                                "budget",
                                                "Budget",
                                                "timeline",
                                                "Timeline",
                                                "feature_gaps",
                                                "Feature gaps",
                                                "no_response",
                                                "No response",
                                                "other",
                                                "Other"))
                                .in("outcome"),
                        longText("rejectionReason", "Rejection reason", LEAD.REJECTION_REASON)
                                .maxLength(1_000)
                                .in("outcome"),
                        FieldSpec.ref("deal", "Deal", LEAD.DEAL_ID, "deal")
                                .readOnly()
                                .in("outcome"),
                        instant("convertedAt", "Converted", LEAD.CONVERTED_AT)
                                .readOnly()
                                .in("outcome"),
                        bool("qualified", "Qualified", LEAD.IS_QUALIFIED),
                        choice(
                                        "accountType",
                                        "Account type",
                                        LEAD.ACCOUNT_TYPE,
                                        options(
                                                "individual",
                                                "Individual",
                                                "huf",
                                                "HUF",
                                                "corporate",
                                                "Corporate",
                                                "nri",
                                                "NRI",
                                                "llp",
                                                "LLP",
                                                "minor",
                                                "Minor",
                                                "partnership",
                                                "Partnership",
                                                "others",
                                                "Others"))
                                .only(Preset.BROKER_OFFICE)
                                .in("account"),
                        text("clientId", "Client id", LEAD.CLIENT_ID)
                                .sensitive(Sensitivity.PERSONAL)
                                .only(Preset.BROKER_OFFICE)
                                .in("account"),
                        text("podId", "Proof of delivery id", LEAD.POD_ID)
                                .only(Preset.BROKER_OFFICE)
                                .in("account"),
                        instant("accountOpenedAt", "Account opened", LEAD.ACCOUNT_OPENED_AT)
                                .readOnly()
                                .only(Preset.BROKER_OFFICE)
                                .in("account"),
                        instant("accountActivatedAt", "Account activated", LEAD.ACCOUNT_ACTIVATED_AT)
                                .readOnly()
                                .only(Preset.BROKER_OFFICE)
                                .in("account"),
                        text("erp", "ERP", LEAD.ERP).only(Preset.PARTNER_SALES),
                        text("erpVersion", "ERP version", LEAD.ERP_VERSION).only(Preset.PARTNER_SALES),
                        integer("subCompanyCount", "Sub-companies", LEAD.SUB_COMPANY_COUNT)
                                .only(Preset.PARTNER_SALES),
                        text("utmSource", "UTM source", LEAD.UTM_SOURCE).in("tracking"),
                        text("utmMedium", "UTM medium", LEAD.UTM_MEDIUM).in("tracking"),
                        text("utmCampaign", "UTM campaign", LEAD.UTM_CAMPAIGN).in("tracking"),
                        text("utmTerm", "UTM term", LEAD.UTM_TERM).in("tracking"),
                        text("utmContent", "UTM content", LEAD.UTM_CONTENT).in("tracking"),
                        url("referrerUrl", "Referrer", LEAD.REFERRER_URL).in("tracking"),
                        url("landingPage", "Landing page", LEAD.LANDING_PAGE).in("tracking"),
                        text("gclid", "Google click id", LEAD.GCLID).in("tracking"),
                        text("fbclid", "Facebook click id", LEAD.FBCLID).in("tracking"),
                        FieldSpec.ref("previousLead", "Previous lead", LEAD.PREVIOUS_LEAD_ID, KEY)
                                .readOnly()
                                .in("source"),
                        integer("resubmittedCount", "Resubmissions", LEAD.RESUBMITTED_COUNT)
                                .readOnly()
                                .in("source"),
                        instant("resubmittedAt", "Last resubmission", LEAD.RESUBMITTED_AT)
                                .readOnly()
                                .in("source"),
                        bool(Responsibility.FINAL_OVERDUE, "Nobody left to take it", LEAD.FINAL_OVERDUE)
                                .readOnly()
                                .in("system"),
                        instant("createdAt", "Created", LEAD.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", LEAD.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", LEAD.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", LEAD.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }

    /// Values and labels in turn.
    private static FieldOption[] options(String... pairs) {
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .map(i -> FieldOption.of(pairs[i], pairs[i + 1]))
                .toArray(FieldOption[]::new);
    }
}
