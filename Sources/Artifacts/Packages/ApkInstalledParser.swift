internal import CaseModel
internal import HostFacts

/// `/lib/apk/db/installed` of Alpine: lines `LETTER:VALUE`, blank line between packages. `P` name, `V` version, `A` architecture; `F` directory,
/// then `R` file, `Z` digest (`Q1` + base64 of SHA-1, `Q2` + base64 of SHA-256), `a` owner, group and mode.
public enum ApkInstalledParser: ArtifactParser {
  public static let name = "apk-installed"
  public static let about = "Installed packages of apk (Alpine) by its database."

  private static let packageLimit = 100_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var package: PackageRecord?
    var kept = 0
    func finish() {
      if let package, kept < packageLimit {
        output.add(.package(package))
        kept += 1
      }
      package = nil
    }
    for line in input.lines {
      if line.bytes.isEmpty { finish() }
      if let name = line.bytes.dropping(prefix: "P:") {
        finish()
        package = PackageRecord(manager: "apk", name: name.hostString, version: "")
      } else if let version = line.bytes.dropping(prefix: "V:") {
        package?.version = version.hostString
      } else if let architecture = line.bytes.dropping(prefix: "A:") {
        package?.architecture = architecture.hostString
      }
    }
    finish()
    return output
  }

  /// Hands over the files of all packages one by one. A link's digest is that of its target's text.
  public static func files(_ bytes: [UInt8], _ body: (PackagedFile) -> Void) {
    var package: HostString = ""
    var directory: ArraySlice<UInt8> = []
    var file: PackagedFile?
    for line in ByteLines(bytes, lengthLimit: 8192) {
      guard line.bytes.count >= 2, line.bytes[line.bytes.startIndex + 1] == UInt8(ascii: ":") else { continue }
      let value = line.bytes.dropFirst(2)
      switch line.bytes.first {
      case UInt8(ascii: "P"): package = value.hostString
      case UInt8(ascii: "F"): directory = value
      case UInt8(ascii: "R"):
        if let file { body(file) }
        let path = directory.isEmpty ? value : directory + [UInt8(ascii: "/")] + value
        file = PackagedFile.absolute(path).map { PackagedFile(package: package, path: $0, algorithm: .sha1) }
      case UInt8(ascii: "Z"): file.map { file = withDigest($0, value) }
      case UInt8(ascii: "a"): file?.mode = value.split(separator: UInt8(ascii: ":")).last?.octal
      default: break
      }
    }
    if let file { body(file) }
  }

  private static func withDigest(_ file: PackagedFile, _ value: ArraySlice<UInt8>) -> PackagedFile {
    var file = file
    let isSHA256 = value.hasPrefix("Q2")
    guard isSHA256 || value.hasPrefix("Q1"), let digest = Base64.decode(value.dropFirst(2)),
      digest.count == (isSHA256 ? 32 : 20)
    else { return file }
    file.digest = digest
    file.algorithm = isSHA256 ? .sha256 : .sha1
    // apk has no mark; everything under /etc is protected as configuration.
    file.isConfiguration = file.path.hasPrefix("/etc/")
    return file
  }
}
