package io.sangam.proposals;

import static io.sangam.proposals.db.Tables.LINE;
import static io.sangam.proposals.db.Tables.PROPOSAL;

import io.sangam.kernel.Money;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The lines of proposals, and what a proposal takes from its deal.
@Repository
class LineRepository {

    private static final int HUNDREDTHS = 2;

    private final DSLContext db;

    LineRepository(DSLContext db) {
        this.db = db;
    }

    /// In their order.
    List<Line> of(TenantId tenant, UUID proposal, String currency) {
        return db.selectFrom(LINE)
                .where(LINE.TENANT_ID.eq(tenant))
                .and(LINE.PROPOSAL_ID.eq(proposal))
                .orderBy(LINE.POSITION)
                .fetch(row -> new Line(
                        row.getId(),
                        row.getText(),
                        row.getUnit(),
                        Totals.trimmed(row.getQuantity()),
                        Money.ofMinor(row.getUnitPriceMinor(), currency).amount(),
                        percent(row.getDiscount()),
                        row.getTax() == null ? null : percent(row.getTax())));
    }

    void replace(TenantId tenant, UUID proposal, String currency, List<Line> lines) {
        db.deleteFrom(LINE)
                .where(LINE.TENANT_ID.eq(tenant))
                .and(LINE.PROPOSAL_ID.eq(proposal))
                .execute();
        var rows = new ArrayList<io.sangam.proposals.db.tables.records.LineRecord>();
        for (var line : lines) {
            var tax = line.tax();
            rows.add(db.newRecord(LINE)
                    .setTenantId(tenant)
                    .setProposalId(proposal)
                    .setPosition(rows.size() + 1)
                    .setId(line.id())
                    .setText(line.text())
                    .setUnit(line.unit())
                    .setQuantity(line.quantity())
                    .setUnitPriceMinor(new Money(line.unitPrice(), currency).minor())
                    .setDiscount(hundredths(line.discount()))
                    .setTax(tax == null ? null : hundredths(tax)));
        }
        db.batchInsert(rows).execute();
    }

    /// Keeps the proposal as it is until the end of the transaction; false when there is none.
    boolean lock(TenantId tenant, UUID proposal) {
        return db.select(PROPOSAL.ID)
                .from(PROPOSAL)
                .where(PROPOSAL.TENANT_ID.eq(tenant))
                .and(PROPOSAL.ID.eq(proposal))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    /// A version of what has this number, in the trash or not.
    Optional<UUID> revision(TenantId tenant, String number, int revision) {
        return db.select(PROPOSAL.ID)
                .from(PROPOSAL)
                .where(PROPOSAL.TENANT_ID.eq(tenant))
                .and(PROPOSAL.NUMBER.eq(number))
                .and(PROPOSAL.REVISION.eq(revision))
                .fetchOptional(PROPOSAL.ID);
    }

    /// Proposals are seen by whom their deal is seen.
    void follow(TenantId tenant, UUID deal, @Nullable UserId owner, @Nullable UUID partner, @Nullable UUID account) {
        db.update(PROPOSAL)
                .set(PROPOSAL.OWNER_ID, owner)
                .set(PROPOSAL.PARTNER_ID, partner)
                .set(PROPOSAL.ACCOUNT_ID, account)
                .where(PROPOSAL.TENANT_ID.eq(tenant))
                .and(PROPOSAL.DEAL_ID.eq(deal))
                .execute();
    }

    /// What was offered stays countable, not readable.
    void forget(TenantId tenant, UUID proposal, String instead) {
        db.update(LINE)
                .set(LINE.TEXT, instead)
                .setNull(LINE.UNIT)
                .where(LINE.TENANT_ID.eq(tenant))
                .and(LINE.PROPOSAL_ID.eq(proposal))
                .execute();
    }

    private static BigDecimal percent(int hundredths) {
        return Totals.trimmed(BigDecimal.valueOf(hundredths, HUNDREDTHS));
    }

    private static int hundredths(BigDecimal percent) {
        return percent.movePointRight(HUNDREDTHS).intValueExact();
    }
}
