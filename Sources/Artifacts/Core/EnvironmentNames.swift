/// Which environment variables may be kept with their value. Names are always kept; other values may hold secrets.
public enum EnvironmentNames {
  /// Whether the value may be kept. It still goes through `SecretMask`.
  public static func mayKeepValue(of name: some StringProtocol) -> Bool {
    exact.contains(String(name)) || prefixes.contains { name.utf8.starts(with: $0.utf8) }
  }

  /// Families whose values steer loading, histories and sessions.
  private static let prefixes = ["LD_", "HIST", "XDG_", "LC_", "GLIBC_", "SYSTEMD_EXEC_"]

  private static let exact: Set<String> = [
    "PATH", "PWD", "OLDPWD", "HOME", "USER", "LOGNAME", "SHELL", "SHLVL", "TERM", "LANG", "LANGUAGE", "TZ", "TMPDIR",
    "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "SSH_AUTH_SOCK", "SSH_ORIGINAL_COMMAND", "SUDO_USER", "SUDO_UID",
    "SUDO_GID", "SUDO_COMMAND", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PERL5LIB", "PERL5OPT", "PERLLIB",
    "NODE_OPTIONS", "NODE_PATH", "RUBYOPT", "RUBYLIB", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "BASH_ENV",
    "ENV", "PROMPT_COMMAND", "ZDOTDIR", "DISPLAY", "INVOCATION_ID", "JOURNAL_STREAM", "NOTIFY_SOCKET", "MAINPID",
    "LISTEN_FDS", "GCONV_PATH", "PHPRC", "PHP_INI_SCAN_DIR", "GIT_SSH_COMMAND", "EDITOR", "VISUAL", "PAGER", "MAIL",
    "container", "KUBERNETES_SERVICE_HOST", "KUBERNETES_PORT", "AWS_REGION", "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV", "AWS_PROFILE", "_", "RUNLEVEL", "PREVLEVEL", "DBUS_SESSION_BUS_ADDRESS", "http_proxy",
    "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "GS_ARGS",
    "GSOCKET_ARGS", "HOSTNAME", "OPENSSL_CONF", "OPENSSL_MODULES", "LESSOPEN", "MANPAGER", "TMOUT",
  ]
}
