package io.sangam.partners;

import static io.sangam.partners.db.Tables.PARTNER;
import static io.sangam.records.FieldSpec.bool;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.email;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.percent;
import static io.sangam.records.FieldSpec.phone;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;

import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a partner is made of (spec, section 4.1).
@Configuration(proxyBeanMethods = false)
class PartnerObject {

    static final String KEY = "partner";

    @Bean
    ObjectType partnerType() {
        return ObjectType.named(KEY, "partners", "Partner", PARTNER)
                .ownedBy(PARTNER.MANAGER_ID)
                .titled("name")
                .columns("name", "type", "contactName", "phone", "city", "manager", "active")
                .sortedBy("name")
                .extendable()
                .fields(
                        text("name", "Name", PARTNER.NAME)
                                .sortedBy(PARTNER.NAME_SORT)
                                .required(),
                        choice(
                                        "type",
                                        "Type",
                                        PARTNER.TYPE,
                                        FieldOption.of("growth", "Growth"),
                                        FieldOption.of("direct", "Direct"),
                                        FieldOption.of("state", "State"),
                                        FieldOption.of("regional", "Regional"))
                                .required(),
                        user("manager", "Manager", PARTNER.MANAGER_ID).required(),
                        percent("commission", "Commission", PARTNER.COMMISSION_PERCENT),
                        bool("active", "Active", PARTNER.IS_ACTIVE),
                        text("contactName", "Contact", PARTNER.CONTACT_NAME).in("contact"),
                        phone("phone", "Phone", PARTNER.PHONE, PARTNER.PHONE_KEY)
                                .in("contact"),
                        email("email", "E-mail", PARTNER.EMAIL, PARTNER.EMAIL_NORM)
                                .in("contact"),
                        text("city", "City", PARTNER.CITY).in("contact"),
                        longText("notes", "Notes", PARTNER.NOTES).maxLength(2_000),
                        instant("createdAt", "Created", PARTNER.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", PARTNER.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", PARTNER.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", PARTNER.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }
}
