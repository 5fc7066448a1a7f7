package io.sangam.proposals;

import static io.sangam.proposals.db.Tables.PROPOSAL;
import static io.sangam.records.FieldSpec.choice;
import static io.sangam.records.FieldSpec.date;
import static io.sangam.records.FieldSpec.email;
import static io.sangam.records.FieldSpec.instant;
import static io.sangam.records.FieldSpec.integer;
import static io.sangam.records.FieldSpec.longText;
import static io.sangam.records.FieldSpec.money;
import static io.sangam.records.FieldSpec.number;
import static io.sangam.records.FieldSpec.ref;
import static io.sangam.records.FieldSpec.text;
import static io.sangam.records.FieldSpec.user;

import io.sangam.access.Sensitivity;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What one version of a proposal is made of, besides its lines (spec, section 4.3).
@Configuration(proxyBeanMethods = false)
class ProposalObject {

    static final String KEY = "proposal";
    static final String DEAL = "deal";
    static final String ACCOUNT = "account";
    static final String TITLE = "title";
    static final String NUMBER = "number";
    static final String REVISION = "revision";
    static final String STATUS = "status";
    static final String TOTAL = "total";
    static final String NET = "net";
    static final String TAX = "tax";
    static final String DISCOUNT = "discount";
    static final String LARGEST_DISCOUNT = "largestDiscount";
    static final String INTRO = "intro";
    static final String TERMS = "terms";
    static final String VALID_UNTIL = "validUntil";
    static final String SENT_AT = "sentAt";
    static final String SENT_TO = "sentTo";
    static final String SENT_NAME = "sentName";
    static final String MAIL_SUBJECT = "mailSubject";
    static final String MAIL_TEXT = "mailText";
    static final String VIEWED_AT = "viewedAt";
    static final String DECIDED_AT = "decidedAt";
    static final String DECIDED_NAME = "decidedName";
    static final String DECIDED_FROM = "decidedFrom";
    static final String DECLINE_REASON = "declineReason";
    static final String OWNER = "dealOwner";
    static final String PARTNER = "partner";

    private static final String SENDING = "sending";
    private static final String SYSTEM = "system";
    private static final int PERCENT = 2;
    private static final int LONGEST = 4_000;

