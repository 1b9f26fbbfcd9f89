internal import CaseModel
internal import HostFacts

/// php.ini, conf.d, .user.ini and pools of PHP-FPM: what runs before each page, what is loaded, what is forbidden.
enum PHPIniParser: ArtifactParser {
  static let name = "php-ini"
  static let about =
    "php.ini and its kin: the settings that run, load, allow or forbid code, by name; pool settings of PHP-FPM."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.php, input)
    for section in Section.read(sheet.statements(comments: ";#")) {
      for entry in section.entries {
        let name = inner(entry.name)
        guard kept.contains(where: name.equals) else { continue }
        let value = entry.value.withoutComment(";").unquoted
        sheet.set(entry.statement, name.ascii, value) { record in
          if !section.name.isEmpty { record.attributes["section"] = section.name.hostString }
          let isFile =
            name.hasPrefix("auto_") || name.equals("sendmail_path") || name.equals("extension")
            || name.equals("zend_extension")
          if isFile, !value.isEmpty, !value.lowercased.equals("none") { record.command = value.safe }
          record.trigger = name.hasPrefix("auto_") ? "each page" : "start of php"
        }
      }
    }
    return sheet.output
  }

  /// `php_admin_value[auto_prepend_file]` → `auto_prepend_file`.
  private static func inner(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    (name.hasPrefix("php_") ? name.between("[", "]") : nil) ?? name
  }

  private static let kept = [
    "auto_prepend_file", "auto_append_file", "extension", "zend_extension", "extension_dir", "disable_functions",
    "disable_classes", "allow_url_include", "allow_url_fopen", "open_basedir", "include_path", "sendmail_path",
    "mail.log",
    "enable_dl", "user_ini.filename", "cgi.fix_pathinfo", "expose_php", "log_errors", "error_log",
    "session.save_handler",
    "session.save_path", "unserialize_callback_func", "opcache.preload", "opcache.preload_user", "opcache.file_cache",
    "ffi.enable",
    "ffi.preload", "user", "group", "listen", "chroot", "security.limit_extensions", "output_handler", "clear_env",
  ]
}
