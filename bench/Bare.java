package bench;

import org.apache.catalina.startup.Tomcat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/// The least that a Spring MVC route can do: the portal's own select by key, and the stored JSON as
/// the answer.
public final class Bare {

    /// The statement that the portal sends for one entity (`EntityRows.find`).
    private static final String SELECT = """
            select e.id, e.blueprint, e.identifier, e.title, e.icon, e.team, e.properties, e.computed, e.datasource,
                   e.version, e.created_at, e.created_by, e.updated_at, e.updated_by,
                   (select jsonb_agg(jsonb_build_array(er.relation, et.identifier) order by er.position, et.identifier)
                    from entity_relation er join entity et on et.id = er.target where er.source = e.id) as relations,
                   (select b.version from blueprint b where b.identifier = e.blueprint) as blueprint_version
            from entity e where e.blueprint = ? and e.identifier = ?
            """;

    private Bare() {}

    @RestController
    @EnableWebMvc
    public static class Routes {

        private final JdbcClient jdbc;

        public Routes(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/up")
        String up() {
            return "up";
        }

        @GetMapping(value = "/entities/{blueprint}/{identifier}", produces = "application/json")
        String one(@PathVariable String blueprint, @PathVariable String identifier) {
            return jdbc.sql(SELECT)
                    .param(blueprint)
                    .param(identifier)
                    .query((row, number) -> row.getString("properties"))
                    .single();
        }
    }

    public static void main(String[] arguments) throws Exception {
        var pool = new com.zaxxer.hikari.HikariDataSource();
        pool.setJdbcUrl(System.getenv("DB_URL"));
        pool.setUsername("portolan");
        pool.setPassword(System.getenv("DB_PASSWORD"));
        pool.setMaximumPoolSize(20);
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.addBeanFactoryPostProcessor(
                beans -> beans.registerSingleton("jdbc", JdbcClient.create(pool)));
        context.register(Routes.class);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector();
        var root = tomcat.addContext("", System.getProperty("java.io.tmpdir"));
        var servlet = Tomcat.addServlet(root, "routes", new DispatcherServlet(context));
        servlet.setLoadOnStartup(1);
        root.addServletMappingDecoded("/", "routes");
        tomcat.start();
        tomcat.getServer().await();
    }
}
