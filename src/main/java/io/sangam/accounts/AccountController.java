package io.sangam.accounts;

import io.sangam.records.ObjectType;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "Accounts", description = "Customers: people, households, companies and stores")
class AccountController extends PartyController {

    AccountController(Desk desk, ObjectType accountType) {
        super(desk, accountType);
    }
}
