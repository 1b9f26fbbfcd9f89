internal import CaseModel
internal import HostFacts

/// os-release(5): `KEY=VALUE` lines with shell quoting.
public enum OSReleaseParser: ArtifactParser {
  public static let name = "os-release"
  public static let about = "What distribution this is, by os-release(5): one property a line."

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    for line in input.lines.prefix(256) {
      let text = line.bytes.trimmed
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      guard let (name, value) = text.cut(at: UInt8(ascii: "=")) else {
        output.note(offset: Int64(line.offset), line: line.number, "line without an equals sign")
        continue
      }
      output.add(
        .property(
          PropertyRecord(
            group: "os-release", name: name.hostString, value: HostString(bytes: unquoted(value)), source: input.path)))
    }
    return output
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
    guard let quote = value.first, SecretScan.isQuote(quote), value.last == quote, value.count >= 2 else {
      return Array(value)
    }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in value.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\\"), !isEscaped, quote == UInt8(ascii: "\"") {
        isEscaped = true
      } else {
        result.append(byte)
        isEscaped = false
      }
    }
    return result
  }
}
