package io.portolan.api;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.Map;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.xml.AbstractXmlHttpMessageConverter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// How paths and bodies under `/v1` are read: with the portal's own JSON rules, with encoded slashes in identifiers,
/// and with the envelope for routes that do not exist.
@Configuration(proxyBeanMethods = false)
class ApiRouting {

    /// REST speaks with the same mapper as the rest of the portal: duplicate keys refused, nesting limited.
    @Bean
    @Primary
    JsonMapper jsonMapper() {
        return Json.mapper();
    }

    @Bean
    WebMvcRegistrations quickRouting() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new QuickRouting();
            }
        };
    }

    /// Nothing here speaks XML, and its converter looks for annotations at every answer.
    @Bean
    ServerHttpMessageConvertersCustomizer withoutXml() {
        return builder -> builder.configureMessageConvertersList(
                converters -> converters.removeIf(AbstractXmlHttpMessageConverter.class::isInstance));
    }

    /// Comes after the controllers and before Vaadin, which would answer any other path with the user interface.
    @Bean
    SimpleUrlHandlerMapping unknownApiRoutes() {
        HttpRequestHandler unknown = (request, response) -> ApiError.of(new PortalException.NotFound(
                        "The route " + request.getMethod() + " " + request.getRequestURI() + " was not found"))
                .write(request, response);
        return new SimpleUrlHandlerMapping(Map.of("/v1", unknown, "/v1/**", unknown), 1);
    }

    /// Tomcat hands `%2F` on as it is; [PathFirewall] decides where it may stand.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Bean
    HttpFirewall httpFirewall() {
        return new PathFirewall();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, e) -> ApiError.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid_request",
                        "The request was refused: its path or headers are malformed")
                .write(request, response);
    }
}
