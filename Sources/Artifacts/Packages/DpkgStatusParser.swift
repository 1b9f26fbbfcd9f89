internal import CaseModel
internal import HostFacts

/// `/var/lib/dpkg/status` (and the files of `status.d` in distroless images): paragraphs of `Field: value`, blank line between.
public enum DpkgStatusParser: ArtifactParser {
  public static let name = "dpkg-status"
  public static let about = "Installed packages of dpkg by its status file."

  private static let packageLimit = 100_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var kept = 0
    paragraphs(input.lines) { fields, line in
      guard kept < packageLimit else { return }
      guard let name = fields["Package"] else {
        output.note(offset: input.offset + Int64(line.offset), line: line.number, "paragraph without a package")
        return
      }
      // Distroless images have no status field; what dpkg removed keeps its paragraph while configuration files stay.
      if let status = fields["Status"], status.hasSuffix(" config-files") || status.hasSuffix(" not-installed") {
        return
      }
      var package = PackageRecord(
        manager: "dpkg", name: name.hostString, version: (fields["Version"] ?? []).hostString)
      package.architecture = (fields["Architecture"] ?? []).hostString
      kept += 1
      output.add(.package(package))
    }
    return output
  }

  /// The digests of configuration files, which stand only here: `Conffiles:`, then lines ` PATH MD5 [obsolete]`.
  public static func configurationFiles(_ bytes: [UInt8], _ body: (PackagedFile) -> Void) {
    var package: HostString = ""
    var isInside = false
    for line in ByteLines(bytes) {
      if let name = line.bytes.dropping(prefix: "Package: ") { package = name.trimmed.hostString }
      if line.bytes.first != 32 { isInside = line.bytes.hasPrefix("Conffiles:") }
      guard isInside, line.bytes.first == 32 else { continue }
      let words = line.bytes.words(limit: 4)
      guard words.count >= 2, let digest = Hexadecimal.bytes(words[1]), digest.count == 16,
        let path = PackagedFile.absolute(words[0])
      else { continue }
      body(PackagedFile(package: package, path: path, digest: digest, isConfiguration: true))
    }
  }

  private static func paragraphs(
    _ lines: ByteLines, _ body: ([String: ArraySlice<UInt8>], ByteLine) -> Void
  ) {
    var fields: [String: ArraySlice<UInt8>] = [:]
    var last: ByteLine?
    for line in lines {
      last = line
      if line.bytes.isEmpty {
        if !fields.isEmpty { body(fields, line) }
        fields = [:]
      } else if line.bytes.first != 32, let (name, value) = line.bytes.cut(at: UInt8(ascii: ":")),
        wanted.contains(name.ascii)
      {
        fields[name.ascii] = value.trimmed
      }
    }
    if let last, !fields.isEmpty { body(fields, last) }
  }

  private static let wanted: Set<String> = ["Package", "Status", "Version", "Architecture"]
}
