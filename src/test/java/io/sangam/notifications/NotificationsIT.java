package io.sangam.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class NotificationsIT {

    private final Notifications notifications;
    private final TenantId tenant = TenantId.next();
    private final Actor ada = new Actor(tenant, UserId.next());
    private final Actor ben = new Actor(tenant, UserId.next());
    private final UUID lead = Ids.next();

    NotificationsIT(Notifications notifications) {
        this.notifications = notifications;
    }

    @Test
    void tellsOthersButNotTheActor() {
        tell(ada, "mention:1");

        assertThat(list(ben)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo("mention");
            assertThat(told.recordId()).isEqualTo(lead);
            assertThat(told.data().at("/status").asString()).isEqualTo("won");
            assertThat(told.readAt()).isNull();
        });
        assertThat(list(ada)).isEmpty();
    }

    @Test
    void tellsACauseOnce() {
        tell(ada, "mention:1");
        tell(ada, "mention:1");
        tell(ada, "mention:2");

        assertThat(list(ben)).hasSize(2);
        assertThat(unread(ben)).isEqualTo(2);
    }

    @Test
    void whatIsReadStaysReadAndBelongsToItsReader() {
        tell(ada, "mention:1");
        tell(ada, "mention:2");
        var newest = list(ben).getFirst();

        in(() -> notifications.read(ben, newest.id()));
        assertThat(unread(ben)).isEqualTo(1);
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> in(() -> notifications.read(ada, newest.id())))
                .returns(KernelError.NOT_FOUND, SangamException::code);

        in(() -> notifications.readAll(ben));
        assertThat(unread(ben)).isZero();
    }

    @Test
    void pagesByCursor() {
        tell(ada, "mention:1");
        tell(ada, "mention:2");
        var all = list(ben);

        var older = TenantScope.call(
                tenant,
                () -> notifications.list(ben, false, Optional.of(all.getFirst().id()), 10));

        assertThat(older).containsExactly(all.getLast());
    }

    private void tell(Actor actor, String key) {
        in(() -> notifications.tell(
                actor,
                List.of(ada.user(), ben.user(), ben.user()),
                NoticeKind.of("mention", NoticeKind.Group.CHANGES),
                "lead",
                lead,
                "Kiran Rao",
                Map.of("status", "won"),
                key));
    }

    private List<Notification> list(Actor actor) {
        return TenantScope.call(tenant, () -> notifications.list(actor, false, Optional.empty(), 10));
    }

    private int unread(Actor actor) {
        return TenantScope.call(tenant, () -> notifications.unread(actor));
    }

    private void in(Runnable work) {
        TenantScope.run(tenant, work);
    }
}
