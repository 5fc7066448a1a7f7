package io.sangam.identity;

import io.sangam.kernel.TenantId;
import io.sangam.limits.Headcount;
import org.springframework.stereotype.Component;

@Component
class ActivePeople implements Headcount {

    private final DirectoryCache directories;

    ActivePeople(DirectoryCache directories) {
        this.directories = directories;
    }

    @Override
    public int of(TenantId tenant) {
        return directories.get(tenant).active();
    }
}
