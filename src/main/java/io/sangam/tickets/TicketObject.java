package io.sangam.tickets;

import static io.sangam.records.FieldSpec.bool;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.integer;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.ref;
import static io.sangam.records.FieldSpec.status;
import static io.sangam.records.FieldSpec.tags;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;
import static io.sangam.tickets.db.Tables.TICKET;

import io.sangam.accounts.Customers;
import io.sangam.assignment.Responsibility;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a ticket is made of (spec, section 4.3): the one place that lists its fields.
@Configuration(proxyBeanMethods = false)
class TicketObject {

    static final String KEY = "ticket";

    @Bean
    ObjectType ticketType() {
        return ObjectType.named(KEY, "tickets", "Ticket", TICKET)
                // who raised it for a customer keeps seeing what becomes of it
                .ownedBy(TICKET.OWNER_ID, TICKET.CREATED_BY)
                .numbered("TKT")
                .pooledTo("SUPPORT")
                .mergeable()
                .columns(
                        "number",
                        "title",
                        "account",
                        "status",
                        "priority",
                        "type",
                        "owner",
                        TicketClocks.RESOLVE_DUE,
                        "createdAt")
                .sortedBy("-createdAt")
                .onBoard("nextStep")
                .extendable()
                .fields(
                        text("number", "Number", TICKET.NUMBER).sortable().readOnly(),
                        text("title", "Subject", TICKET.TITLE)
                                .sortedBy(TICKET.TITLE_SORT)
                                .required(),
                        status("status", "Status", TICKET.STATUS),
                        // named when a ticket is made
                        ref("pipeline", "Pipeline", TICKET.PIPELINE_ID, "pipeline")
                                .readOnly()
                                .in("system"),
                        instant("statusSince", "In status since", TICKET.STATUS_SINCE)
                                .readOnly(),
                        instant("nextStep", "Next step", TICKET.NEXT_STEP_AT).readOnly(),
                        choice(
                                        TicketRules.PRIORITY,
                                        "Priority",
                                        TICKET.PRIORITY,
                                        new FieldOption("low", "Low", "neutral", null),
                                        new FieldOption("normal", "Normal", "info", null),
                                        new FieldOption("high", "High", "warn", null),
                                        new FieldOption("urgent", "Urgent", "bad", null),
                                        new FieldOption("critical", "Critical", "bad", null))
                                .sortedBy(TICKET.PRIORITY_RANK)
                                .required(),
                        choice(
                                        TicketRules.TYPE,
                                        "Type",
                                        TICKET.TYPE,
                                        FieldOption.of("question", "Question"),
                                        FieldOption.of("complaint", "Complaint"),
                                        FieldOption.of("bug", "Bug"),
                                        FieldOption.of("feature", "Feature request"),
                                        FieldOption.of("sync", "Synchronisation"),
                                        FieldOption.of("reintegration", "Reintegration"),
                                        FieldOption.of("data_mismatch", "Data mismatch"),
                                        FieldOption.of("billing", "Billing"),
                                        FieldOption.of("training", "Training"),
                                        FieldOption.of("other", "Other"))
                                .required(),
                        choice(
                                        TicketRules.DEPARTMENT,
                                        "Department",
                                        TICKET.DEPARTMENT,
                                        FieldOption.of("customer_success", "Customer success"),
                                        FieldOption.of("integration", "Integration"),
                                        FieldOption.of("development", "Development"),
                                        FieldOption.of("product", "Product"),
                                        FieldOption.of("data", "Data"))
                                .required(),
                        choice(
                                        TicketRules.SOURCE,
                                        "Source",
                                        TICKET.SOURCE,
                                        FieldOption.of("call", "Call"),
                                        FieldOption.of("visit", "Visit"),
                                        FieldOption.of("mail", "E-mail"),
                                        FieldOption.of("whatsapp", "WhatsApp"),
                                        FieldOption.of("web", "Website"),
                                        FieldOption.of("internal", "Internal"),
                                        FieldOption.of("order", "Order"))
                                .required(),
                        // moved by reassigning, which asks for its own right and tells both people
                        user("owner", "Owner", TICKET.OWNER_ID).readOnly(),
                        ref(Customers.ACCOUNT, "Account", TICKET.ACCOUNT_ID, Customers.ACCOUNT),
                        ref(Customers.CONTACT, "Contact", TICKET.CONTACT_ID, Customers.CONTACT)
                                .in("people"),
                        ref("lead", "Lead", TICKET.LEAD_ID, "lead").in("people"),
                        ref(TicketRules.SPLIT_FROM, "Split from", TICKET.SPLIT_FROM_ID, KEY)
                                .readOnly()
                                .in("people"),
                        ref(TicketRules.CALL, "Made of the call", TICKET.CALL_ID, "task")
                                .readOnly()
                                .in("people"),
                        text("product", "Product", TICKET.PRODUCT),
                        longText("description", "Description", TICKET.DESCRIPTION),
                        date("followUpOn", "Follow-up", TICKET.FOLLOW_UP_ON),
                        tags("tags", "Tags", TICKET.TAGS),
                        choice(
                                        TicketRules.RESOLUTION,
                                        "Resolution",
                                        TICKET.RESOLUTION,
                                        FieldOption.of("answered", "Answered"),
                                        FieldOption.of("fixed", "Fixed"),
                                        FieldOption.of("workaround", "Workaround"),
                                        FieldOption.of("configured", "Configured"),
                                        FieldOption.of("not_reproducible", "Not reproducible"),
                                        FieldOption.of("will_not_change", "Will not change"),
                                        FieldOption.of("other", "Other"))
                                .in("outcome"),
                        longText(TicketRules.RESOLUTION_NOTES, "Resolution notes", TICKET.RESOLUTION_NOTES)
                                .in("outcome"),
                        choice(
                                        TicketRules.CLOSURE_REASON,
                                        "Closure reason",
                                        TICKET.CLOSURE_REASON,
                                        FieldOption.of("withdrawn", "Withdrawn by the customer"),
                                        FieldOption.of("duplicate", "Duplicate"),
                                        FieldOption.of("no_response", "No response"),
                                        FieldOption.of("out_of_scope", "Out of scope"),
                                        FieldOption.of("spam", "Spam"),
                                        FieldOption.of("mistake", "Raised by mistake"),
                                        FieldOption.of("other", "Other"))
                                .in("outcome"),
                        instant(TicketRules.FIRST_RESPONSE_AT, "First response", TICKET.FIRST_RESPONSE_AT)
                                .readOnly()
                                .in("service"),
                        instant(TicketClocks.FIRST_DUE, "First response due", TICKET.SLA_FIRST_DUE)
                                .readOnly()
                                .in("service"),
                        instant("firstBreachedAt", "First response overdue since", TICKET.FIRST_BREACHED_AT)
                                .readOnly()
                                .in("service"),
                        instant(TicketClocks.RESOLVE_DUE, "Resolution due", TICKET.SLA_RESOLVE_DUE)
                                .readOnly()
                                .in("service"),
                        instant("resolveBreachedAt", "Resolution overdue since", TICKET.RESOLVE_BREACHED_AT)
                                .readOnly()
                                .in("service"),
                        bool("slaPaused", "Clocks paused", TICKET.SLA_PAUSED)
                                .readOnly()
                                .in("service"),
                        integer(TicketRules.ESCALATION_LEVEL, "Escalation level", TICKET.ESCALATION_LEVEL)
                                .readOnly()
                                .in("service"),
                        instant("escalatedAt", "Escalated", TICKET.ESCALATED_AT)
                                .readOnly()
                                .in("service"),
                        user("escalatedTo", "Escalated to", TICKET.ESCALATED_TO)
                                .readOnly()
                                .in("service"),
                        choice(
                                        "escalationReason",
                                        "Escalation reason",
                                        TICKET.ESCALATION_REASON,
                                        FieldOption.of("first", "First response overdue"),
                                        FieldOption.of("resolve", "Resolution overdue"))
                                .readOnly()
                                .in("service"),
                        integer(TicketRules.SATISFACTION, "Satisfaction", TICKET.SATISFACTION)
                                .readOnly()
                                .in("outcome"),
                        integer(TicketRules.NPS, "Would recommend us", TICKET.NPS)
                                .readOnly()
                                .in("outcome"),
                        longText(TicketRules.SATISFACTION_REMARK, "Customer's remark", TICKET.SATISFACTION_REMARK)
                                .readOnly()
                                .in("outcome"),
                        instant(TicketRules.RATED_AT, "Rated", TICKET.RATED_AT)
                                .readOnly()
                                .in("outcome"),
                        instant(TicketRules.RESOLVED_AT, "Resolved", TICKET.RESOLVED_AT)
                                .readOnly()
                                .in("outcome"),
                        instant(TicketRules.CLOSED_AT, "Closed", TICKET.CLOSED_AT)
                                .readOnly()
                                .in("outcome"),
                        integer(TicketRules.REOPENED_COUNT, "Times reopened", TICKET.REOPENED_COUNT)
                                .readOnly()
                                .in("outcome"),
                        instant(TicketRules.REOPENED_AT, "Last reopened", TICKET.REOPENED_AT)
                                .readOnly()
                                .in("outcome"),
                        bool(Responsibility.FINAL_OVERDUE, "Nobody left to take it", TICKET.FINAL_OVERDUE)
                                .readOnly()
                                .in("system"),
                        instant("createdAt", "Created", TICKET.CREATED_AT)
                                .readOnly()
                                .in("system"),
                        user("createdBy", "Created by", TICKET.CREATED_BY)
                                .readOnly()
                                .in("system"),
                        instant("updatedAt", "Changed", TICKET.UPDATED_AT)
                                .readOnly()
                                .in("system"),
                        user("updatedBy", "Changed by", TICKET.UPDATED_BY)
                                .readOnly()
                                .in("system"))
                .build();
    }
}
