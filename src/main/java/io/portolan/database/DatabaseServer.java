package io.portolan.database;

/// The PostgreSQL server of the portal with a login that may administer it, as far as the configured one may.
///
/// @param url JDBC URL of the administration database
/// @param user on the embedded server its superuser, on an external one the configured user
/// @param embedded whether the portal itself runs the server
public record DatabaseServer(String url, String user, String password, boolean embedded) {

    /// The JDBC URL of another database on the same server, parameters kept.
    public String urlOf(String database) {
        int parameters = url.indexOf('?');
        String address = parameters < 0 ? url : url.substring(0, parameters);
        String rest = parameters < 0 ? "" : url.substring(parameters);
        return address.substring(0, address.lastIndexOf('/') + 1) + database + rest;
    }

    @Override
    public String toString() {
        return url;
    }
}
