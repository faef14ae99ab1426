package io.portolan.access.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.OrganizationService;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// The organisation itself.
@RestController
@RequestMapping("/v1/organization")
class OrganizationController {

    private final OrganizationService organization;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    OrganizationController(OrganizationService organization, CurrentActor currentActor, Permissions permissions) {
        this.organization = organization;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode get() {
        permissions.require(currentActor.require(), Permission.READ_CATALOG);
        return Json.ok("organization", organization.json());
    }

    @PutMapping
    ObjectNode put(@RequestBody ObjectNode body) {
        return update(body, true);
    }

    @PatchMapping
    ObjectNode patch(@RequestBody ObjectNode body) {
        return update(body, false);
    }

    private ObjectNode update(ObjectNode body, boolean whole) {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.MANAGE_ACCESS);
        return Json.ok("organization", organization.update(body, whole, actor));
    }
}