    @Bean
    ObjectType proposalType() {
        return ObjectType.named(KEY, "proposals", "Proposal", PROPOSAL)
                .ownedBy(PROPOSAL.OWNER_ID)
                .partner(PROPOSAL.PARTNER_ID)
                .partOf(DEAL, PROPOSAL.DEAL_ID)
                .columns(NUMBER, TITLE, REVISION, DEAL, STATUS, TOTAL, VALID_UNTIL, OWNER)
                .sortedBy("-createdAt")
                .numbered("PRO")
                .fields(
                        text(NUMBER, "Number", PROPOSAL.NUMBER).readOnly(),
                        text(TITLE, "Name", PROPOSAL.TITLE)
                                .sortedBy(PROPOSAL.TITLE_SORT)
                                .required(),
                        integer(REVISION, "Version", PROPOSAL.REVISION).readOnly(),
                        choice(
                                        STATUS,
                                        "Status",
                                        PROPOSAL.STATUS,
                                        option(ProposalStatus.DRAFT, "Draft", "neutral"),
                                        option(ProposalStatus.PENDING_APPROVAL, "Waiting for approval", "warn"),
                                        option(ProposalStatus.APPROVED, "Approved", "accent"),
                                        option(ProposalStatus.SENT, "Sent", "info"),
                                        option(ProposalStatus.ACCEPTED, "Accepted", "ok"),
                                        option(ProposalStatus.REJECTED, "Declined", "bad"),
                                        option(ProposalStatus.EXPIRED, "Expired", "warn"),
                                        option(ProposalStatus.WITHDRAWN, "Withdrawn", "neutral"),
                                        option(ProposalStatus.SUPERSEDED, "Superseded", "neutral"))
                                .readOnly(),
                        ref(DEAL, "Deal", PROPOSAL.DEAL_ID, DEAL).required(),
                        ref(ACCOUNT, "Account", PROPOSAL.ACCOUNT_ID, ACCOUNT).readOnly(),
                        money(TOTAL, "Total", PROPOSAL.TOTAL_MINOR, PROPOSAL.CURRENCY)
                                .readOnly(),
                        money(NET, "Net", PROPOSAL.NET_MINOR, PROPOSAL.CURRENCY).readOnly(),
                        money(TAX, "Tax", PROPOSAL.TAX_MINOR, PROPOSAL.CURRENCY).readOnly(),
                        number(DISCOUNT, "Discount", PROPOSAL.DISCOUNT, PERCENT).readOnly(),
                        number(LARGEST_DISCOUNT, "Largest discount", PROPOSAL.LARGEST_DISCOUNT, PERCENT)
                                .readOnly(),
                        longText(INTRO, "Introduction", PROPOSAL.INTRO).maxLength(LONGEST),
                        longText(TERMS, "Terms", PROPOSAL.TERMS).maxLength(LONGEST),
                        date(VALID_UNTIL, "Valid until", PROPOSAL.VALID_UNTIL),
                        instant(SENT_AT, "Sent on", PROPOSAL.SENT_AT).readOnly().in(SENDING),
                        email(SENT_TO, "Sent to", PROPOSAL.SENT_TO, PROPOSAL.SENT_TO_NORM)
                                .readOnly()
                                .in(SENDING),
                        text(SENT_NAME, "Recipient", PROPOSAL.SENT_NAME)
                                .sensitive(Sensitivity.PERSONAL)
                                .readOnly()
                                .in(SENDING),
                        text(MAIL_SUBJECT, "Subject", PROPOSAL.MAIL_SUBJECT)
                                .readOnly()
                                .in(SENDING),
                        longText(MAIL_TEXT, "Message", PROPOSAL.MAIL_TEXT)
                                .readOnly()
                                .in(SENDING),
                        instant(VIEWED_AT, "First looked at", PROPOSAL.VIEWED_AT)
                                .readOnly()
                                .in(SENDING),
                        instant(DECIDED_AT, "Decided", PROPOSAL.DECIDED_AT)
                                .readOnly()
                                .in(SENDING),
                        text(DECIDED_NAME, "Decided by", PROPOSAL.DECIDED_NAME)
                                .sensitive(Sensitivity.PERSONAL)
                                .readOnly()
                                .in(SENDING),
                        text(DECIDED_FROM, "Decided from", PROPOSAL.DECIDED_FROM)
                                .sensitive(Sensitivity.PERSONAL)
                                .readOnly()
                                .in(SENDING),
                        longText(DECLINE_REASON, "Why it was declined", PROPOSAL.DECLINE_REASON)
                                .readOnly()
                                .in(SENDING),
                        // whose the deal is: changes hands with it
                        user(OWNER, "Owner", PROPOSAL.OWNER_ID).readOnly().in("people"),
                        ref(PARTNER, "Partner", PROPOSAL.PARTNER_ID, PARTNER)
                                .readOnly()
                                .in("people"),
                        instant("createdAt", "Created", PROPOSAL.CREATED_AT)
                                .readOnly()
                                .in(SYSTEM),
                        user("createdBy", "Created by", PROPOSAL.CREATED_BY)
                                .readOnly()
                                .in(SYSTEM),
                        instant("updatedAt", "Changed", PROPOSAL.UPDATED_AT)
                                .readOnly()
                                .in(SYSTEM),
                        user("updatedBy", "Changed by", PROPOSAL.UPDATED_BY)
                                .readOnly()
                                .in(SYSTEM))
                .build();
    }

    private static FieldOption option(ProposalStatus status, String label, String tone) {
        return new FieldOption(status.key(), label, tone, null);
    }
}
