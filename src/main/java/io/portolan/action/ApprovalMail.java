package io.portolan.action;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Writes to an approver, as plain text and HTML, through the server set with `spring.mail.*`.
@Component
class ApprovalMail {

    private final @Nullable JavaMailSender server;
    private final ActionSettings settings;

    @Autowired
    ApprovalMail(ObjectProvider<JavaMailSender> server, ActionSettings settings) {
        this(server.getIfAvailable(), settings);
    }

    ApprovalMail(@Nullable JavaMailSender server, ActionSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    boolean isConfigured() {
        return server != null;
    }

    /// Throws [Undelivered].
    void send(ApprovalNotice notice, String to) throws Undelivered {
        JavaMailSender sender = server;
        if (sender == null) {
            throw new Undelivered("E-mail is not configured", false);
        }
        MimeMessage message = sender.createMimeMessage();
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.mail().from());
            helper.setTo(to);
            helper.setSubject(notice.subject());
            helper.setText(notice.plain(to), notice.html(to));
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException e) {
            throw new Undelivered("the message cannot be written: " + e.getMessage(), false);
        }
        try {
            sender.send(message);
        } catch (MailException e) {
            throw new Undelivered(cause(e), !(e instanceof MailParseException));
        }
    }

    /// In one line, the innermost reason.
    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /// A message that did not arrive.
    static final class Undelivered extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean passing;

        Undelivered(String message, boolean passing) {
            super(message);
            this.passing = passing;
        }

        /// Whether the same may succeed later.
        boolean isPassing() {
            return passing;
        }
    }
}
