package io.sangam.accounts;

import static io.sangam.accounts.db.Tables.CONTACT;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.email;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.phone;
import static io.sangam.records.FieldSpec.ref;
import static io.sangam.records.FieldSpec.tags;
import static io.sangam.records.FieldSpec.territory;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;

import io.sangam.access.Sensitivity;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import java.util.List;
import org.jooq.Field;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a contact is made of (spec, section 4.2). Who sees an account sees its contacts: its owner and success manager
/// are theirs too.
@Configuration(proxyBeanMethods = false)
class ContactObject {

    @Bean
    ObjectType contactType() {
        return ObjectType.named(Customers.CONTACT, "contacts", "Contact", CONTACT)
                .ownedBy(CONTACT.OWNER_ID, CONTACT.ACCOUNT_OWNER_ID, CONTACT.ACCOUNT_MANAGER_ID)
                .partner(CONTACT.PARTNER_ID)
                .territory(CONTACT.TERRITORY_ID)
                .reached(true)
                .alike(List.of(), List.of("account", "city", "dateOfBirth"))
                .titled("name")
                .columns("name", "account", "jobTitle", "role", "phone", "email", "owner")
                .sortedBy("name")
                .extendable()
                .fields(
                        // follows from the two names
                        text("name", "Name", CONTACT.NAME)
                                .sortedBy(CONTACT.NAME_SORT)
                                .readOnly(),
                        text("firstName", "First name", CONTACT.FIRST_NAME).maxLength(99),
                        text("lastName", "Last name", CONTACT.LAST_NAME).maxLength(99),
                        ref("account", "Account", CONTACT.ACCOUNT_ID, Customers.ACCOUNT),
                        text("jobTitle", "Job title", CONTACT.JOB_TITLE),
                        choice(
                                "role",
                                "Role",
                                CONTACT.ROLE,
                                FieldOption.of("decision_maker", "Decision maker"),
                                FieldOption.of("buyer", "Buyer"),
                                FieldOption.of("integration", "Integration"),
                                FieldOption.of("user", "User"),
                                FieldOption.of("other", "Other")),
                        user("owner", "Owner", CONTACT.OWNER_ID).readOnly(),
                        phone("phone", "Phone", CONTACT.PHONE, CONTACT.PHONE_KEY)
                                .in("contact"),
                        phone(
                                        "alternativePhone",
                                        "Alternative phone",
                                        CONTACT.ALTERNATIVE_PHONE,
                                        CONTACT.ALTERNATIVE_PHONE_KEY)
                                .in("contact"),
                        email("email", "E-mail", CONTACT.EMAIL, CONTACT.EMAIL_NORM)
                                .in("contact"),
                        text("city", "City", CONTACT.CITY).sortable().in("contact"),
                        text("language", "Language", CONTACT.LANGUAGE)
                                .maxLength(40)
                                .in("contact"),
                        // of the account, else of the city
                        territory(CONTACT.TERRITORY_ID).in("system"),
                        date("dateOfBirth", "Date of birth", CONTACT.DATE_OF_BIRTH)
                                .sensitive(Sensitivity.PERSONAL)
                                .in("personal"),
                        choice(
                                        "maritalStatus",
                                        "Marital status",
                                        CONTACT.MARITAL_STATUS,
                                        FieldOption.of("single", "Single"),
                                        FieldOption.of("married", "Married"),
                                        FieldOption.of("other", "Other"))
                                .sensitive(Sensitivity.PERSONAL)
                                .in("personal"),
                        date("anniversary", "Anniversary", CONTACT.ANNIVERSARY)
                                .sensitive(Sensitivity.PERSONAL)
                                .in("personal"),
                        consent("consentWhatsapp", "WhatsApp consent", CONTACT.CONSENT_WHATSAPP),
                        instant("consentWhatsappAt", "WhatsApp consent since", CONTACT.CONSENT_WHATSAPP_AT)
                                .readOnly()
                                .in("consent"),
                        consent("consentEmail", "E-mail consent", CONTACT.CONSENT_EMAIL),
                        instant("consentEmailAt", "E-mail consent since", CONTACT.CONSENT_EMAIL_AT)
                                .readOnly()
                                .in("consent"),
                        consent("consentPhone", "Phone consent", CONTACT.CONSENT_PHONE),
                        instant("consentPhoneAt", "Phone consent since", CONTACT.CONSENT_PHONE_AT)
                                .readOnly()
                                .in("consent"),
                        text("consentSource", "Consent given by", CONTACT.CONSENT_SOURCE)
                                .maxLength(100)
                                .in("consent"),
                        tags("tags", "Tags", CONTACT.TAGS),
                        longText("notes", "Notes", CONTACT.NOTES),
                        instant("createdAt", "Created", CONTACT.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", CONTACT.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", CONTACT.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", CONTACT.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }

    private static FieldSpec<String> consent(String key, String label, Field<String> column) {
        return choice(
                        key,
                        label,
                        column,
                        new FieldOption("opted_in", "Yes", "ok", null),
                        new FieldOption("opted_out", "No", "bad", null))
                .in("consent");
    }
}
