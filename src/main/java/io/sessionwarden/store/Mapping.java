package io.sessionwarden.store;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.cfg.Configuration;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/**
 * Hibernate, with nothing that this program does not use: each of these settings saves a part of the time to start. Queries
 * are written in SQL, because the first one in Hibernate's own language costs a fifth of a second to parse.
 */
final class Mapping {

    private static final List<Class<?>> ENTITIES = List.of(
            IncidentRow.class,
            CycleRow.class,
            PolicyRow.class,
            PolicyFileRow.class,
            AcknowledgedRow.class,
            HoldRow.class);

    private Mapping() {}

    /**
     * @param source where sessions get their connections; not asked for one here
     * @param product the database's name, as its driver gives it
     */
    static SessionFactory of(DataSource source, String product) {
        var configuration = new Configuration();
        ENTITIES.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().putAll(settings(source, product));
        configuration
                .getStandardServiceRegistryBuilder()
                // No entity refers to another: there is nothing to make proxies of.
                .addService(BytecodeProvider.class, new org.hibernate.bytecode.internal.none.BytecodeProviderImpl());
        return configuration.buildSessionFactory();
    }

    private static Map<String, Object> settings(DataSource source, String product) {
        return Map.ofEntries(
                Map.entry("hibernate.connection.datasource", source),
                Map.entry("jakarta.persistence.database-product-name", product),
                Map.entry("jakarta.persistence.database-major-version", "2"),
                Map.entry("jakarta.persistence.database-minor-version", "4"),
                Map.entry("hibernate.boot.allow_jdbc_metadata_access", "false"),
                Map.entry("hibernate.cache.use_second_level_cache", "false"),
                Map.entry("hibernate.cache.use_query_cache", "false"),
                Map.entry("hibernate.xml_mapping_enabled", "false"),
                Map.entry("jakarta.persistence.validation.mode", "none"),
                Map.entry("hibernate.type.json_format_mapper", new NoFormat()),
                Map.entry("hibernate.type.xml_format_mapper", new NoFormat()),
                Map.entry("hibernate.jdbc.time_zone", "UTC"));
    }

    /** In place of Jackson, which Hibernate would otherwise set up for columns that no entity has. */
    private static final class NoFormat implements FormatMapper {

        @Override
        public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
            throw new UnsupportedOperationException();
        }
    }
}
