package io.sangam.mail;

import io.sangam.kernel.Answer;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.TenantScope;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The mails of an installation that is being tried out, for whoever sits at its machine. Not part of the described
/// API: elsewhere it is a 404 like any other.
@Hidden
@RestController
@RequestMapping("/api/v1/mail/caught")
class CatcherController {

    private static final int PAGE = 50;

    private final CatcherGate gate;
    private final MailRepository repository;
    private final TransactionOperations transactions;

    CatcherController(CatcherGate gate, MailRepository repository, TransactionOperations transactions) {
        this.gate = gate;
        this.repository = repository;
        this.transactions = transactions;
    }

    @GetMapping
    Answer<List<MailRepository.CaughtMail>> listCaughtMails(
            @RequestParam(required = false) @Nullable UUID cursor, HttpServletRequest request) {
        if (!gate.admits(request)) {
            throw SangamException.notFound();
        }
        var found = TenantScope.callSystem(() -> transactions.execute(_ -> repository.caught(cursor, PAGE + 1)));
        return Answer.page(found, PAGE, MailRepository.CaughtMail::id);
    }
}
