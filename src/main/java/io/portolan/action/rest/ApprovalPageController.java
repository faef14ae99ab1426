package io.portolan.action.rest;

import io.portolan.action.ApprovalLinkService;
import io.portolan.action.LinkedApproval;
import io.portolan.kernel.PortalException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The page behind the link of a message that asks for an approval. Opening it changes nothing, as programs that look
/// through mail open links too; sending its form decides.
@RestController
@RequestMapping("/approvals/{token}")
class ApprovalPageController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final ApprovalLinkService links;

    ApprovalPageController(ApprovalLinkService links) {
        this.links = links;
    }

    @GetMapping
    ResponseEntity<String> show(@PathVariable String token, HttpServletRequest request) {
        ApprovalPage page = new ApprovalPage(request.getLocale());
        try {
            return answer(page, links.look(token, request.getRemoteAddr()));
        } catch (PortalException.RateLimited e) {
            return tooMany(page, e);
        }
    }

    /// @param decision `approve` or `decline`; anything else decides nothing
    @PostMapping
    ResponseEntity<String> decide(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        boolean approve = decision.equals("approve");
        if (!approve && !decision.equals("decline")) {
            return show(token, request);
        }
        ApprovalPage page = new ApprovalPage(request.getLocale());
        try {
            return answer(page, links.decide(token, approve, reason, request.getRemoteAddr()));
        } catch (PortalException.Invalid e) {
            String again = page.ask(links.look(token, request.getRemoteAddr()), reason);
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .contentType(HTML)
                    .body(again);
        } catch (PortalException.RateLimited e) {
            return tooMany(page, e);
        }
    }

    private static ResponseEntity<String> answer(ApprovalPage page, LinkedApproval approval) {
        HttpStatus status = switch (approval.state()) {
            case ASKED, APPROVED, DECLINED -> HttpStatus.OK;
            case OFF, UNKNOWN -> HttpStatus.NOT_FOUND;
            case EXPIRED, USED, WITHDRAWN, DECIDED -> HttpStatus.GONE;
            case REFUSED, OWN -> HttpStatus.FORBIDDEN;
        };
        boolean asked = approval.state() == LinkedApproval.State.ASKED;
        return ResponseEntity.status(status)
                .contentType(HTML)
                .body(asked ? page.ask(approval, null) : page.tell(approval));
    }

    private static ResponseEntity<String> tooMany(ApprovalPage page, PortalException.RateLimited e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header("Retry-After", Long.toString(e.retryAfterSeconds()))
                .contentType(HTML)
                .body(page.tooMany(e.retryAfterSeconds()));
    }
}
