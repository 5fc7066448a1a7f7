package io.sangam.accounts;

import io.sangam.records.ObjectType;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/contacts")
@Tag(name = "Contacts", description = "The people one speaks with, at accounts or on their own")
class ContactController extends PartyController {

    ContactController(Desk desk, ObjectType contactType) {
        super(desk, contactType);
    }
}
