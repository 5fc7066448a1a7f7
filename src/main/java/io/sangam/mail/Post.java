package io.sangam.mail;

import io.sangam.kernel.TenantId;

/// Takes a mail out of our hands. May be asked twice for the same one.
interface Post {

    void deliver(TenantId tenant, Mail mail);
}
