package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.guard.AddressGuard;
import dev.meanwhile.apps.errands.dataimport.guard.Network;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.types.TaskHandling;
import dev.meanwhile.server.uploads.Uploads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the data import into the server.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

  @Bean
  TaskHandling<ImportInput> dataImportHandling(DataImport handler) {
    return new TaskHandling<>(DataImport.TYPE, handler);
  }

  @Bean
  AddressGuard addressGuard(ImportSettings settings) {
    return new AddressGuard(settings.rules(), Network.real());
  }

  /// The tasks are asked for late: they know the handlers, and so this.
  @Bean
  OpenedFiles openedFiles(
      Uploads uploads, AddressGuard guard, Settings settings, ObjectProvider<Tasks> tasks) {
    var folder = new DownloadFolder(settings.data().resolve("imports"));
    long largest = settings.upload().limit().toBytes();
    return new OpenedFiles(uploads, new Downloads(guard, folder, largest, tasks::getObject));
  }
}
