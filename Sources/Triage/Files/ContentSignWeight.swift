internal import CaseModel

/// What the signs in a file's content mean for triage. Their names are those of the content reader (`ContentSigns.catalogue`).
enum ContentSignWeight {
  /// What a request runs: enough for a web shell.
  static let webShell: Set<String> = [
    "php-eval-request", "php-system-request", "php-function-request", "jsp-runtime-exec", "jsp-class-loader",
    "asp-eval-request",
    "script-shell-request", "php-eval-decoded", "reverse-shell",
  ]

  /// Weight of other signs in a program or script that is no package's: in a place where no program should be, and elsewhere.
  ///
  /// Installers fetch and run, provisioning adds keys, hardening locks files: those weigh little in ordinary places.
  static let weights: [String: (odd: Severity, elsewhere: Severity, techniques: [Technique])] = [
    "reverse-shell": (.critical, .high, ["T1059.004", "T1095"]), "memory-execution": (.high, .medium, ["T1620"]),
    "base64-to-shell": (.high, .medium, ["T1140", "T1027.010"]),
    "code-from-encoding": (.high, .low, ["T1140", "T1027.010"]),
    "downloader-to-shell": (.high, .info, ["T1105", "T1059.004"]),
    "download-and-run": (.high, .low, ["T1105", "T1059.004"]),
    "crypto-miner": (.high, .high, ["T1496.001"]), "preload-write": (.high, .medium, ["T1574.006"]),
    "setuid-shell": (.high, .high, ["T1548.001"]), "credential-access": (.high, .low, ["T1552.001", "T1003.008"]),
    "cloud-credentials": (.medium, .info, ["T1552.005"]), "log-wiping": (.high, .low, ["T1070.002"]),
    "key-implant": (.high, .info, ["T1098.004"]),
    "security-disabled": (.medium, .info, ["T1562.001"]), "tunnel": (.medium, .info, ["T1572"]),
    "container-escape": (.high, .medium, ["T1611"]), "ssh-spreading": (.high, .medium, ["T1021.004", "T1570"]),
    "attribute-lock": (.medium, .info, ["T1222.002"]),
  ]
}
